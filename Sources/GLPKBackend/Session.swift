// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// GLPK's environment on this thread, with the callbacks of a solve; at most one per thread.
final class Session {
  private let options: SolveOptions
  private let start = ContinuousClock.now
  private var lineBuffer = ""

  /// Seconds since the session was opened.
  var elapsed: Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Seconds left to the time limit, infinite without one.
  var secondsLeft: Double {
    options.timeLimit.map { max(0, $0 - elapsed) } ?? .infinity
  }

  private init(_ options: SolveOptions) {
    self.options = options
  }

  /// Opens a session, hands it over and frees all that GLPK holds for it.
  static func open<Result, Failure: Error>(
    _ options: SolveOptions, _ body: (Session) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let session = Session(options)
    var callbacks = cglpk_callbacks(
      context: Unmanaged.passUnretained(session).toOpaque(), log: nil, is_cancelled: nil,
      progress: nil)
    if options.log != nil {
      callbacks.log = { context, text in
        guard let text else { return }
        Session.from(context)?.log(String(cString: text))
      }
    }
    callbacks.is_cancelled = { context in
      Session.from(context)?.options.isCancelled() == true ? 1 : 0
    }
    if options.progress != nil {
      callbacks.progress = { context, incumbent, bound, nodes in
        Session.from(context)?.progress(incumbent, bound, Int(nodes))
      }
    }
    let pointer = UnsafeMutablePointer<cglpk_callbacks>.allocate(capacity: 1)
    pointer.initialize(to: callbacks)
    cglpk_begin(pointer)
    defer {
      cglpk_end()
      pointer.deinitialize(count: 1)
      pointer.deallocate()
      session.flush()
    }
    return try body(session)
  }

  /// Turns the code of a call into an error.
  func check(_ code: Int32) throws(SolverError) {
    guard code != 0 else { return }
    let message = String(cString: cglpk_message())
      .split(whereSeparator: \.isNewline).joined(separator: "; ")
    throw .failed(message.isEmpty ? "GLPK has failed before" : "GLPK: \(message)")
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Session? {
    context.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
  }

  /// A line and its end arrive in separate fragments.
  private func log(_ text: String) {
    lineBuffer += text
    while let end = lineBuffer.firstIndex(of: "\n") {
      options.log?(String(lineBuffer[..<end]))
      lineBuffer.removeSubrange(...end)
    }
  }

  private func flush() {
    if !lineBuffer.isEmpty { options.log?(lineBuffer) }
  }

  private func progress(_ incumbent: Double, _ bound: Double, _ nodes: Int) {
    options.progress?(
      SolveProgress(
        incumbent: incumbent.isNaN ? nil : incumbent, bound: bound.isNaN ? nil : bound,
        nodes: nodes, elapsed: elapsed))
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// GLPK's environment on this thread, with the callbacks of a solve; at most one per thread.
final class Session {
  private let options: SolveOptions
  private let clock: SolveClock
  private var number: Int32 = 0
  private var lineBuffer = ""
  /// Terms as GLPK wants them, kept from one call to the next.
  private var indices: [Int32] = [0]
  private var values: [Double] = [0]

  /// Seconds left to the time limit, infinite without one.
  var secondsLeft: Double { clock.secondsLeft }

  private init(_ options: SolveOptions, _ clock: SolveClock) {
    self.options = options
    self.clock = clock
  }

  /// Opens a session, hands it over and frees all that GLPK holds for it.
  static func open<Result>(
    _ options: SolveOptions, _ clock: SolveClock,
    _ body: (Session) throws(SolverError) -> Result
  ) throws(SolverError) -> Result {
    let session = Session(options, clock)
    let callbacks = session.begin()
    defer { session.end(callbacks) }
    try session.check(session.number == 0 ? Int32(CGLPK_ABORTED) : 0)
    return try body(session)
  }

  /// As above, for a body that throws errors of its own.
  static func open<Result>(
    _ options: SolveOptions, _ clock: SolveClock, body: (Session) throws -> Result
  ) throws -> Result {
    let session = Session(options, clock)
    let callbacks = session.begin()
    defer { session.end(callbacks) }
    try session.check(session.number == 0 ? Int32(CGLPK_ABORTED) : 0)
    return try body(session)
  }

  private func begin() -> UnsafeMutablePointer<cglpk_callbacks> {
    var callbacks = cglpk_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(), log: nil, is_cancelled: nil,
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
    if cglpk_begin(pointer) == CGLPK_OK { number = cglpk_session() }
    return pointer
  }

  private func end(_ callbacks: UnsafeMutablePointer<cglpk_callbacks>) {
    if number != 0 { cglpk_end() }
    callbacks.deinitialize(count: 1)
    callbacks.deallocate()
    flush()
  }

  /// Whether this is the thread of the session; GLPK's data must not be touched from another.
  var isOnItsThread: Bool { number != 0 && cglpk_session() == number }

  /// Hands terms over as GLPK wants them: numbered from 1, in arrays that begin at their second
  /// place.
  func withTerms(
    _ terms: [Term],
    _ body: (Int32, UnsafePointer<Int32>?, UnsafePointer<Double>?) -> Int32
  ) throws(SolverError) {
    indices.removeLast(indices.count - 1)
    values.removeLast(values.count - 1)
    for term in terms {
      indices.append(Int32(clamping: term.index + 1))
      values.append(term.coefficient)
    }
    let code = indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        body(Int32(clamping: terms.count), indices.baseAddress, values.baseAddress)
      }
    }
    try check(code)
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
        nodes: nodes, elapsed: clock.elapsed))
  }
}

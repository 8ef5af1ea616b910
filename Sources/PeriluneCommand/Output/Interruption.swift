// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Synchronization

/// Ctrl-C and the request to terminate: the first asks planning to stop and to keep its best plan,
/// the second ends the process at once.
enum Interruption {
  /// Whether the process was asked to stop.
  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Listens from now on.
  static func listen() {
    // Initialized before the first signal can arrive.
    _ = isRequested
    _ = isDeferred.load(ordering: .relaxed)
    signal(SIGINT, noteRequest)
    signal(SIGTERM, noteRequest)
    // Whoever started the process may have blocked them, as test runners do.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Does something short that must not end half-way, not even by a second request.
  static func deferred<Result>(_ body: () -> Result) -> Result {
    isDeferred.store(true, ordering: .relaxed)
    defer {
      isDeferred.store(false, ordering: .relaxed)
      if requests.load(ordering: .relaxed) > 1 { _exit(130) }
    }
    return body()
  }
}

/// How often the process was asked to stop.
///
/// A handler of signals may do little; adding to an atomic number is allowed, and enough.
private let requests = Atomic<Int>(0)

/// Whether a second request has to wait.
private let isDeferred = Atomic<Bool>(false)

private func noteRequest(_ signal: Int32) {
  let before = requests.add(1, ordering: .relaxed).oldValue
  if before > 0, !isDeferred.load(ordering: .relaxed) { _exit(130) }
}

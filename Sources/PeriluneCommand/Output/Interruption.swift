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
    signal(SIGINT, noteRequest)
    signal(SIGTERM, noteRequest)
  }
}

/// How often the process was asked to stop.
///
/// A handler of signals may do little; adding to an atomic number is allowed, and enough.
private let requests = Atomic<Int>(0)

private func noteRequest(_ signal: Int32) {
  let before = requests.add(1, ordering: .relaxed).oldValue
  if before > 0 { _exit(130) }
}

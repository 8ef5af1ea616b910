// SPDX-License-Identifier: GPL-3.0-or-later

/// What a random number is drawn for: together with an index and the replication it addresses the draw.
///
/// The numbers are part of the promise that one seed gives one result; new ones go to the end.
enum RandomSource: UInt32 {
  case available = 1, preparation, scrub, recycle, success, standDown
  case readiness, docking, commissioning, survival, rebuild
  case padTurnaround, closure
  case occurrence, strikeDay, impact

  /// The address of the draws for one vehicle, pad, element or risk, by its place in the manifest.
  @inline(__always)
  func of(_ place: Int) -> UInt32 { rawValue << 24 | UInt32(truncatingIfNeeded: place) }
}

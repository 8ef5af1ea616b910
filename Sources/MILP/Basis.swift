// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a simplex method stands: which columns and rows are basic, and at which bound the others are.
public struct LinearBasis: Hashable, Sendable {
  /// The state of a column, or of a row (of its activity).
  public enum State: Hashable, Sendable {
    /// In the basis.
    case basic
    /// At its lower bound, or its only value; at 0 where it has no bound.
    case lower
    /// At its upper bound.
    case upper
  }

  /// The states of the columns.
  public var columns: [State]
  /// The states of the rows.
  public var rows: [State]

  /// Creates a basis; of a usable one as many columns and rows are basic as there are rows.
  public init(columns: [State], rows: [State]) {
    self.columns = columns
    self.rows = rows
  }
}

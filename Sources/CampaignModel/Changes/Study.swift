// SPDX-License-Identifier: GPL-3.0-or-later

/// A study: the scenarios and sweeps that are asked of one campaign.
public struct Study: Hashable, Sendable {
  /// Name, description, source and confidence, as the study states them.
  public var note: Annotation
  /// The scenarios, in the study's order.
  public var scenarios: [Entry<Scenario>]
  /// The sweeps, in the study's order.
  public var sweeps: [Entry<Sweep>]

  /// Creates a study.
  public init(
    note: Annotation = Annotation(), scenarios: [Entry<Scenario>] = [],
    sweeps: [Entry<Sweep>] = []
  ) {
    self.note = note
    self.scenarios = scenarios
    self.sweeps = sweeps
  }

  /// A scenario or a sweep of a study.
  public struct Entry<Subject: Hashable & Sendable>: Hashable, Sendable {
    /// The scenario or sweep.
    public var subject: Subject
    /// Name, description, source and confidence.
    public var note: Annotation
    /// The values that are set in the manifest beforehand.
    public var settings: [Setting]
    /// The campaign with these values, to which the changes are to be applied.
    public var campaign: Campaign

    /// Creates an entry.
    public init(
      _ subject: Subject, note: Annotation = Annotation(), settings: [Setting] = [],
      campaign: Campaign
    ) {
      self.subject = subject
      self.note = note
      self.settings = settings
      self.campaign = campaign
    }
  }
}

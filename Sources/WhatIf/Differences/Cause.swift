// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Why an element is delivered otherwise than in the baseline.
public enum Cause: Hashable, Sendable {
  /// The change itself forbids its flight of the baseline.
  case direct(Step)
  /// The change holds it up through other flights and elements: from the change to the element.
  case chain([Step])
  /// Nothing holds it up: it makes room for others, or takes the room they leave.
  case rearranged

  /// A step from a change to an element: what may not be sooner, and by which rule.
  public struct Step: Hashable, Sendable {
    /// The flight that the step is about, as numbered in the plan it comes from.
    public var flight: String?
    /// The element that the step is about.
    public var element: Element.ID?
    /// The rule: the raw value of `Violation.Kind`.
    public var rule: String
    /// The fact of the changed manifest.
    public var path: ManifestPath
    /// What the rule says, in one sentence.
    public var message: String

    /// Creates a step.
    public init(
      flight: String? = nil, element: Element.ID? = nil, rule: String, path: ManifestPath,
      message: String
    ) {
      self.flight = flight
      self.element = element
      self.rule = rule
      self.path = path
      self.message = message
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The kinds of problems that reading a manifest can find; `docs/diagnostics.md` explains each.
///
/// The raw values are stable: scripts may rely on them.
public enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  // The file and its syntax.
  /// The file is larger than the limit.
  case fileTooLarge = "file-too-large"
  /// The file holds more values than the limit.
  case tooManyValues = "too-many-values"
  /// The bytes are not UTF-8.
  case notUTF8 = "not-utf8"
  /// A character that YAML does not allow.
  case invalidCharacter = "invalid-character"
  /// There is nothing in the file.
  case emptyFile = "empty-file"
  /// The text is not YAML.
  case yamlSyntax = "yaml-syntax"
  /// Values are nested deeper than the limit.
  case tooDeep = "too-deep"
  /// A second document in the file.
  case multipleDocuments = "multiple-documents"
  /// An alias, which would repeat a value written elsewhere.
  case alias = "alias"
  /// A merge key, which would copy keys from elsewhere.
  case mergeKey = "merge-key"
  /// A tag or a directive.
  case unsupportedYAML = "unsupported-yaml"
  /// A key that is not plain text.
  case invalidKey = "invalid-key"
  /// A key given twice.
  case duplicateKey = "duplicate-key"
  /// More problems than are shown.
  case tooManyProblems = "too-many-problems"

  // Keys and the form of their values.
  /// A format version that this program does not read.
  case unsupportedVersion = "unsupported-version"
  /// A key that does not exist here.
  case unknownKey = "unknown-key"
  /// A key that must be given.
  case missingKey = "missing-key"
  /// A key without a value.
  case missingValue = "missing-value"
  /// A value of another form than the key takes.
  case wrongType = "wrong-type"
  /// An identifier that does not have the form of one.
  case invalidID = "invalid-id"
  /// A word that is not among those allowed.
  case unknownValue = "unknown-value"
  /// A list or a section with nothing in it.
  case emptyList = "empty-list"
  /// Keys of which one is given, given together.
  case conflictingKeys = "conflicting-keys"
  /// The same thing twice in a list.
  case duplicateItem = "duplicate-item"

  // Numbers, units and dates.
  /// Something that is not a number.
  case invalidNumber = "invalid-number"
  /// A bare number where a unit is needed.
  case missingUnit = "missing-unit"
  /// A unit of another quantity.
  case wrongUnit = "wrong-unit"
  /// A unit that does not exist.
  case unknownUnit = "unknown-unit"
  /// A unit where a bare number is needed.
  case unexpectedUnit = "unexpected-unit"
  /// A number finer than it may be.
  case tooPrecise = "too-precise"
  /// A fraction where a whole number is needed.
  case notWhole = "not-whole"
  /// A number that is too small or too large.
  case outOfRange = "out-of-range"
  /// Something that is not a date.
  case invalidDate = "invalid-date"
  /// A date that is not in the calendar.
  case noSuchDate = "no-such-date"
  /// A date before 1900 or after 2200.
  case dateOutOfRange = "date-out-of-range"

  // What the values mean together.
  /// A name that nothing has.
  case unknownReference = "unknown-reference"
  /// Elements that wait for one another.
  case cycle = "cycle"
  /// A last day before its first day.
  case reversedDates = "reversed-dates"
  /// A campaign of more than 100 years.
  case campaignTooLong = "campaign-too-long"
  /// Windows that stay open longer than they are apart.
  case windowsOverlap = "windows-overlap"
  /// More windows than the limit.
  case tooManyWindows = "too-many-windows"
  /// A file of windows or delays that cannot be read.
  case unreadableFile = "unreadable-file"
  /// A file of windows or delays that is not such a file.
  case invalidCSV = "invalid-csv"
  /// A transit to a node for which there is no capacity.
  case transitWithoutCapacity = "transit-without-capacity"
  /// A `within` shorter than its `lag`.
  case withinBeforeLag = "within-before-lag"
  /// Amounts of a resource in different kinds of unit.
  case mixedUnits = "mixed-units"
  /// A port that cannot serve an element.
  case unusablePort = "unusable-port"
  /// An element with the identifier of a member of a series.
  case seriesClash = "series-clash"
  /// A series where one element is meant.
  case wholeSeries = "whole-series"
  /// More elements than the limit.
  case tooManyElements = "too-many-elements"
  /// A series whose members come before the last one is operational.
  case everyTooShort = "every-too-short"
  /// An element that leaves before it is operational.
  case stayTooShort = "stay-too-short"
  /// A transfer that meets an element of another node.
  case transferElsewhere = "transfer-elsewhere"
  /// An element that serves two transfers.
  case usedTwice = "used-twice"
  /// A store that an element of another node delivers to or draws from.
  case storeElsewhere = "store-elsewhere"
  /// A need for crew without a resource of that name.
  case missingCrew = "missing-crew"
  /// An element of two choices.
  case chosenTwice = "chosen-twice"
  /// An optional element of a choice.
  case optionalChoice = "optional-choice"
  /// Two elements of a choice that have both flown.
  case bothFlown = "both-flown"
  /// An objective about elements that may all stay on the ground.
  case nothingRequired = "nothing-required"
  /// A past flight after the status date.
  case actualAfterStatus = "actual-after-status"
  /// A past flight outside the campaign.
  case actualOutsideCampaign = "actual-outside-campaign"
  /// An element aboard two past flights, neither of which was lost, or on one day.
  case flownTwice = "flown-twice"
  /// An element that is lost after it was delivered.
  case lostAfterDelivery = "lost-after-delivery"
  /// A past flight that does not say which pad it used.
  case missingPad = "missing-pad"
  /// A past flight from a pad that its vehicle does not use.
  case wrongPad = "wrong-pad"
  /// A past flight of a vehicle that does not reach its elements' node.
  case unreachableNode = "unreachable-node"

  // What is uncertain.
  /// A lead time where there is none.
  case noLead = "no-lead"
  /// Numbers that are to ascend and do not.
  case notAscending = "not-ascending"
  /// Weights that are all zero.
  case noWeight = "no-weight"
  /// Probabilities that add up above 1.
  case tooProbable = "too-probable"
  /// More successes than flights.
  case tooManySuccesses = "too-many-successes"
  /// More observed delays than the limit.
  case tooManyDelays = "too-many-delays"

  // Changes and studies.
  /// The text of a change is not in the form that its option takes.
  case invalidChange = "invalid-change"
  /// A name that both a vehicle and an element have.
  case ambiguousName = "ambiguous-name"
  /// A path that leads nowhere in the manifest.
  case unknownPath = "unknown-path"
  /// A setting without which the manifest is in order.
  case changedValue = "changed-value"
  /// A change of what cannot be otherwise.
  case impossibleChange = "impossible-change"

  // Warnings.
  /// A node that looks like a misspelling of another.
  case suspiciousNode = "suspicious-node"
  /// A docking standard of which there is no port.
  case noPort = "no-port"
  /// A statement without effect.
  case noEffect = "no-effect"
}

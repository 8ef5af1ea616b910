// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

extension Campaign {
  /// The campaign without the elements that need not fly and are of no use to those that must; it
  /// has a plan exactly when this one has.
  ///
  /// An element is of use when another one that is needed comes after it or meets it, docks by a
  /// standard that it offers, or takes from a resource or store that it gives to. One that is of no
  /// use can be taken out of any plan: nothing but the first elements of a node depends on others
  /// being there, and these only become fewer.
  ///
  /// Objectives and milestones, which say nothing of what is possible, are left out.
  package var pruned: Campaign {
    let needed = neededElements
    var campaign = self
    campaign.objectives = [.completion(nil)]
    campaign.milestones = []
    campaign.elements.removeAll { !needed.contains($0.id) }
    for index in campaign.elements.indices {
      campaign.elements[index].after.removeAll { !needed.contains($0.element) }
    }
    return campaign
  }

  private var neededElements: Set<Element.ID> {
    let chosen = Set(choices.flatMap(\.oneOf))
    // What is past or was lost is named by the flights that have happened.
    let past = Set(actuals.flatMap(\.elements))
    var needed = Set(
      elements.filter { !$0.isOptional || chosen.contains($0.id) || past.contains($0.id) }
        .map(\.id))
    // Without anything at all there is nothing to plan; the first element stands for it.
    if needed.isEmpty, let first = elements.first { needed.insert(first.id) }
    var uses = Uses()
    var open = elements.filter { needed.contains($0.id) }
    let drained = stores.filter { $0.reserve > .zero || $0.perCrew > .zero }.map(\.id)
    uses.stores.formUnion(drained)
    while !open.isEmpty {
      for element in open { uses.add(element) }
      let more = elements.filter { !needed.contains($0.id) && uses.include($0) }
      needed.formUnion(more.map(\.id))
      open = more
    }
    return needed
  }

  /// What needed elements use.
  private struct Uses {
    var elements: Set<Element.ID> = []
    var resources: Set<Resource.ID> = []
    var stores: Set<Store.ID> = []
    var standards: Set<String> = []

    mutating func add(_ element: Element) {
      elements.formUnion(element.after.filter { !$0.ifFlown }.map(\.element))
      elements.formUnion(element.transfer?.with ?? [])
      elements.formUnion(element.docks?.at?.map(\.element) ?? [])
      resources.formUnion(element.consumes.filter { $0.amount > .zero }.map(\.resource))
      if element.crew > 0 { resources.insert(Resource.crew) }
      stores.formUnion(element.draws.map(\.store))
      if let docks = element.docks { standards.insert(docks.standard) }
    }

    func include(_ element: Element) -> Bool {
      elements.contains(element.id)
        || element.provides.contains { resources.contains($0.resource) && $0.amount > .zero }
        || element.delivers.contains { stores.contains($0.store) }
        || element.ports.contains { standards.contains($0.standard) }
    }
  }
}

extension Campaign {
  /// A measure of the work that proving the campaign infeasible may be: launch days of all
  /// vehicles, times elements.
  var effort: Int {
    let spans = Dictionary(windows.map { ($0.id, $0.spans) }) { first, _ in first }
    let days = vehicles.reduce(0) { sum, vehicle in
      let first = max(start, vehicle.availableFrom ?? start, status ?? start)
      let last = min(end, vehicle.availableUntil ?? end)
      guard first <= last else { return sum }
      guard let names = vehicle.windows else { return sum + (last - first + 1) }
      let open = names.flatMap { spans[$0] ?? [] }.map { span in
        max(0, min(span.upperBound, last) - max(span.lowerBound, first) + 1)
      }
      return sum + open.reduce(0, +)
    }
    return days * elements.count
  }
}

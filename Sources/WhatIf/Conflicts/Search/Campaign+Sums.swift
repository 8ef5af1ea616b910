// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Campaign {
  /// Whether what must fly takes more of a resource than all elements together could give: a proof
  /// that there is no plan, at the price of some sums.
  ///
  /// In the end all that has to fly and stays is there at once, of a choice the element that takes
  /// least; that what gives is there then, too, is the best that can happen.
  var lacksResource: Bool {
    let flown = self.flown
    let chosen = Set(choices.flatMap(\.oneOf))
    let byID = Dictionary(elements.map { ($0.id, $0) }) { first, _ in first }
    var nodes: [Node.ID] = []
    for element in elements where !nodes.contains(element.node) { nodes.append(element.node) }
    return nodes.contains { node in
      func has(_ element: Element) -> Bool { element.node == node }
      let single = elements.filter { has($0) && !chosen.contains($0.id) }
      // Nothing is judged where nothing new comes.
      guard single.contains(where: { !$0.isOptional && !flown.contains($0.id) }) else {
        return false
      }
      // Crew that is needed at once has to be there at once.
      let crew = elements.filter(has).reduce(0) { sum, element in
        element.provides.filter { $0.resource == Resource.crew }
          .reduce(sum) { $0 + $1.amount.thousandths }
      }
      let largest = single.filter { !$0.isOptional && !flown.contains($0.id) }.map {
        $0.commissioning > 0 ? $0.crew : 0
      }.max()
      if let largest, 1000 * largest > crew { return true }
      return resources.contains { resource in
        func takes(_ element: Element) -> Int {
          guard has(element), element.stay == nil else { return 0 }
          return element.consumes.filter { $0.resource == resource.id }
            .reduce(0) { $0 + $1.amount.thousandths }
        }
        func gives(_ element: Element) -> Int {
          guard has(element) else { return 0 }
          return element.provides.filter { $0.resource == resource.id }
            .reduce(0) { $0 + $1.amount.thousandths }
        }
        let lasting = single.filter { !$0.isOptional || flown.contains($0.id) }
        var balance = single.reduce(0) { $0 + gives($1) } - lasting.reduce(0) { $0 + takes($1) }
        for choice in choices {
          let members = choice.oneOf.compactMap { byID[$0] }
          balance += (members.map(gives).max() ?? 0) - (members.map(takes).min() ?? 0)
        }
        return balance < 0
      }
    }
  }
}

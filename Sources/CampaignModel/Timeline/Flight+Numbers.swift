// SPDX-License-Identifier: GPL-3.0-or-later

extension Flight {
  /// The flights of a plan in the order of their numbers, `F01`, `F02` and so on: by launch day,
  /// then by manifest order of vehicle and of first element.
  ///
  /// Numbers have at least two digits, and all of a plan as many.
  public static func numbered(
    _ flights: [Flight], of campaign: Campaign
  ) -> [(number: String, flight: Flight)] {
    let vehicles = order(campaign.vehicles.map(\.id))
    let elements = order(campaign.elements.map(\.id))
    func rank(_ flight: Flight) -> (Day, Int, Int, Int) {
      let first = flight.elements.compactMap { elements[$0] }.min() ?? .max
      return (flight.launch, vehicles[flight.vehicle] ?? .max, first, flight.isLost ? 0 : 1)
    }
    let width = max(2, String(flights.count).count)
    return flights.sorted { rank($0) < rank($1) }.enumerated().map { index, flight in
      let digits = String(index + 1)
      return ("F" + String(repeating: "0", count: width - digits.count) + digits, flight)
    }
  }

  private static func order<Owner>(_ ids: [Identifier<Owner>]) -> [Identifier<Owner>: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}

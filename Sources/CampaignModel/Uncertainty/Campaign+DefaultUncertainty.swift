// SPDX-License-Identifier: GPL-3.0-or-later

extension Campaign {
  /// The campaign with defaults for every vehicle and element that says nothing of its uncertainty.
  ///
  /// Vehicles are `mature`. Elements that leave again, and those that bring supplies and are nothing
  /// else to the station, neither a source of any resource nor a port, are `cargo`; all others are
  /// `new`. An element's own `rebuild` is kept. Pads and risks are left as they are.
  public func withDefaultUncertainty() -> Campaign {
    var campaign = self
    for index in vehicles.indices where vehicles[index].uncertainty == nil {
      campaign.vehicles[index].uncertainty = VehicleUncertainty(
        class: .mature, lead: leadTime(to: vehicles[index].availableFrom))
    }
    for (index, element) in elements.enumerated() where element.uncertainty == nil {
      var uncertainty = ElementUncertainty(
        class: element.isCargo ? .cargo : .new, lead: leadTime(to: element.ready))
      if element.rebuild != nil { uncertainty.rebuild = nil }
      campaign.elements[index].uncertainty = uncertainty
    }
    return campaign
  }

  /// Days from the campaign's start, or its status, to a day; 0 without a day, or when it is past.
  public func leadTime(to day: Day?) -> Int {
    day.map { max(0, $0 - max(start, status ?? start)) } ?? 0
  }
}

extension Element {
  /// Whether it only visits, or only brings supplies.
  fileprivate var isCargo: Bool {
    stay != nil || (!delivers.isEmpty && provides.isEmpty && ports.isEmpty)
  }
}

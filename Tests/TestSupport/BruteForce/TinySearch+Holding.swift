// SPDX-License-Identifier: GPL-3.0-or-later

extension TinySearch {
  /// Searches the plans that hold to another by trying every flight on every day and from every pad.
  ///
  /// They make its flights, none earlier than it was, those to one node in their order.
  func hold(_ baseline: TinyBaseline) {
    for element in stays.indices where stays[element] == nil {
      if baseline.places[element] == nil {
        guard problem.elements[element].mayStay else { return }
        isGrounded[element] = true
      } else if problem.elements[element].options.isEmpty {
        return
      }
    }
    launch(baseline.flights[...], launched: [])
  }

  private func launch(
    _ rest: ArraySlice<TinyBaseline.Flight>,
    launched: [(flight: TinyBaseline.Flight, day: Int)]
  ) {
    guard let flight = rest.first else {
      guard stays.indices.allSatisfy({ !isGrounded[$0] || mayStay($0) }) else { return }
      note()
      return
    }
    let node = problem.elements[flight.elements[0]].launchNode
    for option in problem.elements[flight.elements[0]].options
    where option.vehicle == flight.vehicle && option.day >= flight.day {
      // Those launched were to launch no later. One of the past was lost, and flies again when it can.
      let isInOrder = launched.allSatisfy { other in
        other.flight.day < problem.today
          || problem.elements[other.flight.elements[0]].launchNode != node
          || other.flight.day == flight.day || other.day <= option.day
      }
      guard isInOrder else { continue }
      for pad in problem.vehicles[option.vehicle].pads where opens(option, pad) {
        open(option, node, pad)
        if board(flight.elements, on: option.day), canBeBetter(), isPromising() {
          launch(rest.dropFirst(), launched: launched + [(flight, option.day)])
        }
        for element in flight.elements { stays[element] = nil }
        flights.removeLast()
      }
    }
  }

  /// Takes elements aboard the last flight; false when one cannot go.
  private func board(_ elements: [Int], on day: Int) -> Bool {
    let last = flights.count - 1
    for element in elements {
      let option = problem.elements[element].options.first {
        $0.vehicle == flights[last].vehicle && $0.day == day
      }
      guard let option, joins(element, option, flights[last]), mayFly(element),
        suits(element, option.stay)
      else { return false }
      stays[element] = option.stay
      add(element, to: last)
    }
    return true
  }
}

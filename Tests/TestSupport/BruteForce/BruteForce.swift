// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Solves tiny campaigns exactly by trying every plan; it shares nothing with planner or checker.
///
/// Every element is tried on every vehicle and day that suit it by itself, on every flight that it
/// can join and on a new flight from every pad, and on the ground where it may stay there. A branch
/// ends early only when two flights or two elements in it contradict each other (more of them cannot
/// help), when even all that the rest could give leaves a shortfall of a resource, of crew, of a
/// store or of ports, or when the objectives so far, the rest at its best, are no better than the
/// best plan's.
///
/// Ports are assigned at the end of each branch by trying all. Past elements need no port and
/// occupy none.
public enum BruteForce {
  /// What the search found.
  public enum Answer: Hashable, Sendable {
    /// No plan keeps the rules.
    case infeasible
    /// The best objective values, in the campaign's order, and a plan that has them.
    case optimal([Amount], flights: [Flight])
  }

  /// The best plan of a campaign, its past flights included.
  public static func solve(_ campaign: Campaign) -> Answer {
    let search = TinySearch(TinyProblem(campaign))
    search.run()
    return answer(search)
  }

  /// What a search has found.
  static func answer(_ search: TinySearch) -> Answer {
    guard let values = search.best else { return .infeasible }
    let amounts = zip(search.problem.campaign.objectives, values).map { objective, value in
      Amount(thousandths: objective == .value ? -value : value)
    }
    return .optimal(amounts, flights: search.bestFlights)
  }

  /// Whether flights are a complete plan that keeps the rules, past flights included.
  ///
  /// The ports that they name do not matter; it is enough that there are some.
  public static func accepts(_ flights: [Flight], in campaign: Campaign) -> Bool {
    var flights = flights
    for past in campaign.actuals {
      let equal = flights.firstIndex {
        $0.vehicle == past.vehicle && $0.launch == past.launched && $0.pad == past.pad
          && $0.elements == past.elements && $0.isLost == past.isLost
      }
      guard let equal else { return false }
      flights.remove(at: equal)
    }
    return TinySearch(TinyProblem(campaign)).replay(flights)
  }
}

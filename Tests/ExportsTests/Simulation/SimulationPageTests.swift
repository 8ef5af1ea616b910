// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Simulation
import TestSupport
import Testing

@Suite("What a person sees of a simulation")
struct SimulationPageTests {
  private let campaign = SampleCampaign.campaign
  private let subject = SimulationSubject(
    SampleCampaign.campaign, simulated: SampleCampaign.campaign.withDefaultUncertainty())
  private let result = SimulatedSample.result()

  /// A result of which the completion is never reached, nor a milestone with a long name.
  private var hopeless: SimulationResult {
    var result = result
    result.completion.reached = SimulatedSample.tally(of: 1000, from: campaign.start) { _ in nil }
    result.milestones = [result.completion]
    result.milestones[0].id = "first-crewed-visit-with-the-logistics-module"
    result.milestones[0].planned = nil
    for index in result.samples.indices { result.samples[index].completion = nil }
    return result
  }

  private func bar(_ risk: RiskSource, gain: Int) -> Tornado.Bar {
    Tornado.Bar(
      risk: risk, completion: SimulatedSample.result(slower: -gain).completion.reached)
  }

  private var bars: [Tornado.Bar] {
    [
      bar(.scrubs("Crane"), gain: 5), bar(.failures("Dart"), gain: 60),
      bar(.shared("sanctions"), gain: -4), bar(.readiness("HAB"), gain: 0),
    ]
  }

  @Test("what only new plans fly has no planned day")
  func unplanned() throws {
    var result = result
    let days = result.elements[1].operational
    result.elements.append(
      ElementOutcome(id: "SPARE", planned: nil, operational: days, lost: 0, critical: 0))
    let rows = SimulationPage.lines(result, of: subject).map { $0.split(separator: " ") }
    #expect(rows.contains { $0.starts(with: ["SPARE", "-"]) })
    #expect(!rows.contains { $0.starts(with: ["BUS", "-"]) })
  }

  @Test("the whole page")
  func page() {
    expect(
      SimulationPage.lines(result, of: subject, style: ReportStyle(width: 90)),
      """
      policy        hold: in the planned order, each flight at its first chance from its planned
                    day on
      replications  1000, seed 1
      uncertain     nothing stated; defaults for 2 vehicles, 5 elements
      broken        900 of 1000 (90.0%) could not keep to the plan
      until         2034-12-31; what comes later counts as not reached
      +-            half the width of a 95% confidence interval: days of a date, points of a
                    percentage

      probability of completion by date
      100% | |                                                                        ..........
       90% | |                                                         ..........=====##########
       80% | |                                           .........=====#########################
       70% | |                                .......====#######################################
       60% | |                      ......====##################################################
       50% | |              .....===############################################################
       40% | |        ...===####################################################################
       30% | |   ...=###########################################################################
       20% | |..=###############################################################################
       10% | .##################################################################################
           +-------------+----------------+---------------+----------------+---------------+----
                         2025             2026            2027             2028            2029
             ^ plan 2024-04-08      ^ P50 2025-08-19                   ^ P80 2027-10-06

      milestone   planned     on time         P50         P70         P80         P90
      completion  2024-04-08     2.3%  2025-08-19  2026-12-11  2027-10-06  2028-09-10
                                +-1.0        +-63        +-81        +-80        +-69
      core        2024-04-04     1.0%  2024-05-23  2024-06-12  2024-06-22  2024-07-02
                                +-0.7         +-4         +-3         +-3         +-2
      all         2024-04-08     2.3%  2025-08-19  2026-12-11  2027-10-06  2028-09-10
                                +-1.0        +-63        +-81        +-80        +-69

      milestone   by 2024-12-31 (end)  by 2029-12-31  not reached
      completion          36.7% +-3.0    95.0% +-1.4   5.0% +-1.4
      core               100.0% +-0.2   100.0% +-0.2   0.0% +-0.2
      all                 36.7% +-3.0    95.0% +-1.4   5.0% +-1.4

      element  planned     P50             P80                   lost      critical
      BUS      2024-02-20  2024-03-15 +-2  2024-03-30 +-2  0.0% +-0.2   50.0% +-3.2
      HAB      2024-04-04  2024-05-23 +-4  2024-06-22 +-3  2.0% +-0.9   74.9% +-2.8
      ARM      2024-03-21  2024-05-01 +-3  2024-05-26 +-2  0.0% +-0.2    0.0% +-0.3
      LOCK     2024-04-08  2024-08-10 +-8  2024-10-24 +-7  1.0% +-0.7  100.0% +-0.3

      flight  vehicle  planned     P50             P80             scrubs      failed
      F02     Crane    2024-01-16  2024-02-18 +-2  2024-03-09 +-2    0.50  0.0% +-0.2
      F03     Crane    2024-03-16  2024-04-18 +-2  2024-05-08 +-2    2.00  2.0% +-0.9
      F04     Dart     2024-04-05  2024-05-08 +-2  2024-05-28 +-2    0.00  1.0% +-0.7

      vehicle  launches    failures  failed     critical
      Crane        2.02  20 of 2020    1.0%  50.0% +-3.2
      Dart         1.00  10 of 1000    1.0%   0.1% +-0.3

      in all      mean  P10  P50  P70  P80  P90  most
      launches    4.02    4    4    4    4    4     5
                +-0.01  +-0  +-0  +-0  +-0  +-0
      losses      0.02    0    0    0    0    0     1
                +-0.01  +-0  +-0  +-0  +-0  +-0
      cost      305.00  280  280  280  380  380   380
                +-2.69  +-0  +-0  +-0  +-0  +-0

      without any loss                              98.0% +-0.9
      by 2024-04-08 within cost 280, as planned     1.7% +-0.9
      by 2027-06-04 within cost 380, P76 of either  76.0% +-2.7

      rule           broken
      deadline  25.0% +-2.7
      store      0.1% +-0.3
      """)
  }

  @Test("a narrow terminal drops columns, cuts names and shows block characters")
  func narrow() {
    let lines = SimulationPage.lines(
      hopeless, of: subject, style: ReportStyle(width: 80, isUnicode: true))
    #expect(lines.allSatisfy { $0.count <= 80 })
    expect(
      Array(lines[..<20]),
      """
      policy        hold: in the planned order, each flight at its first chance from
                    its planned day on
      replications  1000, seed 1
      uncertain     nothing stated; defaults for 2 vehicles, 5 elements
      broken        900 of 1000 (90.0%) could not keep to the plan
      until         2034-12-31; what comes later counts as not reached
      ±             half the width of a 95% confidence interval: days of a date,
                    points of a percentage

      the completion is not reached in any replication

      milestone             planned     on time          P50          P80          P90
      completion            2024-04-08     0.0%  not reached  not reached  not reached
                                           ±0.2
      first-crewed-visit-…  -                 -  not reached  not reached  not reached

      milestone                        by 2024-12-31 (end)  by 2029-12-31  not reached
      completion                                 0.0% ±0.2      0.0% ±0.2  100.0% ±0.2
      first-crewed-visit-with-the-lo…            0.0% ±0.2      0.0% ±0.2  100.0% ±0.2

      """)
  }

  @Test("an interrupted simulation says how many replications its figures are about")
  func few() {
    for count in [1, 7] {
      let few = SimulatedSample.result(replications: count)
      let lines = SimulationPage.lines(few, of: subject)
      #expect(lines[1] == "replications  \(count) of the 1000 asked for, seed 1")
      #expect(lines.contains { $0.hasPrefix("in all") })
    }
    // The interval of a date that 6 of 7 reach has no upper end.
    let seven = SimulationPage.lines(SimulatedSample.result(replications: 7), of: subject)
    let table = seven.drop { !$0.hasPrefix("milestone") }
    expect(
      Array(table.prefix(3)),
      """
      milestone   planned     on time         P10         P50         P70         P80          P90
      completion  2024-04-08    85.7%  2024-04-08  2024-04-08  2024-04-08  2024-04-08  not reached
                               +-24.4        +-44        open        open        open
      """)
    let none = SimulationPage.lines(SimulatedSample.result(replications: 0), of: subject)
    #expect(none.count == 6)
    #expect(none[1] == "replications  0 of the 1000 asked for, seed 1")
  }

  @Test("says where uncertainty comes from, and when there is none")
  func uncertainty() {
    func line(_ subject: SimulationSubject) -> String? {
      SimulationPage.lines(result, of: subject).first { $0.hasPrefix("uncertain") }
    }
    #expect(
      line(SimulationSubject(campaign))
        == "uncertain     nothing, so that every replication is the plan; see --defaults and "
        + "docs/simulation.md")
    #expect(
      line(subject) == "uncertain     nothing stated; defaults for 2 vehicles, 5 elements")
    var stated = campaign
    stated.elements[0].uncertainty = ElementUncertainty(delay: .always(3))
    stated.pads[0].uncertainty = PadUncertainty(delay: .always(3))
    stated.risks = [
      SharedRisk(id: "storm", occurrence: .perYear(1), impact: .always(5), vehicles: .agency("A"))
    ]
    #expect(
      line(SimulationSubject(stated, simulated: stated.withDefaultUncertainty()))
        == "uncertain     1 element, 1 pad, 1 shared risk; defaults for 2 vehicles, 4 elements")
    #expect(line(SimulationSubject(stated)) == "uncertain     1 element, 1 pad, 1 shared risk")
  }

  @Test("says whether the precision asked for was reached")
  func precision() {
    // The half-widths of P50 and P80 of the completion are 62.5 and 80 days.
    for (days, word) in [(79, "not reached"), (80, "reached")] {
      let subject = SimulationSubject(campaign, precision: days)
      #expect(subject.isPrecise(result) == (days == 80))
      #expect(
        SimulationPage.lines(result, of: subject).contains(
          "precision     \(days) d for P50 and P80 of the completion, \(word)"))
    }
    #expect(!SimulationSubject(campaign, precision: 9999).isPrecise(hopeless))
    #expect(SimulationSubject(campaign).isPrecise(hopeless))
  }

  @Test("notes say in a line what a page would")
  func notes() {
    #expect(
      subject.notes([result, hopeless]) == [
        "hold: completion P50 2025-08-19 +-63, P80 2027-10-06 +-80, 2.3% +-1.0 by 2024-04-08; "
          + "1000 replications",
        "hold: completion P50 not reached, P80 not reached, 0.0% +-0.2 by 2024-04-08; "
          + "1000 replications",
      ])
  }

  @Test("new plans are counted where a policy makes them")
  func replans() {
    let lines = SimulationPage.lines(SimulatedSample.result(policy: .replan), of: subject)
    #expect(lines.contains("new plans     1000 asked for, 100 not found"))
    #expect(!SimulationPage.lines(result, of: subject).contains { $0.contains("new plans") })
  }

  @Test("policies stand side by side, each with what it loses to the best")
  func policies() {
    expect(
      PolicyPage.lines(
        [
          result, SimulatedSample.result(policy: .greedy, slower: -3),
          SimulatedSample.result(policy: .replan, slower: 10),
        ], of: subject, style: ReportStyle(width: 100)),
      """
      replications  1000 each, seed 1
      uncertain     nothing stated; defaults for 2 vehicles, 5 elements
      until         2034-12-31; what comes later counts as not reached
      +-            half the width of a 95% confidence interval: days of a date, points of a \
      percentage

      policy  P50              regret d  P80              regret d  mean regret d  not reached
      hold    2025-08-19 +-63         3  2027-10-06 +-80         3      3.0 +-0.0   5.0% +-1.4
      greedy  2025-08-16 +-63         0  2027-10-03 +-80         0      0.0 +-0.0   5.0% +-1.4
      replan  2025-08-29 +-63        13  2027-10-16 +-80        13     13.0 +-0.0   5.0% +-1.4
      """)
    // Where one policy is never complete, no replication can be compared.
    let lines = PolicyPage.lines([result, hopeless], of: subject)
    let fields = lines.suffix(2).map { $0.split(separator: " ") }
    #expect(
      fields[1][1...].joined(separator: " ") == "not reached - not reached - - - 100.0% +-0.2")
    #expect(fields[0].contains("-"))
  }

  @Test("the tornado has the risk that costs most first, and what costs nothing without a bar")
  func tornado() {
    expect(
      TornadoPage.lines(
        Tornado(all: result.completion.reached, bars: bars),
        style: ReportStyle(width: 90)),
      """
      completion without one risk; with all P50 2025-08-19 +-63, P80 2027-10-06 +-80, reached
      95.0% +-1.4; 1000 replications each
      without         P80              gain d  P50 gain d      reached
      Dart failures   2027-08-07 +-80      60          60  95.0% +-1.4  ####################
      Crane scrubs    2027-10-01 +-80       5           5  95.0% +-1.4  #
      risk sanctions  2027-10-10 +-80      -4          -4  95.0% +-1.4
      no difference: 1 of 4 risks
      """)
    #expect(TornadoPage.lines(Tornado(all: result.completion.reached, bars: [])).isEmpty)
  }

  @Test("what is reached without a risk only is worth more than any days")
  func hopelessTornado() {
    let never = Tornado.Bar(risk: .inSpace("ARM"), completion: hopeless.completion.reached)
    expect(
      TornadoPage.lines(
        Tornado(all: hopeless.completion.reached, bars: [never] + bars),
        style: ReportStyle(width: 80)),
      """
      completion without one risk; with all P50 not reached, P80 not reached, reached
      0.0% +-0.2; 1000 replications each
      without         P80               gain d  P50 gain d      reached
      Dart failures   2027-08-07 +-80  reached     reached  95.0% +-1.4
      Crane scrubs    2027-10-01 +-80  reached     reached  95.0% +-1.4
      HAB readiness   2027-10-06 +-80  reached     reached  95.0% +-1.4
      risk sanctions  2027-10-10 +-80  reached     reached  95.0% +-1.4
      no difference: 1 of 5 risks
      """)
  }

  private func expect(_ lines: [String], _ text: String, _ at: SourceLocation = #_sourceLocation) {
    #expect(
      lines == text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      sourceLocation: at)
  }
}

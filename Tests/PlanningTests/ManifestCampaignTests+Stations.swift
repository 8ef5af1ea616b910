// SPDX-License-Identifier: GPL-3.0-or-later

extension ManifestCampaignTests {
  /// What the loss of Columbia, a rocket and a law mean to the stations of the Earth and the Moon.
  static let stations: [Change] = [
    Change(
      "iss-1998-2011", "without the stand-down after the loss of Columbia",
      [
        grounding("2003-02-01", "2005-07-25", "loss of Columbia"),
        grounding("2005-07-27", "2006-07-03", "foam lost by the first flight after Columbia"),
        grounding("2006-07-20", "2006-08-28", "daylight for the cameras after Columbia"),
        grounding("2006-09-15", "2006-10-25", "daylight for the cameras after Columbia"),
      ], optimum: [4307, 66461]),
    Change(
      "ilrs-2021", "no Yenisei",
      [("available: 2028-01-01    # H: planned in 2019", "available: 2035-12-31    #")],
      optimum: [6270, 46248, 0]),
    Change(
      "ilrs-2021", "no rule for NASA",
      [("{ agency: CNSA }, vehicles: { agency: NASA }", "[RASHID-2], vehicles: [Yenisei]")],
      optimum: [5207, 43652, 0]),
    Change(
      "ilrs-2021", "no rule for parts from the US",
      [("{ tag: us-parts }, vehicles: { agency: CNSA }", "[RASHID-2], vehicles: [Yenisei]")],
      optimum: [5561, 44241, 1]),
  ]

  private static func grounding(_ from: String, _ until: String, _ why: String) -> (String, String)
  {
    ("      - { from: \(from), until: \(until), why: \(why), confidence: H }\n", "")
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@Suite("Days")
struct DayTests {
  @Test("agree with Foundation's Gregorian calendar, printed and parsed")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    // 1900 to 2199, in steps that meet every day of the month and every kind of year.
    for number in stride(from: -25_567, to: 84_000, by: 13) {
      let day = Day(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      #expect(day.civil.year == parts.year)
      #expect(day.civil.month == parts.month)
      #expect(day.civil.day == parts.day)
      #expect(Day(iso: day.description) == day)
    }
  }

  @Test("count from the epoch")
  func epoch() {
    #expect(Day(iso: "1970-01-01")?.number == 0)
    #expect(Day(iso: "1969-12-31")?.number == -1)
    #expect(Day(iso: "2000-03-01")?.number == 11_017)
    #expect(Day(number: 59).description == "1970-03-01")
  }

  @Test(
    "that do not exist, or are written otherwise, are refused",
    arguments: [
      "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00",
      "2024-1-01", "24-01-01", "2024/01/01", "2024-01-01T00", "", "0000-01-01", "२०२४-०१-०१",
      "-024-01-01",
    ])
  func refused(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test("of leap years exist")
  func leapYears() {
    #expect(Day(iso: "2000-02-29") != nil)
    #expect(Day(iso: "2024-02-29") != nil)
    #expect(
      (Day(iso: "2024-03-01") ?? Day(number: 0)) - (Day(iso: "2024-02-28") ?? Day(number: 0)) == 2)
  }
}

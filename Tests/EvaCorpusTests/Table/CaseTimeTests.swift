import EvaCorpus
import Foundation
import Testing

@Suite("Times")
struct CaseTimeTests {
    @Test(
        "All forms are read",
        arguments: [
            ("1970-01-01", 0), ("2014", 1_388_534_400), ("2014-02", 1_391_212_800), ("1969-12-31", -86_400),
            ("2024-02-29", 1_709_164_800), ("2024-02-29T12:30", 1_709_209_800), ("2024-02-29 12:30:05", 1_709_209_805),
            ("2024-02-29T12:30:05.999Z", 1_709_209_805), ("2024-02-29T12:30+08:00", 1_709_181_000),
            ("2024-02-29t12:30:05-0130", 1_709_215_205), ("0001-01-01", -62_135_596_800),
            ("9999-12-31", 253_402_214_400),
        ]
    )
    func forms(text: String, seconds: Int64) {
        #expect(CaseTime(parsing: text)?.seconds == seconds)
    }

    @Test(
        "What is no day of the calendar is none",
        arguments: [
            "", "14", "20140", "2014-1", "2014-13", "2014-00-01", "2023-02-29", "1900-02-29", "2024-04-31",
            "2024-01-32",
            "2024-01-01T", "2024-01-01T24:00", "2024-01-01T12:60", "2024-01-01T12:00:60", "2024-01-01T12:00:00.",
            "2024-01-01Z", "2024-01-01T12:00X", "01/02/2024", "2024/01/02", "0000-01-01", "-2024",
            "2024-01-01T12:00+25:00",
            "0001-01-01T00:00+14:00", "2024-01-01 ",
        ]
    )
    func none(text: String) {
        #expect(CaseTime(parsing: text) == nil)
    }

    @Test("Years, months, days and weekdays agree with Foundation's calendar")
    func calendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for day in stride(from: -140_000, through: 140_000, by: 997) {
            let time = CaseTime(seconds: Int64(day) * 86_400 + 4321)
            let date = Date(timeIntervalSince1970: Double(time.seconds))
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            guard time.year > 1582 else { continue }
            #expect(time.year == parts.year && time.month == parts.month && time.dayOfMonth == parts.day)
            #expect(time.weekday == ((parts.weekday ?? 0) + 5) % 7)
            #expect(CaseTime(year: time.year, month: time.month, day: time.dayOfMonth).day == day)
            #expect(CaseTime(parsing: time.description) == time)
        }
    }

    @Test("The description leaves midnight out, and is empty for the missing moment")
    func description() {
        #expect(CaseTime(year: 2024, month: 2, day: 9).description == "2024-02-09")
        #expect(CaseTime(parsing: "2024-02-09T01:02:03")?.description == "2024-02-09T01:02:03")
        #expect(CaseTime.missing.description == "")
        #expect(CaseTime(year: 2024, month: 14) == CaseTime(year: 2025, month: 2))
        #expect(CaseTime(year: 2024, month: 0, day: 32) == CaseTime(year: 2024, month: 1, day: 1))
    }

    @Test("No moment traps the calendar", arguments: [Int64.min, .max, 0, -1, 1])
    func extremes(seconds: Int64) {
        let time = CaseTime(seconds: seconds)
        #expect((1...12).contains(time.month) && (1...31).contains(time.dayOfMonth) && (0...6).contains(time.weekday))
        _ = time.description
    }
}

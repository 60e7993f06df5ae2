extension CaseTime {
    /// Reads yyyy, yyyy-MM or yyyy-MM-dd, with an optional time of day and an optional offset from UTC, which is
    /// applied; `nil` for anything else and for days that the calendar lacks.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard let time = parseDate(bytes.span, 0, bytes.count) else { return nil }
        self = time
    }

    /// The first moment of a day of the Gregorian calendar; months and days beyond their ranges count on.
    public init(year: Int, month: Int = 1, day: Int = 1) {
        let months = year * 12 + month - 1
        let monthOfYear = ((months % 12) + 12) % 12
        let days = Self.days(year: (months - monthOfYear) / 12, month: monthOfYear + 1, day: 1) + day - 1
        self.init(seconds: Int64(days) * 86_400)
    }

    /// Year of the Gregorian calendar.
    public var year: Int { civil.year }
    /// Month, 1 to 12.
    public var month: Int { civil.month }
    /// Day of the month, 1 to 31.
    public var dayOfMonth: Int { civil.day }
    /// Day of the week, 0 Monday to 6 Sunday.
    public var weekday: Int { (day % 7 + 10) % 7 }

    /// Year, month and day of the Gregorian calendar.
    ///
    /// **Source** Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01.
    ///
    /// **Source** Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func daysIn(month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Seconds of the moments that can be written with a year of four digits, 0001 to 9999.
    static let range = days(year: 1, month: 1, day: 1) * 86_400..<days(year: 10_000, month: 1, day: 1) * 86_400
}

extension CaseTime: CustomStringConvertible {
    /// `yyyy-MM-dd`, with `THH:mm:ss` unless it is midnight; empty when missing.
    public var description: String {
        if isMissing { return "" }
        let (year, month, dayOfMonth) = civil
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        let clock = Int(seconds - Int64(day) * 86_400)
        if clock == 0 { return date }
        return "\(date)T\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
    }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

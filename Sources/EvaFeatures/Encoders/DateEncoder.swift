package import EvaCorpus
import EvaModels
import EvaNumerics

/// A date as days before the case's time, as month and as weekday.
///
/// **Missing and edge values**: a date after the case's time has negative days, kept: it is a fact about the claim.
/// Without the case's own time the days are missing, month and weekday are not.
///
/// A monotone date has neither month nor weekday: they start again and again, and could turn the direction.
package struct DateEncoder: Sendable, Equatable {
    let days: NumberEncoder

    private var hasCalendar: Bool { days.monotone == 0 }

    package static func fit(
        _ column: DateColumn,
        rows: Range<Int>,
        times: [CaseTime],
        weights: [Float],
        monotone: Int8,
        minCount: Int
    ) -> DateEncoder {
        DateEncoder(
            days: .fit(daysBefore(column, rows, times), weights: weights, monotone: -monotone, minCount: minCount)
        )
    }

    private static func daysBefore(_ column: DateColumn, _ rows: Range<Int>, _ times: [CaseTime]) -> [Double] {
        rows.map { daysBefore(column.values[$0], times[$0]) }
    }

    private static func daysBefore(_ date: CaseTime, _ time: CaseTime) -> Double {
        date.isMissing || time.isMissing ? .nan : Double(time.day - date.day)
    }

    package func names(field: String) -> FeatureNames {
        var names = days.names(field: "days since \(field)")
        guard hasCalendar else { return names }
        names.trees += [("\(field) month", 0), ("\(field) weekday", 0)]
        names.sparse += [Int8](repeating: 0, count: 12 + 7)
        return names
    }

    var sparseColumns: Int { days.sparseColumns + (hasCalendar ? 12 + 7 : 0) }

    package func encode(_ column: DateColumn, rows: Range<Int>, times: [CaseTime], hasLinear: Bool) -> EncodedField {
        let trees = hasCalendar ? [0, 0, 0] : [0]
        let shape = FieldShape(trees: trees, dense: 1, sparse: sparseColumns)
        return EncodedField(rows: rows, shape: shape, hasLinear: hasLinear) {
            add(column, row: $0, times: times, to: &$1)
        }
    }

    /// Features of a row.
    func add(_ column: DateColumn, row: Int, times: [CaseTime], to features: inout FeatureRow) {
        let date = column.values[row]
        days.add(Self.daysBefore(date, times[row]), to: &features)
        guard hasCalendar else { return }
        guard !date.isMissing else { return features.appendTrees(.nan, count: 2) }
        let (month, weekday) = (date.month, date.weekday)
        features.appendTree(Float(month))
        features.appendTree(Float(weekday))
        features.appendSparse(days.sparseColumns + month - 1, 1)
        features.appendSparse(days.sparseColumns + 12 + weekday, 1)
    }

    init(days: NumberEncoder) {
        self.days = days
    }

    init(from reader: inout ByteReader) throws {
        days = try NumberEncoder(from: &reader)
    }

    func encode(to writer: inout ByteWriter) {
        days.encode(to: &writer)
    }
}

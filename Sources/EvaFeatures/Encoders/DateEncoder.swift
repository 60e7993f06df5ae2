package import EvaCorpus
import EvaModels
import EvaNumerics

/// A date as days before the case's time, as month and as weekday.
///
/// **Missing and edge values**: a date after the case's time has negative days, kept: it is a fact about the claim.
/// Without the case's own time the days are missing, month and weekday are not.
package struct DateEncoder: Sendable, Equatable {
    let days: NumberEncoder

    package static func fit(
        _ column: DateColumn,
        rows: Range<Int>,
        times: [CaseTime],
        monotone: Int8,
        minCount: Int
    ) -> DateEncoder {
        DateEncoder(days: .fit(daysBefore(column, rows, times), monotone: -monotone, minCount: minCount))
    }

    private static func daysBefore(_ column: DateColumn, _ rows: Range<Int>, _ times: [CaseTime]) -> [Double] {
        rows.map { row in
            let (date, time) = (column.values[row], times[row])
            return date.isMissing || time.isMissing ? .nan : Double(time.day - date.day)
        }
    }

    package func names(field: String) -> FeatureNames {
        var names = days.names(field: "days since \(field)")
        names.trees += [("\(field) month", 0), ("\(field) weekday", 0)]
        names.sparse += [Int8](repeating: 0, count: 12 + 7)
        return names
    }

    package func encode(_ column: DateColumn, rows: Range<Int>, times: [CaseTime]) -> EncodedField {
        let number = days.encode(Self.daysBefore(column, rows, times))
        var encoded = EncodedField(sparseColumns: number.sparse.columns + 12 + 7)
        var months: [Float] = []
        var weekdays: [Float] = []
        for (local, row) in rows.enumerated() {
            for entry in number.sparse.offsets[local]..<number.sparse.offsets[local + 1] {
                encoded.sparse.append(column: Int(number.sparse.indices[entry]), value: number.sparse.values[entry])
            }
            let date = column.values[row]
            months.append(date.isMissing ? .nan : Float(date.month))
            weekdays.append(date.isMissing ? .nan : Float(date.weekday))
            if !date.isMissing {
                encoded.sparse.append(column: number.sparse.columns + date.month - 1, value: 1)
                encoded.sparse.append(column: number.sparse.columns + 12 + date.weekday, value: 1)
            }
            encoded.sparse.endRow()
        }
        encoded.trees = number.trees + [.numeric(months), .numeric(weekdays)]
        encoded.dense = number.dense
        return encoded
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

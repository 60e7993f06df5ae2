import EvaCorpus

/// The fields but the text as standardised numbers: names one-hot, dates in days before the claim, missing values as
/// the mean with an indicator.
struct ReferenceTable {
    /// A column a feature.
    var features: [[Float]] = []
    var labels: [Float]

    init(_ table: CaseTable) {
        labels = table.labels.map(Float.init)
        for column in table.columns {
            switch column {
            case .category(let column):
                for code in column.categories.indices {
                    add(column.codes.map { Int($0) == code ? 1 : 0 })
                }
                add(column.codes.map { $0 < 0 ? 1 : 0 })
            case .set(let column):
                for code in column.dictionary.indices {
                    add((0..<table.rowCount).map { column.members(of: $0).contains(Int32(code)) ? 1 : 0 })
                }
                add((0..<table.rowCount).map { Float(column.members(of: $0).count) })
            case .number(let column): add(withMissing: column.values)
            case .date(let column):
                add(
                    withMissing: zip(column.values, table.times)
                        .map { date, time in
                            date.isMissing ? .nan : Double(time.day - date.day)
                        }
                )
            case .flag(let column): add(column.values.map(Float.init))
            case .text: break
            }
        }
    }

    private mutating func add(withMissing values: [Double]) {
        let known = values.filter { !$0.isNaN }
        let mean = known.reduce(0, +) / Double(max(known.count, 1))
        add(values.map { Float($0.isNaN ? mean : $0) })
        add(values.map { $0.isNaN ? 1 : 0 })
    }

    private mutating func add(_ values: [Float]) {
        let mean = values.reduce(0, +) / Float(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)
        guard variance > 0 else { return }
        let scale = 1 / variance.squareRoot()
        features.append(values.map { ($0 - mean) * scale })
    }
}

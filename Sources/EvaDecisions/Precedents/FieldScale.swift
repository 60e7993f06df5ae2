import EvaNumerics

/// How the linear model's contributions of a field are told apart: around their mean, in units of their spread.
package struct FieldScale: Sendable, Equatable {
    /// Mean contribution, in log-odds.
    let mean: Double
    /// Standard deviation of the contributions; 0 where all cases have the same.
    let spread: Double

    /// The scale of each field over cases; `contributions` is [cases × fields].
    package static func fit(_ contributions: [Float], fields: Int) -> [FieldScale] {
        guard fields > 0, !contributions.isEmpty else { return [] }
        let count = Double(contributions.count / fields)
        var means = [Double](repeating: 0, count: fields)
        for (index, value) in contributions.enumerated() { means[index % fields] += Double(value) / count }
        var squares = [Double](repeating: 0, count: fields)
        for (index, value) in contributions.enumerated() {
            let deviation = Double(value) - means[index % fields]
            squares[index % fields] += deviation * deviation / count
        }
        return zip(means, squares).map { FieldScale(mean: $0, spread: negligible($1, $0) ? 0 : $1.squareRoot()) }
    }

    /// Whether a variance is no more than what rounding makes of equal values.
    private static func negligible(_ variance: Double, _ mean: Double) -> Bool {
        variance <= 1e-12 * max(1, mean * mean)
    }

    package init(mean: Double, spread: Double) {
        self.mean = mean
        self.spread = spread
    }

    init(from reader: inout ByteReader) throws {
        mean = try reader.read()
        spread = try reader.read()
        guard mean.isFinite, spread.isFinite, spread >= 0 else {
            throw ByteError(offset: reader.offset, message: "a field's scale is damaged")
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(mean)
        writer.write(spread)
    }
}

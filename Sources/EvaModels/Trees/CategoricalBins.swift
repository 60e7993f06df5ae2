/// Finds the bins of categories: the more frequent, the lower.
enum CategoricalBins {
    private static let mostLanes = 8
    /// Codes from here on count as too rare: they stay exact as Float, and sets of them small.
    private static let mostCodes = 4_000_000

    /// All categories have bins up to `maxBin` of them; beyond, those that cover 99 % of the rows, up to eight lanes.
    static func find(_ codes: [Int32], cardinality: Int, sample: BinSample, maxBin: Int) -> FeatureBins.Kind {
        var counts = [Int](repeating: 0, count: min(max(0, cardinality), mostCodes))
        var present = 0
        for number in 0..<sample.count {
            let code = Int(codes[sample.isAll ? number : sample.row(number)])
            if code >= 0, code < counts.count {
                counts[code] += 1
                present += 1
            }
        }
        let order = counts.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        let cut = Int((Double(present) * 0.99).rounded())
        var binOfCode = [UInt16](repeating: 0, count: counts.count)
        var codeOfBin: [Int32] = [-1]
        var covered = 0
        for code in order {
            guard codeOfBin.count <= maxBin || covered < cut, codeOfBin.count <= 255 * mostLanes else { break }
            binOfCode[code] = UInt16(codeOfBin.count)
            codeOfBin.append(Int32(code))
            covered += counts[code]
        }
        return .categorical(binOfCode: binOfCode, codeOfBin: codeOfBin)
    }
}

/// How well one field alone ranks the cases by their label: a field that knows the outcome is near 1.
///
/// **Formula** for names, the cases with even and those with odd positions are each ranked by the pay rates of the same
/// names in the other half, smoothed by one case of the overall rate; the area under the ROC curve is the mean of both.
/// For numbers the better of that on 32 quantile bins and the area of the numbers themselves in either direction.
/// (Rates that leave out only the case itself rank the cases of one name in reverse, and hide a weak field.)
///
/// **Missing and edge values** A missing value counts as a name of its own, so that a field filled in for paid cases
/// only is found. `nil` with one class, and for texts. Cases without a label are left out.
enum SingleFieldAUC {
    static func auc(_ column: Column, times: [CaseTime], labels: [Int8]) -> Double? {
        switch column {
        case .category(let column): auc(codes: column.codes, labels: labels)
        case .set(let column): auc(column, labels: labels)
        case .number(let column): auc(values: column.values, labels: labels)
        case .date(let column):
            auc(values: zip(column.values, times).map { daysBetween($0, $1) }, labels: labels)
        case .flag(let column): auc(codes: column.values.map(Int32.init), labels: labels)
        case .text: nil
        }
    }

    static func daysBetween(_ date: CaseTime, _ time: CaseTime) -> Double {
        date.isMissing || time.isMissing ? .nan : Double(time.seconds - date.seconds) / 86_400
    }

    /// By the pay rate of each code (−1 and up) in the other half.
    static func auc(codes: [Int32], labels: [Int8]) -> Double? {
        meanOverHalves(labels) { own, other in
            let rates = GroupRates(codes: other.map { codes[$0] }, labels: other.map { labels[$0] })
            return own.map { rates.rate(codes[$0]) }
        }
    }

    /// By the mean rate of a set's members; missing and empty are members of their own.
    static func auc(_ column: SetColumn, labels: [Int8]) -> Double? {
        meanOverHalves(labels) { own, other in
            var codes: [Int32] = []
            var repeated: [Int8] = []
            for row in other {
                let members = members(column, row)
                codes += members
                repeated += repeatElement(labels[row], count: members.count)
            }
            let rates = GroupRates(codes: codes, labels: repeated)
            return own.map { row in
                let members = members(column, row)
                return members.reduce(0) { $0 + rates.rate($1) } / Double(members.count)
            }
        }
    }

    /// Mean area of both halves, each scored by what the other one tells.
    private static func meanOverHalves(
        _ labels: [Int8],
        scores: (_ own: [Int], _ other: [Int]) -> [Double]
    ) -> Double? {
        let even = Array(stride(from: 0, to: labels.count, by: 2))
        let odd = Array(stride(from: 1, to: labels.count, by: 2))
        let areas = [(even, odd), (odd, even)]
            .compactMap { own, other in
                areaUnderROC(scores(own, other), own.map { labels[$0] })
            }
        return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
    }

    private static func members(_ column: SetColumn, _ row: Int) -> [Int32] {
        if column.isMissing[row] { return [-1] }
        let members = column.members(of: row)
        return members.isEmpty ? [Int32(column.dictionary.count)] : Array(members)
    }

    static func auc(values: [Double], labels: [Int8]) -> Double? {
        let present = values.indices.filter { !values[$0].isNaN }
        let direct = areaUnderROC(present.map { values[$0] }, present.map { labels[$0] }).map { max($0, 1 - $0) }
        let binned = auc(codes: quantileBins(values, present), labels: labels)
        // The direct area says nothing about the cases without a value, so that it counts only when there are few.
        guard let direct, Double(present.count) >= 0.9 * Double(values.count) else { return binned }
        return max(direct, binned ?? 0)
    }

    private static func quantileBins(_ values: [Double], _ present: [Int]) -> [Int32] {
        var codes = [Int32](repeating: -1, count: values.count)
        let sorted = present.map { values[$0] }.sorted()
        if sorted.isEmpty { return codes }
        var edges: [Double] = []
        for bin in 1..<32 {
            let edge = sorted[sorted.count * bin / 32]
            if edge != edges.last { edges.append(edge) }
        }
        for row in present {
            // Values equal to an edge get a bin of their own: zero is often such a value.
            let below = edges.count { $0 < values[row] }
            let isEdge = below < edges.count && edges[below] == values[row]
            codes[row] = Int32(2 * below + (isEdge ? 1 : 0))
        }
        return codes
    }

    /// Area under the ROC curve of labelled cases, ties counted half; `nil` with one class.
    static func areaUnderROC(_ scores: [Double], _ labels: [Int8]) -> Double? {
        let order = labels.indices.filter { labels[$0] >= 0 }.sorted { scores[$0] < scores[$1] }
        var pays = 0.0
        var denies = 0.0
        var concordant = 0.0
        var first = 0
        while first < order.count {
            var last = first
            var tiedPays = 0.0
            while last < order.count, scores[order[last]] == scores[order[first]] {
                tiedPays += Double(labels[order[last]])
                last += 1
            }
            let tiedDenies = Double(last - first) - tiedPays
            concordant += tiedPays * (denies + tiedDenies / 2)
            pays += tiedPays
            denies += tiedDenies
            first = last
        }
        return pays > 0 && denies > 0 ? concordant / (pays * denies) : nil
    }
}

/// Pay rates of groups.
private struct GroupRates {
    private var pays: [Double]
    private var counts: [Double]
    private let base: Double

    init(codes: [Int32], labels: [Int8]) {
        let size = Int(codes.max() ?? -1) + 2
        pays = Array(repeating: 0, count: size)
        counts = Array(repeating: 0, count: size)
        for (code, label) in zip(codes, labels) where label >= 0 {
            pays[Int(code) + 1] += Double(label)
            counts[Int(code) + 1] += 1
        }
        let total = counts.reduce(0, +)
        base = total > 0 ? pays.reduce(0, +) / total : 0.5
    }

    /// Smoothed rate of a group; the overall rate for one that is not known.
    func rate(_ code: Int32) -> Double {
        let group = Int(code) + 1
        guard group < counts.count else { return base }
        return (pays[group] + base) / (counts[group] + 1)
    }
}

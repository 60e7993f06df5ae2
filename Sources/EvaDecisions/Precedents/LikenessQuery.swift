package import EvaBundle
package import EvaFeatures

/// A case that others are compared with, in the form that a scan reads.
package struct LikenessQuery: Sendable {
    typealias Bytes = SIMD16<UInt8>
    typealias Words = SIMD8<UInt16>

    /// For each pair of trees: the low halves of its leaves' bytes, the high halves, the weights of first and second.
    let pairs: [Bytes]
    /// Position after the last pair of each run of pairs whose weights a byte holds.
    let runs: [Int]
    /// For each field: the case's step, the weight.
    let fields: [Words]

    /// Prepares the comparison; `treeWeights` and `fieldWeights` are those of the likeness, or 0 where nothing is alike.
    package init(_ likeness: Likeness, _ codes: CaseCodes, treeWeights: [UInt8], fieldWeights: [UInt16]) {
        var pairs: [Bytes] = []
        pairs.reserveCapacity(4 * likeness.pairs)
        var runs: [Int] = []
        var weight = 0
        for pair in 0..<likeness.pairs {
            let (first, second) = (2 * pair, 2 * pair + 1)
            let isWhole = second < codes.leaves.count
            let bytes = (codes.leaves[first], isWhole ? codes.leaves[second] : 0)
            let weights = (treeWeights[first], isWhole ? treeWeights[second] : 0)
            pairs.append(Bytes(repeating: CaseCodes.lowHalves(bytes)))
            pairs.append(Bytes(repeating: CaseCodes.highHalves(bytes)))
            pairs.append(Bytes(repeating: weights.0))
            pairs.append(Bytes(repeating: weights.1))
            let own = Int(weights.0) + Int(weights.1)
            if weight + own > 255 {
                runs.append(pair)
                weight = 0
            }
            weight += own
        }
        if likeness.pairs > 0 { runs.append(likeness.pairs) }
        self.pairs = pairs
        self.runs = runs
        fields = zip(codes.steps, fieldWeights).flatMap { [Words(repeating: $0), Words(repeating: $1)] }
    }
}

extension Likeness {
    /// The comparison with a case; `unseen` marks the layout's fields whose values nobody has seen.
    package func query(_ model: ClaimModel, _ features: FeatureRow, unseen: [Bool]) -> LikenessQuery {
        let (leaves, contributions) = model.traits(features)
        let codes = codes(leaves: leaves, contributions: contributions)
        guard unseen.contains(true) else {
            return LikenessQuery(self, codes, treeWeights: treeWeights, fieldWeights: fieldWeights)
        }
        let marked = model.featurizer.layout.treeField.map { unseen[$0] }
        let asks = trees.isEmpty ? [] : model.trees?.asks(for: marked, row: features.trees) ?? []
        return LikenessQuery(
            self,
            codes,
            treeWeights: zip(trees, treeWeights).map { asks[$0] ? 0 : $1 },
            fieldWeights: zip(fields, fieldWeights).map { unseen[$0] ? 0 : $1 }
        )
    }
}

extension CaseCodes {
    /// The low halves of two bytes in one.
    static func lowHalves(_ bytes: (UInt8, UInt8)) -> UInt8 { bytes.0 & 15 | bytes.1 << 4 }

    /// The high halves of two bytes in one.
    static func highHalves(_ bytes: (UInt8, UInt8)) -> UInt8 { bytes.0 >> 4 | bytes.1 & 0xF0 }
}

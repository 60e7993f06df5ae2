package import EvaBundle
package import EvaFeatures

/// How alike two cases are in a model's own eyes.
///
/// **Formula**: with the blend's weights a of the trees and b of the linear model,
///
///     similarity(x, y) = (a·T(x, y) + b·L(x, y)) / (a + b)
///     T = Σ w_t·[x and y fall into the same leaf of tree t] / Σ w_t
///     L = Σ v_f·max(0, 1 − |c_f(x) − c_f(y)| / 2v_f) / Σ v_f
///
/// where w_t is the standard deviation of tree t's leaf values over its training cases, c_f the linear model's
/// contribution of field f in log-odds, and v_f the standard deviation of c_f over the precedents. (No two values of a
/// field that has only two are alike: v_f is at most half of what is between them.) A learner that does not serve has
/// no part in it. 1: the model cannot tell the two apart.
///
/// **Unseen values**: a tree whose way for the case asks for a field with a value that training never saw, and that
/// field's own term of L, count 0: nobody is known to be alike there.
///
/// **Precision**: w_t are whole numbers up to 127, v_f shares of 255, contributions steps of 2v_f / 256; similarities
/// are quotients of whole numbers, so that they, and ties, are the same on every machine.
///
/// **Source**: T is the proximity of Breiman (2001), Random forests, and Breiman & Cutler's manual, for boosted trees:
/// there trees differ in how much they say, so each counts with its spread, as Rosaler et al. (2023), Enhanced local
/// explainability and trust scores with random forest proximities, weigh by what trees contribute; ours is symmetric
/// and knows no label. L adds up triangular kernels, one a field.
package struct Likeness: Sendable {
    /// Trees that tell cases apart.
    package let trees: [Int]
    /// Weight of each of them.
    package let treeWeights: [UInt8]
    /// Byte of each of their leaves.
    package let leafCodes: [[UInt8]]
    /// Whether some tree has more leaves than half a byte holds.
    let isWide: Bool
    /// What a unit of tree weight counts in a sum.
    package let treeFactor: UInt32
    /// Fields whose linear contributions differ.
    package let fields: [Int]
    /// Weight of each of them.
    package let fieldWeights: [UInt16]
    /// Scale of each of them.
    let scales: [FieldScale]
    /// Steps from which on two contributions have nothing in common.
    package let reach: UInt16
    /// What a unit of field weight, times a step, counts in a sum.
    package let fieldFactor: UInt32
    /// Sum of a case that the model cannot tell apart.
    package let whole: Int

    /// Largest weight of a tree.
    private static let heaviest = 127.0
    /// Most that the weights of all trees may come to: sums have 16 bits.
    private static let mostTreeWeight = 60_000.0
    /// What a sum comes to in a blend, about.
    private static let blended = Double(1 << 28)

    /// The likeness of a model; `scales` has the fields of the layout, and counts only where the linear model serves.
    ///
    /// `nil` for a model that tells no cases apart, or that has a tree of more than 256 leaves.
    package init?(_ model: ClaimModel, scales: [FieldScale]) {
        let ensemble = model.blend.treesWeight > 0 ? model.trees : nil
        let spreads = ensemble?.spreads ?? []
        let covers = ensemble?.coversByTree ?? []
        trees = spreads.indices.filter { spreads[$0] > 0 }
        guard trees.allSatisfy({ covers[$0].count <= 256 }) else { return nil }
        let scale = min(
            Self.heaviest / (spreads.max() ?? 1),
            Self.mostTreeWeight / max(spreads.reduce(0, +), .leastNormalMagnitude)
        )
        treeWeights = trees.map { UInt8(max(1, (spreads[$0] * scale).rounded())) }
        leafCodes = trees.map { LeafCodes.codes(covers: covers[$0]) }
        isWide = trees.contains { covers[$0].count > LeafCodes.halves }
        let treeSum = treeWeights.reduce(0) { $0 + Int($1) }

        let isLinear = model.linear != nil && model.blend.linearWeight > 0
        fields = isLinear ? scales.indices.filter { scales[$0].spread > 0 } : []
        self.scales = fields.map { scales[$0] }
        let spreadSum = self.scales.reduce(0) { $0 + $1.spread }
        fieldWeights = self.scales.map { UInt16(max(1, ($0.spread / spreadSum * 200).rounded())) }
        let weightSum = fieldWeights.reduce(0) { $0 + Int($1) }
        reach = UInt16(min(256, 65_535 / max(1, weightSum)))
        let fieldSum = weightSum * Int(reach)
        guard treeSum <= 65_535, weightSum <= 65_535, treeSum + fieldSum > 0 else { return nil }

        if treeSum > 0 && fieldSum > 0 {
            let share = model.blend.treesWeight / (model.blend.treesWeight + model.blend.linearWeight)
            treeFactor = UInt32(max(1, (Self.blended * share / Double(treeSum)).rounded()))
            fieldFactor = UInt32(max(1, (Self.blended * (1 - share) / Double(fieldSum)).rounded()))
        } else {
            (treeFactor, fieldFactor) = (1, 1)
        }
        whole = treeSum * Int(treeFactor) + fieldSum * Int(fieldFactor)
    }

    /// Pairs of trees, two to a byte.
    var pairs: Int { (trees.count + 1) / 2 }

    /// What is kept of a case: the byte of its leaf in each tree, and the steps of its contributions.
    package func codes(leaves: [Int32], contributions: [Float]) -> CaseCodes {
        CaseCodes(
            leaves: zip(trees, leafCodes).map { $1[Int(leaves[$0])] },
            steps: zip(fields, scales).map { step(of: contributions[$0], $1) }
        )
    }

    private func step(of contribution: Float, _ scale: FieldScale) -> UInt16 {
        let steps = (Double(contribution) - scale.mean) / (2 * scale.spread) * Double(reach)
        return UInt16(max(0, min(65_535, (32_768 + steps).rounded())))
    }
}

/// A case as likeness sees it.
package struct CaseCodes: Sendable, Equatable {
    /// A byte for each tree that tells cases apart.
    package var leaves: [UInt8]
    /// A number for each field whose linear contributions differ.
    package var steps: [UInt16]

    package init(leaves: [UInt8], steps: [UInt16]) {
        self.leaves = leaves
        self.steps = steps
    }
}

extension ClaimModel {
    /// What likeness is made of: the leaf of each tree, and the linear model's contribution of each field of the layout;
    /// empty for a learner that there is not.
    package func traits(_ features: FeatureRow) -> (leaves: [Int32], contributions: [Float]) {
        (
            features.leaves.isEmpty ? trees?.leaves(row: features.trees) ?? [] : features.leaves,
            linear?.contributions(features, layout: featurizer.layout).values.map { Float($0) } ?? []
        )
    }
}

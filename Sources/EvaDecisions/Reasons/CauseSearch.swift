import EvaBundle
import EvaFeatures
import EvaModels
import Synchronization

/// Tells whether some field speaks against paying a case, as a rule without all contributions.
///
/// Most denies can name several fields that do. One is enough, and its contribution alone is several times as quick as
/// those of all: only the splits that ask for the field, those below them and the ways there have a say in it.
final class CauseSearch: Sendable {
    /// Log-odds against paying below which a field is no cause: they move a probability by a quarter of a point at most.
    static let leastCause = 0.01
    /// A field's main effect below which its contribution is looked at.
    private static let promising = -0.05
    /// What contributions in another order of sums may differ by.
    private static let rounding = 1e-9

    private let model: ClaimModel
    private let surelyCaused: Double
    private let guide = Mutex<Guide?>(nil)

    /// A field with the trees that its contribution comes from.
    private struct Candidate {
        let field: Int
        let columns: [Int]
        let trees: TreeEnsemble
    }

    /// Which fields are worth asking by themselves.
    private struct Guide {
        let effects: MainEffects
        /// Those with the fewest splits first.
        let candidates: [Candidate]
    }

    init(_ model: ClaimModel) {
        self.model = model
        surelyCaused = model.base - Double(model.featurizer.layout.fields.count) * Self.leastCause
    }

    /// Whether a case of this score surely has a cause: contributions add up to the score less the base, so that below
    /// some score one of them must be a cause, and none need be known.
    func isSure(_ score: Double) -> Bool { score < surelyCaused }

    /// Whether one of the fields' contributions is a cause to deny.
    static func isCause(in contributions: [Double]) -> Bool { contributions.contains { $0 < -leastCause } }

    /// Whether a case has a cause, by the features that it was scored on.
    func hasCause(_ features: FeatureRow) -> Bool {
        guard let trees = model.trees else { return Self.isCause(in: model.contributions(features)) }
        let linear = model.linear?.contributions(features, layout: model.featurizer.layout).values
        let guide = guide(trees)
        // As many splits as all contributions take.
        var left = trees.splitCount
        for candidate in guide.candidates {
            let rest = linear.map { model.blend.linearWeight * $0[candidate.field] } ?? 0
            let guess = candidate.columns.reduce(0) { $0 + guide.effects.effect(of: $1, features.trees[$1]) }
            guard model.blend.treesWeight * guess + rest < Self.promising else { continue }
            left -= candidate.trees.splitCount
            if left < 0 { break }
            let values = candidate.trees.contributions(row: features.trees).values
            let part = candidate.columns.reduce(0) { $0 + values[$1] }
            if model.blend.treesWeight * part + rest < -Self.leastCause - Self.rounding { return true }
        }
        return Self.isCause(in: model.contributions(features))
    }

    private func guide(_ trees: TreeEnsemble) -> Guide {
        guide.withLock { guide in
            if let guide { return guide }
            let layout = model.featurizer.layout
            let candidates = layout.fields.indices
                .map { field in
                    let columns = layout.treeField.indices.filter { layout.treeField[$0] == field }
                    let pruned = trees.pruned(to: Set(columns))
                    pruned.prepareToExplain()
                    return Candidate(field: field, columns: columns, trees: pruned)
                }
                .filter { $0.trees.splitCount > 0 }
                .sorted { $0.trees.splitCount < $1.trees.splitCount }
            let made = Guide(effects: MainEffects(trees), candidates: candidates)
            guide = made
            return made
        }
    }
}

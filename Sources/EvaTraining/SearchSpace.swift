import EvaFeatures
import EvaModels

/// What training tries, by effort.
struct SearchSpace: Sendable {
    let effort: SearchEffort
    /// Days between the first and the last case.
    let span: Int
    let seed: UInt64

    /// Most rounds of a search; the best number is chosen.
    static let mostRounds = 600

    /// Half-lives worth a try: no fading, then ever faster, as far as the corpus is longer than them.
    var halfLives: [Double?] {
        switch effort {
        case .none: [nil]
        case .fast: [nil] + [730, 365, 180].filter { $0 < Double(span) }
        case .full: [nil] + [1460, 730, 365, 180, 90].filter { $0 < Double(span) }
        }
    }

    /// Where the search for trees starts.
    var trees: TreeCandidate {
        var recipe = BoostedTrees()
        recipe.seed = seed
        recipe.rounds = Self.mostRounds
        recipe.learningRate = 0.1
        recipe.numLeaves = 31
        recipe.minDataInLeaf = 40
        recipe.lambdaL2 = 1
        recipe.featureFraction = 0.6
        recipe.earlyStoppingRounds = 25
        return TreeCandidate(recipe: recipe)
    }

    /// The candidate with another half-life, and that half-life's name.
    func variant(of candidate: TreeCandidate, halfLife: Double?) -> (name: String, candidate: TreeCandidate) {
        var variant = candidate
        variant.recency = Recency(halfLifeDays: halfLife)
        return (variant.recency.name, variant)
    }

    /// Number of steps that a search tells of.
    func stepCount(_ learner: LearnerChoice, blocks: Int) -> Int {
        let trees = learner.needsTrees ? halfLives.count + (effort == .full ? 7 : 0) : 0
        return trees + (learner.needsLinear ? halfLives.count : 0) + blocks + 1
    }

    /// Shapes of trees, from stiff to supple; for a corpus one of them fits.
    func shapes(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        guard effort == .full else { return [] }
        let shapes: [(leaves: Int, leafCases: Int, features: Double)] = [
            (8, 40, 0.6), (16, 100, 0.4), (31, 200, 0.4), (63, 40, 0.6), (63, 200, 0.3),
        ]
        return shapes.map { leaves, leafCases, features in
            var variant = candidate
            variant.recipe.rounds = Self.mostRounds
            variant.recipe.numLeaves = leaves
            variant.recipe.minDataInLeaf = leafCases
            variant.recipe.featureFraction = features
            return ("\(leaves) leaves of at least \(leafCases) cases", variant)
        }
    }

    /// The same trees in smaller steps.
    func slower(_ candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        guard effort == .full else { return [] }
        var variant = candidate
        variant.recipe.rounds = 2 * Self.mostRounds
        variant.recipe.learningRate = candidate.recipe.learningRate / 2
        variant.recipe.earlyStoppingRounds = 50
        return [("\(variant.recipe.learningRate)", variant)]
    }

    /// Penalties of the logistic regression, from strong to weak, so that each can start from the one before.
    var penalties: [Double] {
        switch effort {
        case .none: [1e-4]
        case .fast: [1e-3, 1e-4]
        case .full: [1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5]
        }
    }
}

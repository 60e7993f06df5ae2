import EvaFeatures
import EvaModels

/// What training tries, by effort.
struct SearchSpace: Sendable {
    let effort: SearchEffort
    /// Days between the first and the last case.
    let span: Int
    let seed: UInt64

    /// Most rounds of a search; the best number is chosen.
    static let mostRounds = 300

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
        recipe.numLeaves = 16
        recipe.minDataInLeaf = 100
        recipe.lambdaL2 = 5
        recipe.featureFraction = 0.5
        recipe.earlyStoppingRounds = 20
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
        let trees = learner.needsTrees ? halfLives.count + (effort == .full ? 9 : 0) : 0
        return trees + (learner.needsLinear ? halfLives.count + 1 : 0) + blocks + 1
    }

    /// Without and with the case's date as a feature.
    func trends(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        [
            ("no", candidate.restarted { $0.features.trend = false }),
            ("yes", candidate.restarted { $0.features.trend = true }),
        ]
    }

    /// Shapes of trees, from stiff to supple: where it makes no difference, the stiffer one serves.
    func shapes(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        let shapes: [(leaves: Int, leafCases: Int, features: Double)] = [
            (8, 40, 0.5), (16, 100, 0.5), (31, 40, 0.5), (31, 200, 0.3), (63, 100, 0.5),
        ]
        return shapes.map { leaves, leafCases, features in
            let variant = candidate.restarted {
                $0.recipe.numLeaves = leaves
                $0.recipe.minDataInLeaf = leafCases
                $0.recipe.featureFraction = features
            }
            return ("\(leaves) leaves of at least \(leafCases) cases", variant)
        }
    }

    /// The same trees in half and in full steps: where both are as good, smaller steps are the safer choice.
    func rates(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        let rate = candidate.recipe.learningRate
        let slower = candidate.restarted {
            $0.recipe.learningRate = rate / 2
            $0.recipe.rounds = 2 * Self.mostRounds
            $0.recipe.earlyStoppingRounds = 40
        }
        return [("\(rate / 2)", slower), ("\(rate)", candidate.restarted { _ in })]
    }

    /// Penalty under which half-lives are compared.
    static let middlePenalty = 1e-3

    /// Penalties of the logistic regression, from strong to weak, so that each can start from the one before.
    var penalties: [Double] {
        switch effort {
        case .none: [1e-4]
        case .fast: [1e-3, 1e-4]
        case .full: [1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5]
        }
    }
}

extension TreeCandidate {
    /// A variant with all rounds to choose from again.
    fileprivate func restarted(_ change: (inout TreeCandidate) -> Void) -> TreeCandidate {
        var variant = self
        variant.recipe.rounds = SearchSpace.mostRounds
        change(&variant)
        return variant
    }
}

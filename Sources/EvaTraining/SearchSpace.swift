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

    /// Memories worth a try, as far as the corpus is longer than them.
    ///
    /// The mean of three fades comes first: what holds for ever, what holds for years and what is new all count in it.
    var memories: [Recency] {
        let fades: [Double?] =
            switch effort {
            case .none: []
            case .fast: [nil, 365]
            case .full: [730, nil, 365, 180]
            }
        let several = Recency(meanOf: Self.severalFades.filter(isUsable))
        return [several] + fades.filter(isUsable).map(Recency.init(halfLifeDays:)).filter { $0 != several }
    }

    private static let severalFades: [Double?] = [nil, 730, 180]

    private func isUsable(_ halfLife: Double?) -> Bool { halfLife.map { $0 < Double(span) } ?? true }

    /// Where the search for trees starts.
    var trees: TreeCandidate {
        var recipe = BoostedTrees()
        recipe.seed = seed
        recipe.rounds = Self.mostRounds
        recipe.learningRate = 0.1
        recipe.numLeaves = 24
        recipe.minDataInLeaf = 150
        recipe.lambdaL2 = 5
        recipe.featureFraction = 0.8
        recipe.earlyStoppingRounds = 20
        var features = FeatureOptions()
        features.orderedStatistics = true
        return TreeCandidate(recency: memories[0], features: features, recipe: recipe)
    }

    /// The candidate with each half-life.
    func memories(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        memories.map { memory in (memory.name, candidate.restarted { $0.recency = memory }) }
    }

    /// Without and with the case's date as a feature.
    func trends(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        [
            ("no", candidate.restarted { $0.features.trend = false }),
            ("yes", candidate.restarted { $0.features.trend = true }),
        ]
    }

    /// Target statistics from other folds, or from earlier cases.
    func statistics(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        [
            ("earlier cases", candidate.restarted { $0.features.orderedStatistics = true }),
            ("other folds", candidate.restarted { $0.features.orderedStatistics = false }),
        ]
    }

    /// Splits by runs of categories in the order of their gradients, or by one category against the rest.
    func categories(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        let defaults = BoostedTrees()
        return [
            ("in runs", candidate.restarted { $0.recipe.maxCatToOnehot = defaults.maxCatToOnehot }),
            ("one by one", candidate.restarted { $0.recipe.maxCatToOnehot = defaults.maxBin + 1 }),
        ]
    }

    /// Penalties of leaf values.
    func leafPenalties(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        [5.0, 50]
            .map { penalty in
                ("\(Int(penalty))", candidate.restarted { $0.recipe.lambdaL2 = penalty })
            }
    }

    /// Shapes of trees: where it makes no difference, the middle one serves.
    func shapes(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        let shapes: [(leaves: Int, leafCases: Int)] = [(24, 150), (8, 40), (31, 40), (63, 100)]
        return shapes.map { leaves, leafCases in
            let variant = candidate.restarted {
                $0.recipe.numLeaves = leaves
                $0.recipe.minDataInLeaf = leafCases
            }
            return ("\(leaves) leaves of at least \(leafCases) cases", variant)
        }
    }

    /// What differs from a candidate in one thing, and can share its features: what training rows see of them and what
    /// trees make of them may differ, not what a case of the future gets.
    ///
    /// Large trees come only where the candidate's are large: one would slow down all.
    func neighbours(of candidate: TreeCandidate) -> [(name: String, candidate: TreeCandidate)] {
        let draws = [("other draws", candidate.restarted { $0.recipe.seed &+= 1 })]
        let fades = memories.filter { $0 != candidate.recency }
            .map { memory in ("half-life \(memory.name)", candidate.restarted { $0.fade = memory }) }
        let trends = trends(of: candidate).map { ("trend \($0.name)", $0.candidate) }
        let shapes = shapes(of: candidate)
            .filter { $0.candidate.recipe.numLeaves <= max(Self.quickLeaves, candidate.recipe.numLeaves) }
        let penalties = leafPenalties(of: candidate).map { ("leaf penalty \($0.name)", $0.candidate) }
        let categories = categories(of: candidate).map { ("categories \($0.name)", $0.candidate) }
        return draws + fades + trends + shapes + penalties + categories + statistics(of: candidate)
    }

    /// Most candidates that the trees that serve are the mean of.
    static let mostMembers = 3

    /// Most leaves of trees that score twice as many at a time as larger ones.
    private static let quickLeaves = 32

    /// Number of steps that a search tells of.
    func stepCount(_ learner: LearnerChoice, blocks: Int) -> Int {
        let neighbours = 1 + (memories.count - 1) + 2 + 4 + 2 + 2 + 2
        let trees = learner.needsTrees ? memories.count + (effort == .full ? 12 + neighbours : 0) : 0
        let linear = learner.needsLinear ? (learner.needsTrees ? 0 : memories.count) + 1 : 0
        return trees + linear + blocks + 1
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

import EvaBundle
import EvaFeatures
import EvaModels
import EvaNumerics

/// What the search settled on.
struct Chosen {
    /// Members of the mean that serves, the best first; none where no trees were asked for.
    var trees: [TreeCandidate] = []
    var linear: LinearCandidate?
    /// Recency and options of the features, shared by all learners.
    var recency = Recency()
    var features = FeatureOptions()
    var why: [String] = []
}

extension Trainer {
    /// Chooses settings on the choosing blocks.
    func search(_ source: FoldSource, _ space: SearchSpace) throws -> Chosen {
        var chosen = Chosen()
        if options.learner.needsTrees {
            var search = TreeSearch(source: source, start: space.trees, report: steps.begin)
            if space.effort == .full { try search.choose("with the date as a trend:", space.trends(of: search.best)) }
            try search.choose("half-life", space.memories(of: search.best))
            if space.effort == .full {
                try search.choose("target statistics of", space.statistics(of: search.best))
                try search.choose("categories", space.categories(of: search.best))
                try search.choose("shape", space.shapes(of: search.best))
                try search.choose("leaf penalty", space.leafPenalties(of: search.best))
            }
            chosen.trees =
                space.effort == .full
                ? try search.mean(with: space.neighbours(of: search.best), most: SearchSpace.mostMembers - 1)
                : [search.best]
            chosen.recency = search.best.recency
            chosen.features = search.best.features
            chosen.features.trend = chosen.trees.contains { $0.features.trend }
            chosen.why += search.why
        }
        if options.learner.needsLinear {
            var search = LinearSearch(
                source: source,
                features: chosen.features,
                featureRecency: chosen.recency,
                report: steps.begin
            )
            chosen.linear = try search.choose(space, recency: chosen.trees.first?.recency)
            chosen.why += search.why
        }
        return chosen
    }

    /// Fits what was chosen before each block and scores the block and what comes later.
    func forwardScores(_ source: FoldSource, _ chosen: Chosen) throws -> ForwardScores {
        let offset = source.plan.judged.lowerBound
        let fits = try source.plan.blocks.indices.map { block in
            try steps.begin("scoring later cases, block \(block + 1) of \(source.plan.blocks.count)")
            let fold = try source.fold(block, recency: chosen.recency, features: chosen.features)
            let trees = try fit(chosen.trees, fold.training) { features in
                try source.fold(block, recency: chosen.recency, features: features).training
            }
            .map { $0.scores(fold.features.trees, pool: pool) }
            let linear = try chosen.linear.map { candidate in
                steps.fits += 1
                return try candidate.fit(fold.training, times: table.times, pool: pool)
                    .scores(fold.features.linear, pool: pool)
            }
            return ForwardScores.Fit(later: fold.later.offset(by: -offset), trees: trees, linear: linear)
        }
        return ForwardScores(
            fits: fits,
            labels: Array(table.labels[source.plan.judged]),
            blocks: source.plan.blocks.map { $0.offset(by: -offset) }
        )
    }

    /// Fits what was chosen on all rows: the freshest cases are worth most.
    func fit(_ choice: Choice, calibrator: Calibrator) throws -> ClaimModel {
        try steps.begin("fitting on all cases")
        func training(_ features: FeatureOptions, hasLinear: Bool) throws -> TrainingFeatures {
            try TrainingFeatures(
                table,
                past: rows,
                recency: choice.recency,
                options: features,
                hasLinear: hasLinear,
                pool: pool
            )
        }
        let own = try training(choice.features, hasLinear: choice.linear != nil)
        steps.fits += choice.linear == nil ? 0 : 1
        return ClaimModel(
            featurizer: own.featurizer,
            trees: try fit(choice.trees, own) { try training($0, hasLinear: false) },
            linear: try choice.linear.map { try $0.part(own, times: table.times, pool: pool) },
            blend: choice.blend,
            calibrator: calibrator
        )
    }

    /// Fits the members on features of the first, or on such as training rows see otherwise where one wants that, and
    /// puts all into one; `nil` without a member.
    private func fit(
        _ members: [TreeCandidate],
        _ training: TrainingFeatures,
        other: (FeatureOptions) throws -> TrainingFeatures
    ) throws -> TreeEnsemble? {
        guard let first = members.first else { return nil }
        var kept: TrainingFeatures?
        let fitted = try members.map { member in
            steps.fits += 1
            if member.features.orderedStatistics == first.features.orderedStatistics {
                return try member.fit(training, times: table.times, pool: pool)
            }
            var features = member.features
            features.trend = training.featurizer.hasTrend
            let others = try kept ?? other(features)
            kept = others
            return try member.fit(others, times: table.times, pool: pool)
        }
        return TreeEnsemble.mean(of: fitted)
    }
}

extension Range<Int> {
    fileprivate func offset(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}

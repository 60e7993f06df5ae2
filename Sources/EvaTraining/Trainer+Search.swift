import EvaBundle
import EvaFeatures
import EvaModels
import EvaNumerics

/// What the search settled on.
struct Chosen {
    var trees: TreeCandidate?
    var linear: LinearCandidate?
    /// Recency and options of the features, shared by both learners.
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
                try search.choose("shape", space.shapes(of: search.best))
                try search.choose("learning rate", space.slower(search.best))
            }
            chosen.trees = search.best
            chosen.recency = search.best.recency
            chosen.features = search.best.features
            chosen.why += search.why
        }
        if options.learner.needsLinear {
            var search = LinearSearch(
                source: source,
                features: chosen.features,
                featureRecency: chosen.recency,
                report: steps.begin
            )
            chosen.linear = try search.choose(space, recency: chosen.trees?.recency)
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
            steps.fits += (chosen.trees == nil ? 0 : 1) + (chosen.linear == nil ? 0 : 1)
            let trees = try chosen.trees.map { candidate in
                try candidate.fit(fold.training, pool: pool).scores(fold.features.trees, pool: pool)
            }
            let linear = try chosen.linear.map { candidate in
                try candidate.fit(fold.training, times: table.times, pool: pool)
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
        let training = try TrainingFeatures(
            table,
            past: rows,
            recency: choice.recency,
            options: choice.features,
            hasLinear: choice.linear != nil,
            pool: pool
        )
        steps.fits += (choice.trees == nil ? 0 : 1) + (choice.linear == nil ? 0 : 1)
        return ClaimModel(
            featurizer: training.featurizer,
            trees: try choice.trees.map { try $0.fit(training, pool: pool) },
            linear: try choice.linear.map { try $0.part(training, times: table.times, pool: pool) },
            blend: choice.blend,
            calibrator: calibrator
        )
    }
}

extension Range<Int> {
    fileprivate func offset(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}

import EvaBundle
import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

extension Trainer {
    /// One fit with defaults on the older cases; the first of the newer blocks stops the trees early and calibrates,
    /// the second judges, and both give the final calibration.
    func chooseOnce(_ plan: ForwardPlan, _ space: SearchSpace) throws -> Selection {
        steps.total = 3
        try steps.begin("making features")
        let learner = options.learner == .auto ? .trees : options.learner
        let fold = try Fold(
            table,
            from: plan.first,
            later: plan.blocks[0],
            recency: space.trees.recency,
            options: space.trees.features,
            hasLinear: learner.needsLinear,
            pool: pool
        )
        let training = fold.training
        let judged = try training.featurizer.transform(
            table,
            rows: plan.blocks[1],
            hasLinear: learner.needsLinear,
            pool: pool
        )
        var chosen = Chosen()
        chosen.recency = space.trees.recency
        chosen.features = space.trees.features
        chosen.why = ["no search: one fit with defaults"]
        var ensemble: TreeEnsemble?
        if learner.needsTrees {
            try steps.begin("growing trees")
            steps.fits += 1
            let fitted = try space.trees.validated(on: fold, times: table.times, pool: pool).model
            ensemble = fitted
            chosen.trees = [space.trees]
            chosen.trees[0].recipe.rounds = fitted.rounds
        }
        var part: LinearPart?
        if learner.needsLinear {
            try steps.begin("fitting the logistic regression")
            steps.fits += 1
            let candidate = LinearCandidate(
                recency: space.trees.recency,
                recipe: LogisticRegression(penalty: space.penalties[0])
            )
            chosen.linear = candidate
            part = try candidate.part(training, times: table.times, pool: pool)
        }
        let offset = plan.judged.lowerBound
        let blocks = plan.blocks.map { $0.lowerBound - offset..<$0.upperBound - offset }
        let fits = zip(blocks, [fold.features, judged])
            .map { block, features in
                ForwardScores.Fit(
                    later: block,
                    trees: ensemble?.scores(features.trees, pool: pool),
                    linear: part?.model.scores(features.linear, pool: pool)
                )
            }
        let forward = ForwardScores(fits: fits, labels: Array(table.labels[plan.judged]), blocks: blocks)
        let verdict = try Verdict(forward, learner, times: Array(table.times[plan.judged]))
        return Selection(
            choice: Choice(chosen, verdict, effort: .none),
            forward: forward.record(plan, verdict.blend),
            calibrator: verdict.calibrator,
            measured: verdict.measured,
            judged: JudgedRows(
                rows: plan.blocks[plan.blocks.count - 1],
                scores: verdict.judged.scores,
                probabilities: verdict.judged.probabilities
            ),
            model: ClaimModel(
                featurizer: training.featurizer,
                trees: ensemble,
                linear: part,
                blend: verdict.blend,
                calibrator: verdict.calibrator
            )
        )
    }
}

public import EvaNumerics

extension BoostedTrees {
    /// Trains.
    ///
    /// **Shapes**: `labels` and `weights` one a row, 1 pay and 0 deny; `monotone` one a column or empty: +1 never falls
    /// with the feature, -1 never rises, 0 free.
    ///
    /// **Missing and edge values**: constant and all-missing columns are never split. Training ends early when no leaf
    /// can be split any more; the model may have no tree at all. `initialScore` replaces the log-odds of the weighted
    /// base rate, and lets one class do. `offsets` are the training rows' own scores before any tree; new rows start
    /// from `initialScore`.
    ///
    /// **Determinism**: the same bits for any number of threads. Gradients are rounded to integers for the search of
    /// splits, in units that the number of rows decides; up to some ten million rows that is as good as none.
    ///
    /// **Throws**: `ModelError` for settings, labels or weights that can't be used, and whatever `progress` throws.
    ///
    /// **Source**: Ke et al. (2017), LightGBM; leaf values are taken from exact sums after growth, as in Shi et al.
    /// (2022), Quantized training of gradient boosting decision trees.
    public func fit(
        _ data: BinnedMatrix,
        labels: [Int8],
        weights: [Float]? = nil,
        monotone: [Int8] = [],
        initialScore: Double? = nil,
        offsets: [Double]? = nil,
        validation: TreeValidation? = nil,
        pool: WorkerPool,
        progress: ((_ round: Int, _ rounds: Int) throws -> Void)? = nil
    ) throws -> TreeFit {
        try validate()
        let input = TrainingInput(labels: labels, weights: weights, rows: data.rows)
        try input.validate(needsBothClasses: initialScore == nil)
        try validate(monotone, data.mapper)
        try input.validate(offsets: offsets)
        let base = initialScore ?? input.baseScore
        guard base.isFinite, abs(base) < 1e6 else {
            throw ModelError(code: .badSetting, message: "initial score is \(base)", cure: "give finite log-odds")
        }
        var watch = try validation.map { try ValidationWatch($0, mapper: data.mapper, base: base) }

        let gradients = GradientPass(labels: labels, weights: weights, base: base, offsets: offsets)
        let grower = TreeGrower(recipe: self, matrix: data, monotone: monotone, pool: pool)
        let sampler = TreeSampler(recipe: self, data)
        var model = TreeEnsemble(featureCount: data.mapper.featureCount, base: base)
        for round in 0..<rounds {
            try progress?(round, rounds)
            gradients.update(pool: pool)
            sampler.reset(round: round, pool: pool)
            watch?.partition.reset(pool: pool)
            let rest = [sampler.outOfBag].compactMap { $0 }
            let followers = rest + [watch?.partition].compactMap { $0 }
            func grow(_ isUsed: [Bool]) -> GrownTree {
                grower.grow(gradients, partition: sampler.inBag, followers: followers, isUsed: isUsed)
            }
            var tree = grow(sampler.features(round: round))
            // Few features may be worth a split, and a draw may have none of them.
            if tree.nodes.isEmpty, featureFraction < 1 { tree = grow(sampler.allFeatures) }
            if tree.nodes.isEmpty { break }
            let (values, covers) = LeafValues.find(
                tree,
                [sampler.inBag] + (sampler.valuesAreOfAll ? rest : []),
                gradients,
                weights: weights,
                recipe: self,
                pool: pool
            )
            model.append(tree, values: values, covers: covers, mapper: data.mapper)
            for rows in [sampler.inBag] + rest { LeafValues.add(values, to: gradients.scores, rows, pool: pool) }
            watch?.add(values, pool: pool)
            if let stop = earlyStoppingRounds, let watch, round + 1 - watch.bestRounds >= stop { break }
        }
        try progress?(rounds, rounds)
        let best = watch?.bestRounds ?? model.rounds
        return TreeFit(
            model: earlyStoppingRounds == nil ? model : model.truncated(to: best),
            grown: model,
            bestRounds: best,
            validationLoss: watch?.losses ?? []
        )
    }

    private func validate(_ monotone: [Int8], _ mapper: BinMapper) throws(ModelError) {
        guard !monotone.isEmpty else { return }
        guard monotone.count == mapper.featureCount else {
            throw ModelError(
                code: .badShape,
                message: "\(monotone.count) monotone constraints for \(mapper.featureCount) columns",
                cure: "give one a column"
            )
        }
        for (index, direction) in monotone.enumerated() where direction != 0 {
            if case .categorical = mapper.features[index].kind {
                throw ModelError(
                    code: .badSetting,
                    message: "monotone constraint on the categorical column \(index)",
                    cure: "categories have no order: use 0"
                )
            }
            guard abs(Int(direction)) == 1 else {
                throw ModelError(
                    code: .badSetting,
                    message: "monotone constraint \(direction)",
                    cure: "-1, 0 and 1 are possible"
                )
            }
        }
    }
}

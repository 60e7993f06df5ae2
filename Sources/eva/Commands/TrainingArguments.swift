public import ArgumentParser
public import EvaTraining

/// Arguments of commands that train.
struct TrainingArguments: ParsableArguments {
    @Option(help: "Learner: auto, logistic, trees or blend.")
    var learner = LearnerChoice.auto

    @Option(help: "How much is chosen by forward validation: none, fast or full; auto implies full.")
    var search = SearchEffort.full

    @Option(help: "Seed of all randomness.")
    var seed: UInt64 = 1

    var options: TrainingOptions {
        var options = TrainingOptions()
        options.learner = learner
        options.search = learner == .auto ? .full : search
        options.seed = seed
        return options
    }
}

extension LearnerChoice: ExpressibleByArgument {}
extension SearchEffort: ExpressibleByArgument {}

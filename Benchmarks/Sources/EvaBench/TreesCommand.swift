import ArgumentParser
import EvaModels
import EvaNumerics
import Foundation

/// Binning and boosting of a simulated data set.
struct TreesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "trees")

    @Argument var folder: String
    @Option var threads = 2
    @Option var rounds = 200
    @Option(help: "Where to write the trees.") var save: String?

    private struct Measurement: Encodable {
        let seconds: Double
        let binning: Double
        let boosting: Double
        let logLoss: Double
    }

    func run() throws {
        var recipe = BoostedTrees()
        recipe.rounds = rounds
        recipe.numLeaves = 31
        recipe.learningRate = 0.1
        recipe.maxBin = 255
        let pool = WorkerPool(threads: threads)
        let (binned, labels, binning) = try bin(maxBin: recipe.maxBin, pool)
        let (fit, boosting) = try timed { try recipe.fit(binned, labels: labels, pool: pool) }
        if let save {
            var writer = ByteWriter()
            fit.model.encode(to: &writer)
            try Data(writer.bytes).write(to: URL(filePath: save))
        }
        let test = try DataSet(folder: folder, part: "test")
        try report(
            Measurement(
                seconds: binning + boosting,
                binning: binning,
                boosting: boosting,
                logLoss: test.logLoss(fit.model.scores(test.features, pool: pool))
            )
        )
    }

    /// The raw values are gone when this returns, as LightGBM's are once its data set is made.
    private func bin(maxBin: Int, _ pool: WorkerPool) throws -> (BinnedMatrix, [Int8], Double) {
        let data = try DataSet(folder: folder, part: "train")
        let (binned, seconds) = try timed {
            let mapper = try BinMapper.fit(data.features, maxBin: maxBin, pool: pool)
            return BinnedMatrix(data.features, mapper: mapper, pool: pool)
        }
        return (binned, data.labels, seconds)
    }
}

/// Reads trees that `trees --save` wrote.
func loadTrees(_ path: String) throws -> TreeEnsemble {
    var reader = ByteReader([UInt8](try Data(contentsOf: URL(filePath: path))))
    return try TreeEnsemble(from: &reader)
}

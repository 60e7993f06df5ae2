import EvaModels
import EvaNumerics
import Testing

@Suite("What logistic regression refuses")
struct LogisticErrorTests {
    private static func features(_ values: [Double] = [1, 2, 3, 4]) -> LinearFeatures {
        LinearFeatures(
            dense: DenseMatrix(rows: values.count, columns: 1, values: values),
            sparse: sparseMatrix(values.map { _ in [] }, columns: 1)
        )
    }

    private func code(
        _ recipe: LogisticRegression = LogisticRegression(),
        _ features: LinearFeatures = features(),
        _ labels: [Int8] = [0, 1, 0, 1],
        weights: [Float]? = nil,
        offsets: [Double]? = nil,
        warmStart: LogisticModel? = nil
    ) -> ModelError.Code? {
        let pool = WorkerPool(threads: 1)
        return #expect(throws: ModelError.self) {
            _ = try recipe.fit(
                features,
                labels: labels,
                weights: weights,
                offsets: offsets,
                warmStart: warmStart,
                pool: pool
            )
        }?
        .code
    }

    @Test(
        "A setting outside its range is named",
        arguments: [
            LogisticRegression(penalty: -1), LogisticRegression(penalty: .nan), LogisticRegression(penalty: .infinity),
            LogisticRegression(l1Ratio: 1.5), LogisticRegression(l1Ratio: -0.1), LogisticRegression(l1Ratio: .nan),
            LogisticRegression(tolerance: 0), LogisticRegression(tolerance: 1), LogisticRegression(maxIterations: 0),
        ]
    )
    func settings(recipe: LogisticRegression) {
        #expect(code(recipe) == .badSetting)
    }

    @Test("Empty, one-class and ill-shaped training data are named")
    func data() {
        #expect(code(.init(), Self.features([]), []) == .emptyTraining)
        #expect(code(.init(), Self.features(), [1, 1, 1, 1]) == .oneClass)
        #expect(code(weights: [1, 0, 1, 0]) == .oneClass)
        #expect(code(weights: [0, 0, 0, 0]) == .emptyTraining)
        #expect(code(.init(), Self.features(), [1, 0]) == .badShape)
        #expect(code(weights: [1]) == .badShape)
        #expect(code(.init(), Self.features(), [0, 1, 2, 1]) == .badValue)
        #expect(code(offsets: [0, 0]) == .badShape)
        #expect(code(offsets: [0, 0, .nan, 0]) == .badValue)
        #expect(code(warmStart: LogisticModel(intercept: 0, dense: [], sparse: [0])) == .badShape)
    }

    @Test("A weight that is negative, infinite or no number is named", arguments: [-1, .infinity, .nan] as [Float])
    func weights(weight: Float) {
        #expect(code(weights: [1, 1, weight, 1]) == .badWeights)
    }

    @Test("A feature that is not finite is named", arguments: [.nan, .infinity] as [Double])
    func values(value: Double) {
        #expect(code(.init(), Self.features([1, value, 2, 3])) == .badValue)
    }

    @Test("Bytes give back the same model; every truncation and a NaN throw")
    func bytes() throws {
        let model = LogisticModel(intercept: -0.1, dense: [1, 2.5], sparse: [0, -3, 1e-300])
        var writer = ByteWriter()
        model.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try LogisticModel(from: &reader) == model)
        try reader.finish()
        for count in 0..<writer.bytes.count {
            #expect(throws: ByteError.self) {
                var reader = ByteReader(Array(writer.bytes[..<count]))
                _ = try LogisticModel(from: &reader)
            }
        }
        var damaged = ByteWriter()
        LogisticModel(intercept: 0, dense: [.nan], sparse: []).encode(to: &damaged)
        let error = #expect(throws: ModelError.self) {
            var reader = ByteReader(damaged.bytes)
            _ = try LogisticModel(from: &reader)
        }
        #expect(error?.code == .damaged)
    }

    @Test("Bytes changed at random are a model or an error")
    func mutatedBytes() {
        var writer = ByteWriter()
        LogisticModel(intercept: -0.1, dense: [1, 2.5], sparse: [0, -3]).encode(to: &writer)
        var generator = RandomGenerator(seed: 21)
        for _ in 0..<500 {
            var bytes = writer.bytes
            for _ in 0..<3 { bytes[generator.below(bytes.count)] = UInt8(truncatingIfNeeded: generator.next()) }
            var reader = ByteReader(bytes)
            let model = try? LogisticModel(from: &reader)
            #expect(model.map { $0.intercept.isFinite } ?? true)
        }
    }
}

import EvaModels
import EvaNumerics
import EvaTestSupport
import Foundation
import Testing

/// One problem of sklearn_calibration.json and scikit-learn's curves.
struct CalibrationCase: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var scores: [Double]
    var labels: [Int8]
    var weights: [Double]?
    var isotonic: [Double]
    var probes: [Double]
    var platt: [Double]
    var beta: [Double]

    var testDescription: String { name }

    static let all: [CalibrationCase] = {
        struct Document: Decodable { var cases: [CalibrationCase] }
        guard let url = Bundle.module.url(forResource: "Fixtures/sklearn_calibration", withExtension: "json") else {
            return []
        }
        return (try? JSONDecoder().decode(Document.self, from: Data(contentsOf: url)))?.cases ?? []
    }()
}

@Suite("Calibration")
struct CalibratorTests {
    private static let methods = CalibrationMethod.allCases

    @Test("Fixtures of every kind are there")
    func fixturesAreThere() {
        #expect(CalibrationCase.all.count == 3)
    }

    @Test("Isotonic blocks have scikit-learn's values", arguments: CalibrationCase.all)
    func isotonicEqualsScikitLearn(problem: CalibrationCase) {
        let blocks = IsotonicRegression.blocks(
            scores: problem.scores,
            targets: problem.labels.map(Double.init),
            weights: problem.weights ?? problem.scores.map { _ in 1 }
        )
        for (score, expected) in zip(problem.scores, problem.isotonic) {
            let block = blocks.first { $0.lowest <= score && score <= $0.highest }
            #expect(abs((block?.value ?? .nan) - expected) < 1e-12)
        }
    }

    @Test("Platt's curve equals scikit-learn's", arguments: CalibrationCase.all)
    func plattEqualsScikitLearn(problem: CalibrationCase) throws {
        let map = try Calibrator.fit(.platt, scores: problem.scores, labels: problem.labels, weights: problem.weights)
        for (probe, expected) in zip(problem.probes, problem.platt) {
            #expect(abs(map.probability(probe) - expected) < 1e-6)
        }
    }

    @Test("Beta calibration equals a logistic regression on ln p and −ln(1−p)", arguments: CalibrationCase.all)
    func betaEqualsScikitLearn(problem: CalibrationCase) throws {
        let map = try Calibrator.fit(.beta, scores: problem.scores, labels: problem.labels, weights: problem.weights)
        for (probe, expected) in zip(problem.probes, problem.beta) {
            #expect(abs(map.probability(probe) - expected) < 1e-6)
        }
    }

    @Test("No map falls or is sure, whatever the scores", arguments: methods, [0.0, -1.0, 30.0])
    func neverFalls(method: CalibrationMethod, slope: Double) throws {
        var generator = RandomGenerator(seed: 5)
        let scores = (0..<300).map { _ in generator.uniform() * 8 - 4 }
        let labels: [Int8] = scores.map { generator.uniform() < StableMath.sigmoid(slope * $0) ? 1 : 0 }
        let map = try Calibrator.fit(method, scores: scores, labels: labels)
        var last = 0.0
        for probe in [-Double.infinity, -1e9] + (-200...200).map({ Double($0) / 20 }) + [1e9, .infinity] {
            let probability = map.probability(probe)
            #expect(probability >= last && probability >= 1e-6 && probability <= 1 - 1e-6)
            last = probability
        }
        #expect(map.probability(.nan) == 0.5)
    }

    @Test("Isotonic output lies on a line between block centres, so that few scores tie")
    func isotonicInterpolates() throws {
        let scores = (0..<400).map { Double($0) / 100 - 2 }
        var generator = RandomGenerator(seed: 9)
        let labels: [Int8] = scores.map { generator.uniform() < StableMath.sigmoid(2 * $0) ? 1 : 0 }
        let map = try Calibrator.fit(.isotonic, scores: scores, labels: labels)
        let inner = Set(scores[50..<350].map(map.probability))
        #expect(inner.count == 300)
    }

    @Test("Temperature is Platt's slope without the offset")
    func temperature() throws {
        let scores = (0..<400).map { Double($0) / 100 - 2 }
        var generator = RandomGenerator(seed: 9)
        let labels: [Int8] = scores.map { generator.uniform() < StableMath.sigmoid(0.5 * $0 + 1) ? 1 : 0 }
        let platt = try Calibrator.fit(.platt, scores: scores, labels: labels)
        let temperature = try Calibrator.fit(.temperature, scores: scores, labels: labels)
        func logit(_ map: Calibrator, _ score: Double) -> Double { StableMath.logit(map.probability(score)) }
        let slope = logit(platt, 1) - logit(platt, 0)
        #expect(logit(platt, 0) > 0.5 && slope > 0.2 && slope < 0.8)
        #expect(abs(logit(temperature, 0)) < 1e-12 && abs(logit(temperature, 1) - slope) < 1e-9)
        #expect(temperature.method == .temperature && platt.method == .platt)
    }

    @Test(
        "Equal scores get the base rate, scores that separate the labels a steep curve",
        arguments: methods.filter { $0 != .temperature }
    )
    func degenerateScores(method: CalibrationMethod) throws {
        let labels: [Int8] = (0..<40).map { $0 < 10 ? 0 : 1 }
        let flat = try Calibrator.fit(method, scores: labels.map { _ in 1.5 }, labels: labels)
        #expect(abs(flat.probability(1.5) - 0.75) < 0.02)
        let separated = try Calibrator.fit(method, scores: labels.map { Double($0) * 4 - 2 }, labels: labels)
        #expect(separated.probability(-2) < 0.12 && separated.probability(2) > 0.95)
    }

    @Test("A hundred thousand cases are calibrated in a second", .slow, arguments: methods)
    func manyCases(method: CalibrationMethod) throws {
        var generator = RandomGenerator(seed: 1)
        let scores = (0..<100_000).map { _ in generator.uniform() * 6 - 3 }
        let labels: [Int8] = scores.map { generator.uniform() < StableMath.sigmoid($0 * 0.7 + 0.2) ? 1 : 0 }
        // The line search once went on for 10 s where the objective's last digits are noise.
        let time = try ContinuousClock()
            .measure {
                let map = try Calibrator.fit(method, scores: scores, labels: labels)
                #expect(abs(map.probability(0) - StableMath.sigmoid(0.2)) < 0.05)
            }
        print("calibration of 100,000 cases, \(method): \(time)")
        #expect(time < .seconds(1))
    }

    @Test("An integer weight equals repetition", arguments: methods)
    func weightsRepeat(method: CalibrationMethod) throws {
        let scores = [-2.0, -1, -0.5, 0, 0.5, 1, 2, 2.5]
        let labels: [Int8] = [0, 0, 1, 0, 1, 0, 1, 1]
        let counts = [1, 3, 2, 1, 2, 2, 1, 4]
        let weighted = try Calibrator.fit(method, scores: scores, labels: labels, weights: counts.map(Double.init))
        let repeated = try Calibrator.fit(
            method,
            scores: zip(scores, counts).flatMap { Array(repeating: $0, count: $1) },
            labels: zip(labels, counts).flatMap { Array(repeating: $0, count: $1) }
        )
        for probe in stride(from: -3.0, through: 3, by: 0.25) {
            #expect(abs(weighted.probability(probe) - repeated.probability(probe)) < 1e-8)
        }
    }

    @Test("Bytes give back the same map; every truncation throws", arguments: methods)
    func roundTrip(method: CalibrationMethod) throws {
        let map = try Calibrator.fit(method, scores: [-1, 0, 0.5, 1], labels: [0, 1, 0, 1])
        #expect(map.method == method)
        var writer = ByteWriter()
        map.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Calibrator(from: &reader) == map)
        try reader.finish()
        for count in 0..<writer.bytes.count {
            #expect(throws: (any Error).self) {
                var reader = ByteReader(Array(writer.bytes[..<count]))
                _ = try Calibrator(from: &reader)
            }
        }
    }

    @Test("A curve that is unknown, falls or is not finite is damaged")
    func damagedCurves() {
        func bytes(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
            var writer = ByteWriter()
            body(&writer)
            return writer.bytes
        }
        let curves = [
            bytes { $0.write(UInt8(3)) },
            bytes {
                $0.write(UInt8(0))
                $0.write(-1.0)
                $0.write(0.0)
            },
            bytes {
                $0.write(UInt8(0))
                $0.write(1.0)
                $0.write(Double.nan)
            },
            bytes {
                $0.write(UInt8(2))
                $0.write(1.0)
                $0.write(-1.0)
                $0.write(0.0)
            },
            bytes {
                $0.write(UInt8(1))
                $0.write([Double]()) { $0.write($1) }
                $0.write([Double]()) { $0.write($1) }
            },
            bytes {
                $0.write(UInt8(1))
                $0.write([0.0, 1]) { $0.write($1) }
                $0.write([0.4, 0.3]) { $0.write($1) }
            },
            bytes {
                $0.write(UInt8(1))
                $0.write([1.0, 1]) { $0.write($1) }
                $0.write([0.3, 0.4]) { $0.write($1) }
            },
            bytes {
                $0.write(UInt8(1))
                $0.write([0.0, 1]) { $0.write($1) }
                $0.write([0.3]) { $0.write($1) }
            },
        ]
        for curve in curves {
            let error = #expect(throws: ModelError.self) {
                var reader = ByteReader(curve)
                _ = try Calibrator(from: &reader)
            }
            #expect(error?.code == .damaged)
        }
    }

    @Test("Unusable cases are named", arguments: methods)
    func badInput(method: CalibrationMethod) {
        func code(_ scores: [Double], _ labels: [Int8], _ weights: [Double]? = nil) -> ModelError.Code? {
            #expect(throws: ModelError.self) {
                _ = try Calibrator.fit(method, scores: scores, labels: labels, weights: weights)
            }?
            .code
        }
        #expect(code([], []) == .emptyTraining)
        #expect(code([1, 2], [1, 1]) == .oneClass)
        #expect(code([1, 2], [1, 0], [1, 0]) == .oneClass)
        #expect(code([1, 2], [1, 0], [0, 0]) == .emptyTraining)
        #expect(code([1, 2], [1, 0], [1, -1]) == .badWeights)
        #expect(code([1, 2], [1, 0], [1, .infinity]) == .badWeights)
        #expect(code([1, .nan], [1, 0]) == .badValue)
        #expect(code([1, 2], [1, -1]) == .badValue)
        #expect(code([1, 2], [1]) == .badShape)
    }
}

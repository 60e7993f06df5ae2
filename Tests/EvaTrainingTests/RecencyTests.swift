import EvaCorpus
import EvaTraining
import Testing

@Suite("Recency")
struct RecencyTests {
    private let times = (0..<1000).map { CaseTime(seconds: Int64($0) * 86_400) }

    @Test("the newest case weighs 1, and weights halve every half-life")
    func weights() {
        let weights = Recency(halfLifeDays: 90).weights(times, rows: 0..<181)
        #expect(weights[180] == 1 && weights[90] == 0.5 && weights[0] == 0.25)
        #expect(zip(weights, weights.dropFirst()).allSatisfy(<))
    }

    @Test("cases of one day weigh the same")
    func sameDay() {
        let times = [0, 3600, 86_399, 86_400].map { CaseTime(seconds: $0) }
        let weights = Recency(halfLifeDays: 1).weights(times, rows: 0..<4)
        #expect(weights == [0.5, 0.5, 0.5, 1])
    }

    @Test("a case is left out when it weighs less than a 64th")
    func start() {
        let recency = Recency(halfLifeDays: 90)
        let start = recency.start(times, rows: 0..<1000)
        #expect(start == 999 - 6 * 90)
        #expect(recency.weights(times, rows: start..<1000).first == 0x1p-6)
        #expect(recency.start(times, rows: 0..<300) == 0)
        #expect(recency.start(times, rows: 700..<1000) == 700)
    }

    @Test("without a half-life all cases count the same")
    func none() {
        #expect(Recency().start(times, rows: 5..<1000) == 5)
        #expect(Recency().weights(times, rows: 5..<9) == [1, 1, 1, 1])
    }

    @Test("several fades weigh as their mean, and one without end keeps all cases")
    func several() {
        let recency = Recency(meanOf: [nil, 90])
        let weights = recency.weights(times, rows: 0..<181)
        #expect(weights[180] == 1 && weights[90] == 0.75 && weights[0] == 0.625)
        #expect(recency.start(times, rows: 5..<1000) == 5)
        #expect(Recency(meanOf: [30, 60]).start(times, rows: 0..<1000) == 999 - 302)
        #expect(Recency(meanOf: []) == Recency())
    }
}

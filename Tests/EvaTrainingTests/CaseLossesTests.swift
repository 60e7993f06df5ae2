import EvaTraining
import Testing

@Suite("Losses of candidates")
struct CaseLossesTests {
    private func losses(_ values: [Double], blocks: [Int]? = nil) -> CaseLosses {
        var losses = CaseLosses()
        for (index, value) in values.enumerated() { losses.append(value, block: blocks?[index] ?? 0) }
        return losses
    }

    @Test("of candidates that are tied the first is chosen")
    func ties() {
        let candidate = losses([0.5, 0.7, 0.1])
        #expect(CaseLosses.choose([candidate, candidate, candidate]) == 0)
    }

    @Test("a candidate that is worse by less than the error of the difference is as good, and goes first")
    func withinError() {
        let best = losses([0.50, 0.60, 0.40, 0.50])
        let close = losses([0.70, 0.45, 0.60, 0.40])
        #expect(close.mean > best.mean)
        #expect(CaseLosses.choose([close, best]) == 0)
        #expect(CaseLosses.choose([best, close]) == 0)
    }

    @Test("a candidate that is worse on every case is not chosen, wherever it stands")
    func worse() {
        let best = losses([0.50, 0.60, 0.40, 0.50])
        let worse = losses([0.61, 0.70, 0.51, 0.60])
        #expect(CaseLosses.choose([worse, best]) == 1)
        #expect(CaseLosses.choose([best, worse]) == 0)
    }

    @Test("a candidate that is worse in one stretch of time and better in the others is as good")
    func blocks() {
        let best = losses([Double](repeating: 0.5, count: 300))
        let values = (0..<300).map { $0 < 100 ? 0.6 : 0.48 }
        #expect(CaseLosses.choose([losses(values), best]) == 1)
        #expect(CaseLosses.choose([losses(values, blocks: (0..<300).map { $0 / 100 }), best]) == 0)
    }

    @Test("no candidate is no choice, and candidates without cases are tied")
    func empty() {
        #expect(CaseLosses.choose([]) == nil)
        #expect(CaseLosses.choose([losses([]), losses([])]) == 0)
    }
}

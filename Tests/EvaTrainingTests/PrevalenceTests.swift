import EvaCorpus
import EvaTraining
import Foundation
import Testing

@Suite("Prevalence")
struct PrevalenceTests {
    private static let perDay = 20

    /// Cases of which on each day the share given is paid.
    private func prevalence(_ shares: [Double]) -> Prevalence {
        var labels: [Int8] = []
        var times: [CaseTime] = []
        for (day, share) in shares.enumerated() {
            for number in 0..<Self.perDay {
                labels.append(Double(number) < share * Double(Self.perDay) ? 1 : 0)
                times.append(CaseTime(seconds: Int64(day) * 86_400))
            }
        }
        return Prevalence(labels: labels, times: times[...])
    }

    private func logit(_ share: Double) -> Double { log(share / (1 - share)) }

    @Test("a constant share gives constant offsets", arguments: [0.25, 0.5, 0.9])
    func constant(share: Double) {
        let prevalence = prevalence([Double](repeating: share, count: 300))
        #expect(prevalence.offsets.count == 300 * Self.perDay)
        #expect(prevalence.offsets.allSatisfy { abs($0 - logit(share)) < 1e-9 })
        #expect(abs(prevalence.latest - logit(share)) < 1e-9)
    }

    @Test("a jump is followed, in the offsets of its days and in that of new cases")
    func jump() {
        let prevalence = prevalence([Double](repeating: 0.8, count: 400) + [Double](repeating: 0.2, count: 400))
        #expect(abs((prevalence.offsets.first ?? 0) - logit(0.8)) < 0.2)
        #expect(abs((prevalence.offsets.last ?? 0) - logit(0.2)) < 0.2)
        #expect(abs(prevalence.latest - logit(0.2)) < 0.2)
        let jump = 400 * Self.perDay
        #expect(prevalence.offsets[..<jump].allSatisfy { $0 > 0 })
        #expect(prevalence.offsets[jump...].allSatisfy { $0 < 0 })
    }

    @Test("what new cases start from is the faded past: a day is worth half of the same day 60 days later")
    func latest() {
        let past = [1.0] + [Double](repeating: 0.5, count: 59) + [0]
        let base = past.reduce(0, +) / Double(past.count)
        var (pay, all) = (100 * base, 100.0)
        for (day, share) in past.enumerated() {
            let weight = exp2(-Double(past.count - 1 - day) / 60)
            pay += weight * Double(Self.perDay) * share
            all += weight * Double(Self.perDay)
        }
        #expect(abs(prevalence(past).latest - logit(pay / all)) < 1e-9)
    }

    @Test("one label and no case give finite numbers")
    func degenerate() {
        #expect(prevalence([1, 1, 1]).latest.isFinite)
        #expect(prevalence([0, 0]).offsets.allSatisfy { $0.isFinite })
        #expect(prevalence([]).offsets.isEmpty && prevalence([]).latest == 0)
    }
}

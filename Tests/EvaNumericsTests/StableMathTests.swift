import EvaNumerics
import Foundation
import Testing

@Suite("Stable math")
struct StableMathTests {
    @Test("The sigmoid keeps its digits at both ends", arguments: [-745, -40, -1, 0, 1, 40, 745] as [Double])
    func sigmoid(score: Double) {
        let probability = StableMath.sigmoid(score)
        #expect(probability >= 0 && probability <= 1)
        if score < -30 { #expect(abs(probability / exp(score) - 1) < 1e-12) }
        #expect(abs(probability + StableMath.sigmoid(-score) - 1) < 1e-15)
    }

    @Test("The sigmoid of infinity is 1, of minus infinity 0")
    func sigmoidEnds() {
        #expect(StableMath.sigmoid(.infinity) == 1 && StableMath.sigmoid(-.infinity) == 0)
        #expect(StableMath.sigmoid(.nan).isNaN)
    }

    @Test("Logit undoes the sigmoid", arguments: [-30, -2.5, -1e-9, 0, 1e-9, 2.5, 15] as [Double])
    func logit(score: Double) {
        #expect(abs(StableMath.logit(StableMath.sigmoid(score)) - score) <= 1e-9 * max(1, abs(score)))
        #expect(StableMath.logit(0) == -.infinity && StableMath.logit(1) == .infinity)
    }

    @Test("Softplus neither overflows nor vanishes")
    func softplus() {
        #expect(StableMath.softplus(1000) == 1000)
        #expect(StableMath.softplus(-1000) == 0)
        #expect(abs(StableMath.softplus(-40) / exp(-40) - 1) < 1e-12)
        #expect(abs(StableMath.softplus(0) - log(2)) < 1e-16)
    }

    @Test("Log loss is minus the log of the probability of what happened", arguments: [-3, 0.2, 5] as [Double])
    func logLoss(score: Double) {
        #expect(abs(StableMath.logLoss(score: score, isPay: true) + log(StableMath.sigmoid(score))) < 1e-12)
        #expect(abs(StableMath.logLoss(score: score, isPay: false) + log(StableMath.sigmoid(-score))) < 1e-12)
        #expect(StableMath.logLoss(score: -800, isPay: true) == 800)
    }
}

import EvaNumerics
import EvaStandards

/// The true log-odds and probability that re-review pays, from the written standards, judgement and the facts told.
enum Truth {
    /// Share of the re-reviewed labels that are wrong.
    static let labelNoise = 0.03
    /// Log-odds a unit of the score; the greater, the fewer cases could go either way.
    static let sharpness = 1.0
    /// The same where reviewers themselves differ.
    static let tasteSharpness = 0.15

    /// What speaks for paying, less what speaks against it.
    static func score(_ facts: SimulatedCase, effects: some Sequence<Effect>) -> Double {
        var score = facts.scene.base
        for effect in effects { score += weight(of: effect) }
        for judgement in Judgement.all where judgement.holds(facts) { score += judgement.weight }
        for fact in facts.facts { score += fact.weight }
        return score
    }

    private static func weight(of effect: Effect) -> Double {
        switch effect {
        case .mustPay: 14
        case .mustDeny: -14
        case .supportsPay: 2.4
        case .supportsDeny, .needsEvidence: -2.4
        }
    }

    /// Probability, in millionths, that the label is pay; the noise of the label is part of it.
    static func millionths(score: Double, scene: Scene) -> Int {
        let decided = StableMath.sigmoid((scene.isMatterOfTaste ? tasteSharpness : sharpness) * score)
        return Int(((labelNoise + (1 - 2 * labelNoise) * decided) * 1e6).rounded())
    }
}

extension Scene {
    /// Whether reviewers differ on the same case, because the complaint is a matter of taste.
    var isMatterOfTaste: Bool { self == .notAsDescribed || self == .sellerBrokePromise || self == .returnRefused }
}

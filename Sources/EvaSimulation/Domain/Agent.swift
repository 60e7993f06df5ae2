import EvaNumerics

/// A first-line agent with habits: how often a claim is decided at a glance, and which way the glance leans.
struct Agent {
    var id: String
    /// Probability that the account is not read.
    var haste: Double
    /// Added to the log-odds by habit.
    var lean: Double

    /// Number of agents of the team.
    static let count = 48

    /// The team of a seed.
    static func team(seed: UInt64) -> [Agent] {
        var random = RandomGenerator.derived(seed: seed, stream: .max)
        return (1...count)
            .map { number in
                Agent(
                    id: number < 10 ? "A0\(number)" : "A\(number)",
                    haste: 0.5 + 0.5 * random.uniform(),
                    lean: 4 * (random.uniform() - 0.35)
                )
            }
    }

    /// The decision at first sight: by the whole case, or in haste by what catches the eye.
    func paysFirst(_ facts: SimulatedCase, score: Double, using random: inout RandomGenerator) -> Bool {
        let slip = 4 * (random.uniform() + random.uniform() - 1)
        guard random.uniform() < haste else { return score + lean + slip > 0 }
        var glance = lean + slip
        glance += facts.claimCents < 15_000 ? 1.5 : -0.5
        glance += facts.credit == .poor ? -1.5 : facts.credit == .excellent ? 1 : 0
        glance += 0.5 * Double(facts.evidence.count) - 1
        glance += facts.answer == .agrees ? 2 : facts.answer == .counterEvidence ? -1.5 : 0
        return glance + 0.3 * min(max(score, -6), 6) > 0
    }
}

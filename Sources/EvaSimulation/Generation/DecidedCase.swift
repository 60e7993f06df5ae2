import EvaNumerics

/// A claim with the true log-odds that it is paid.
struct JudgedClaim {
    var facts: SimulatedCase
    var score: Double
}

/// A claim with what became of it.
struct DecidedCase {
    var facts: SimulatedCase
    var agent: String
    var paysFirst: Bool
    var pays: Bool
    /// True probability of pay in millionths.
    var truth: Int
    var paidCents: Int
    var closing: Closing

    /// How a claim was closed; known only afterwards.
    enum Closing: String {
        case paidFromFund = "paid_from_fund"
        case paidBySeller = "paid_by_seller"
        case closedUnpaid = "closed_unpaid"
        case withdrawn
    }

    /// Lets an agent and then re-review decide a claim.
    init(_ claim: JudgedClaim, by agent: Agent, using random: inout RandomGenerator) {
        facts = claim.facts
        self.agent = agent.id
        truth = Truth.millionths(score: claim.score, scene: facts.scene)
        pays = random.below(1_000_000) < truth
        paysFirst = agent.paysFirst(facts, score: claim.score, using: &random)
        let isPartial = facts.answer == .partialOffer || random.chance(0.25)
        let paidShare = isPartial ? 0.4 + 0.5 * random.uniform() : 1
        let isSellers = facts.answer == .agrees || random.chance(0.3)
        paidCents = pays ? Int(Double(facts.claimCents) * paidShare) : 0
        closing = pays ? (isSellers ? .paidBySeller : .paidFromFund) : (isPartial ? .withdrawn : .closedUnpaid)
    }
}

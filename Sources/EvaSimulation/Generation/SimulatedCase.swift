import EvaCorpus

/// The facts of a claim, in the units in which they are written.
struct SimulatedCase {
    var time: CaseTime
    var category: Category
    var scene: Scene
    var orderCents: Int
    var claimCents: Int
    /// Days since 1970-01-01.
    var orderDay: Int
    var signedDay: Int?
    var credit: Credit
    var claims: Int
    /// In percent.
    var upheldShare: Int?
    var shop: Shop
    var promises: Set<Promise>
    /// In hundredths of a percent.
    var disputeRate: Int
    /// In hundredths.
    var rating: Int
    var logistics: Logistics
    var delayDays: Int?
    /// In tenths of a percent.
    var weightGap: Int?
    var evidence: Set<Evidence>
    var authenticity: Authenticity?
    var answer: Answer
    var hasRiskFlag: Bool
    var facts: [Fact]
    var narrative: String

    /// Whole days between receipt and claim.
    var daysSinceSigned: Int? { signedDay.map { time.day - $0 } }
    /// Whether the check of the evidence raised no doubt, or there was nothing to check.
    var isUndoubted: Bool { authenticity != .suspect && authenticity != .forged }
}

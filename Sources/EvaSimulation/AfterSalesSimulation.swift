public import EvaCorpus
import EvaNumerics
import EvaStandards
import Foundation

/// The simulated corpus of after-sales claims: no public corpus of e-commerce compensation exists.
///
/// Claims run over 24 months. The truth is what the written standards, judgement that no clause covers, and facts that
/// stand only in the account say together; the label is drawn from the true probability, which is in the file.
///
/// **Determinism**: the same number of cases and seed give the same bytes.
public struct AfterSalesSimulation: Sendable {
    /// Number of cases.
    public var cases: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// First moment of the corpus.
    public static let start = CaseTime(year: 2023)
    /// First moment after the corpus.
    public static let end = CaseTime(year: 2025)
    /// Number of cases of the full corpus.
    public static let defaultCases = 120_000

    /// Creates a simulation.
    public init(cases: Int = defaultCases, seed: UInt64 = 1) {
        self.cases = cases
        self.seed = seed
    }

    /// Draws that a claim may take: most claims that could go either way are settled before they reach the fund.
    static let attempts = 3
    /// Score within which a claim could go either way.
    static let doubtful = 2.0
    /// Share of the doubtful claims that reach the fund.
    static let doubtfulShare = 0.25
    private static let blockSize = 4096

    /// Decides all cases in time order, a block at a time.
    func forEachBlock(_ body: ([DecidedCase]) throws -> Void) throws {
        let schema = try Schema(yaml: AfterSalesSchema.yaml, file: "schema.yaml")
        let catalogue = try StandardCatalogue(yaml: AfterSalesStandards.yaml, file: "standards.yaml", schema: schema)
        let drawing = CaseDrawing()
        let team = Agent.team(seed: seed)
        for first in stride(from: 0, to: cases, by: Self.blockSize) {
            let numbers = first..<min(first + Self.blockSize, cases)
            var generators = numbers.map { RandomGenerator.derived(seed: seed, stream: UInt64($0)) }
            var candidates: [SimulatedCase] = []
            for (index, number) in numbers.enumerated() {
                let time = time(of: number, using: &generators[index])
                for _ in 0..<Self.attempts { candidates.append(drawing.draw(at: time, using: &generators[index])) }
            }
            let matcher = CaseColumns(candidates, schema: schema).matcher(of: catalogue)
            try body(
                numbers.indices.map { number in
                    let index = number - first
                    return decided(candidates, from: index * Self.attempts, matcher, team, &generators[index])
                }
            )
        }
    }

    private func time(of number: Int, using random: inout RandomGenerator) -> CaseTime {
        let span = Double(Self.end.seconds - Self.start.seconds)
        let share = (Double(number) + random.uniform()) / Double(cases)
        // Claims are stamped to the minute.
        return CaseTime(seconds: Self.start.seconds + Int64(share * span) / 60 * 60)
    }

    private func decided(
        _ candidates: [SimulatedCase],
        from first: Int,
        _ matcher: CatalogueMatcher,
        _ team: [Agent],
        _ random: inout RandomGenerator
    ) -> DecidedCase {
        var row = first
        var score = 0.0
        for attempt in 0..<Self.attempts {
            row = first + attempt
            score = Truth.score(candidates[row], effects: matcher.effects(row: row))
            if abs(score) >= Self.doubtful || random.chance(Self.doubtfulShare) { break }
        }
        let facts = candidates[row]
        let agent = team[random.below(team.count)]
        let truth = Truth.millionths(score: score)
        let pays = random.below(1_000_000) < truth
        let paysFirst = agent.paysFirst(facts, score: score, using: &random)
        let isPartial = facts.answer == .partialOffer || random.chance(0.25)
        let paidShare = isPartial ? 0.4 + 0.5 * random.uniform() : 1
        let isSellers = facts.answer == .agrees || random.chance(0.3)
        return DecidedCase(
            facts: facts,
            agent: agent.id,
            paysFirst: paysFirst,
            pays: pays,
            truth: truth,
            paidCents: pays ? Int(Double(facts.claimCents) * paidShare) : 0,
            closing: pays ? (isSellers ? .paidBySeller : .paidFromFund) : (isPartial ? .withdrawn : .closedUnpaid)
        )
    }
}

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
    static let attempts = 6
    /// Score within which a claim could go either way.
    static let doubtful = 7.0
    /// Share of the doubtful claims that reach the fund.
    static let doubtfulShare = 0.04
    private static let blockSize = 4096

    /// Decides all cases in time order, a block at a time.
    func forEachBlock(_ body: ([DecidedCase]) throws -> Void) throws {
        let schema = try Schema(yaml: AfterSalesSchema.yaml, file: "schema.yaml")
        let catalogue = try StandardCatalogue(yaml: AfterSalesStandards.yaml, file: "standards.yaml", schema: schema)
        let matcher = CatalogueMatcher(catalogue, schema: schema)
        let drawing = CaseDrawing()
        let team = Agent.team(seed: seed)
        for first in stride(from: 0, to: cases, by: Self.blockSize) {
            let numbers = first..<min(first + Self.blockSize, cases)
            // Every case has its own generator, so that no case depends on how others went.
            var generators = numbers.map { RandomGenerator.derived(seed: seed, stream: UInt64($0)) }
            let claims = judgedClaims(numbers, drawing, matcher, schema, &generators)
            try body(
                claims.indices.map { index in
                    let agent = team[generators[index].below(team.count)]
                    return DecidedCase(claims[index], by: agent, using: &generators[index])
                }
            )
        }
    }

    /// Draws claims until each is clear, or one of the doubtful ones that reach the fund.
    private func judgedClaims(
        _ numbers: Range<Int>,
        _ drawing: CaseDrawing,
        _ matcher: CatalogueMatcher,
        _ schema: Schema,
        _ generators: inout [RandomGenerator]
    ) -> [JudgedClaim] {
        let times = numbers.enumerated().map { time(of: $1, using: &generators[$0]) }
        var claims: [JudgedClaim?] = Array(repeating: nil, count: numbers.count)
        var pending = Array(claims.indices)
        for attempt in 1...Self.attempts where !pending.isEmpty {
            let drawn = pending.map { drawing.draw(at: times[$0], using: &generators[$0]) }
            let facts = CaseColumns(drawn, schema: schema).table
            var unsettled: [Int] = []
            for (row, index) in pending.enumerated() {
                let score = Truth.score(drawn[row], effects: matcher.effects(facts, row: row))
                let isClear = abs(score) >= Self.doubtful
                if isClear || attempt == Self.attempts || generators[index].chance(Self.doubtfulShare) {
                    claims[index] = JudgedClaim(facts: drawn[row], score: score)
                } else {
                    unsettled.append(index)
                }
            }
            pending = unsettled
        }
        return claims.compactMap { $0 }
    }

    private func time(of number: Int, using random: inout RandomGenerator) -> CaseTime {
        let span = Double(Self.end.seconds - Self.start.seconds)
        let share = (Double(number) + random.uniform()) / Double(cases)
        // Claims are stamped to the minute.
        return CaseTime(seconds: Self.start.seconds + Int64(share * span) / 60 * 60)
    }
}

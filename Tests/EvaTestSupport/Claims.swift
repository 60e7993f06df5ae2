public import EvaCorpus

/// A small made-up corpus with a column of every type.
public enum Claims {
    /// Its schema.
    public static let schema = """
        corpus: claims
        id: id
        time: time
        label: {field: decision, pay: [pay], deny: [deny]}
        amount: {field: amount, currency: CNY}
        fields:
          scene: {type: category, title: {en: Complaint, zh: 投诉场景}}
          shop: {type: category}
          amount: {type: money, title: {en: Amount, zh: 金额}}
          bought: {type: date}
          evidence: {type: set, separator: "|", monotone: up, title: {en: Evidence, zh: 凭证}}
          items: {type: set, separator: "|"}
          vip: {type: flag}
          story: {type: text, language: zh, title: {en: Account, zh: 经过}}
        """

    /// First line of a file.
    public static let header = "id,time,decision,scene,shop,amount,bought,evidence,items,vip,story\n"

    /// All members of `evidence`.
    public static let proofs = ["photo", "video", "receipt", "chat"]

    private static let scenes = ["damaged", "late", "shrank"]
    private static let stories = ["衣服洗了一次就缩水", "包裹破损，有照片", "到货太晚 late again", "质量很好但少发了一件"]

    /// The corpus: cases in time order over `days` days; those that `isFlipped` picks have the other label.
    public static func table(
        rows: Int,
        seed: UInt64 = 7,
        days: Int = 27,
        isFlipped: (_ row: Int) -> Bool = { _ in false }
    ) throws -> CaseTable {
        try table(lines(rows: rows, seed: seed, days: days, isFlipped: isFlipped))
    }

    /// The table of the lines given, without the header.
    public static func table(_ lines: [String]) throws -> CaseTable {
        try EvaTestSupport.table(schema: schema, csv: header + lines.map { $0 + "\n" }.joined())
    }

    /// The lines of such a corpus, without the header; each begins with number, time and decision.
    public static func lines(
        rows: Int,
        seed: UInt64 = 7,
        days: Int = 27,
        isFlipped: (_ row: Int) -> Bool = { _ in false }
    ) -> [String] {
        var random = SplitMix(state: seed)
        return (0..<rows)
            .map { row in
                let evidence = proofs.filter { _ in random.uniform() < 0.4 }
                let story = random.below(4)
                let isPay = random.uniform() < 0.15 + 0.2 * Double(evidence.count) + 0.15 * Double(story)
                let facts = facts(evidence: random.uniform() < 0.1 ? nil : evidence, story: story, using: &random)
                let decision = isPay != isFlipped(row) ? "pay" : "deny"
                return "\(row),\(time(row: row, of: rows, days: days)),\(decision),\(facts)"
            }
    }

    /// Cases that differ in their evidence only: each has that of the one before and one piece more, from none to all.
    public static func growingEvidence(claims: Int, seed: UInt64) throws -> CaseTable {
        var random = SplitMix(state: seed)
        var csv = header
        for claim in 0..<claims {
            let order = proofs.shuffled(using: &random)
            let story = random.below(4)
            for count in 0...order.count {
                var same = SplitMix(state: seed &+ UInt64(claim))
                let facts = facts(evidence: Array(order.prefix(count)), story: story, using: &same)
                csv += "\(claim)-\(count),2024-06-01,pay,\(facts)\n"
            }
        }
        return try EvaTestSupport.table(schema: schema, csv: csv)
    }

    private static func time(row: Int, of rows: Int, days: Int) -> CaseTime {
        CaseTime(seconds: CaseTime(year: 2024, month: 3).seconds + Int64(row * days / rows) * 86_400)
    }

    private static func facts(evidence: [String]?, story: Int, using random: inout SplitMix) -> String {
        let items = (0..<random.below(3)).map { _ in "item\(random.below(15))" }
        return [
            random.uniform() < 0.1 ? "" : scenes[random.below(3)], "shop\(random.below(40))",
            random.uniform() < 0.1 ? "" : "\(random.below(100_000)).50", "2024-02-\(10 + random.below(19))",
            evidence.map(joined) ?? "", joined(items), ["yes", "no", ""][random.below(3)],
            random.uniform() < 0.1 ? "" : stories[story],
        ]
        .joined(separator: ",")
    }

    private static func joined(_ members: [String]) -> String {
        members.isEmpty ? "|" : members.joined(separator: "|")
    }
}

/// A seeded generator for tests.
///
/// **Source**: Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators.
public struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// Creates the generator of a seed.
    public init(state: UInt64) {
        self.state = state
    }

    /// Next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in [0, 1).
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in 0..<bound.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

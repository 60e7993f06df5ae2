import EvaCorpus
import EvaTestSupport

/// The made-up corpus with what was paid: all of the claim, half of it, or something between, as the shop has it.
enum PaidClaims {
    static let schema = Claims.schema + "\npaid: {field: paid}\n"

    static func table(rows: Int, seed: UInt64 = 7, share: ((Int, Double) -> Double)? = nil) throws -> CaseTable {
        var random = SplitMix(state: seed &+ 100)
        let lines = Claims.lines(rows: rows, seed: seed, days: 800)
            .map { line in
                let values = line.split(separator: ",", omittingEmptySubsequences: false)
                guard values[2] == "pay", let claimed = Double(values[5]), let shop = Int(values[4].dropFirst(4)) else {
                    return line + ","
                }
                let share = (share ?? Self.share)(shop, random.uniform())
                return line + ",\((claimed * share * 100).rounded() / 100)"
            }
        let header = Claims.header.dropLast() + ",paid\n"
        return try EvaTestSupport.table(schema: schema, csv: header + lines.map { $0 + "\n" }.joined())
    }

    private static func share(shop: Int, chance: Double) -> Double {
        let full = shop % 4 == 0 ? 0.9 : shop % 4 == 1 ? 0.6 : 0.2
        return chance < full ? 1 : chance < full + 0.6 * (1 - full) ? 0.5 : 0.3 + 0.6 * chance
    }
}

import EvaCorpus
import EvaNumerics
import EvaTestSupport

/// A small made-up corpus with a column of every type.
enum Claims {
    static let schema = """
        corpus: claims
        id: id
        time: time
        label: {field: decision, pay: [pay], deny: [deny]}
        fields:
          scene: {type: category}
          shop: {type: category}
          amount: {type: money}
          bought: {type: date}
          evidence: {type: set, separator: "|", monotone: up}
          items: {type: set, separator: "|"}
          vip: {type: flag}
          story: {type: text, language: zh}
        """

    private static let scenes = ["damaged", "late", "shrank"]
    private static let proofs = ["photo", "video", "receipt", "chat"]
    private static let stories = ["衣服洗了一次就缩水", "包裹破损，有照片", "到货太晚 late again", "质量很好但少发了一件"]

    static func table(rows: Int, seed: UInt64 = 7) throws -> CaseTable {
        var random = RandomGenerator(seed: seed)
        var csv = "id,time,decision,scene,shop,amount,bought,evidence,items,vip,story\n"
        for row in 0..<rows {
            let scene = random.below(3)
            let proof = proofs.filter { _ in random.uniform() < 0.4 }
            let items = (0..<random.below(3)).map { _ in "item\(random.below(15))" }
            let story = random.below(4)
            let isPay = random.uniform() < 0.15 + 0.2 * Double(proof.count) + 0.15 * Double(story)
            let day = 1 + row * 27 / rows
            let cells = [
                "\(row)", "2024-03-\(day < 10 ? "0" : "")\(day)", isPay ? "pay" : "deny",
                random.uniform() < 0.1 ? "" : scenes[scene], "shop\(random.below(40))",
                random.uniform() < 0.1 ? "" : "\(random.below(100_000)).50", "2024-02-\(10 + random.below(19))",
                random.uniform() < 0.1 ? "" : proof.isEmpty ? "|" : proof.joined(separator: "|"),
                items.isEmpty ? "|" : items.joined(separator: "|"), ["yes", "no", ""][random.below(3)],
                random.uniform() < 0.1 ? "" : stories[story],
            ]
            csv += cells.joined(separator: ",") + "\n"
        }
        return try EvaTestSupport.table(schema: schema, csv: csv)
    }
}

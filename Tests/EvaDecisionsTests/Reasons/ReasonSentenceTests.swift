import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

@Suite("Sentences of reasons")
struct ReasonSentenceTests {
    private let table: CaseTable
    private let advisor: Advisor

    init() throws {
        (table, advisor) = try AdvisorExample.claims.get()
    }

    private func sentence(_ values: String, _ field: String, isPay: Bool) throws -> Titles {
        let pairs = values.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let one = try CaseTable.one(values: pairs.map { ($0[0], $0[1]) }, schema: table.schema)
        let sentence = ReasonSentence(isPay: isPay, table: one, row: 0, featurizer: advisor.bundle.model.featurizer)
        return field == "time"
            ? sentence.trendText : sentence.text(field: try #require(table.schema.fieldIndex(field)))
    }

    @Test(
        "each type of field is spoken of in its own way, in both languages",
        arguments: [
            ("scene=shrank", "scene", "Complaint is “shrank”, which speaks for paying.", "投诉场景为“shrank”，倾向赔付。"),
            (
                "scene=not_as_told", "scene", "Complaint is “not as told”, which speaks for paying.",
                "投诉场景为“not as told”，倾向赔付。"
            ),
            ("shop=a", "scene", "Complaint is not given, which speaks for paying.", "未提供投诉场景，倾向赔付。"),
            ("shop=shop3", "shop", "shop is “shop3”, which speaks for paying.", "shop为“shop3”，倾向赔付。"),
            ("vip=yes", "vip", "vip applies, which speaks for paying.", "vip为“是”，倾向赔付。"),
            ("vip=no", "vip", "vip does not apply, which speaks for paying.", "vip为“否”，倾向赔付。"),
            (
                "evidence=photo|video", "evidence", "Evidence holds photo and video, which speaks for paying.",
                "凭证有photo、video，倾向赔付。"
            ),
            ("evidence=|", "evidence", "There is nothing under “Evidence”, which speaks for paying.", "凭证为空，倾向赔付。"),
            (
                "items=a|b|c|d|e|f|g", "items", "items holds a, b, c, d, e and 2 more, which speaks for paying.",
                "items有a、b、c、d、e等7项，倾向赔付。"
            ),
            (
                "time=2024-03-10,bought=2024-03-01", "bought",
                "bought 2024-03-01, 9 days before the claim, speaks for paying.",
                "bought2024-03-01，申请前9天，倾向赔付。"
            ),
            (
                "time=2024-03-10,bought=2024-03-10", "bought",
                "bought 2024-03-10, the day of the claim, speaks for paying.",
                "bought2024-03-10，申请当天，倾向赔付。"
            ),
            (
                "time=2024-03-10,bought=2024-03-11", "bought",
                "bought 2024-03-11, 1 day after the claim, speaks for paying.",
                "bought2024-03-11，申请后1天，倾向赔付。"
            ),
            ("bought=2024-03-01", "bought", "bought 2024-03-01 speaks for paying.", "bought2024-03-01，倾向赔付。"),
            ("story=到货太晚", "story", "The wording of “Account” speaks for paying.", "“经过”的内容倾向赔付。"),
            ("story=\"\"", "story", "Account is empty, which speaks for paying.", "经过为空，倾向赔付。"),
            (
                "time=2024-03-10", "time",
                "Decisions have shifted over time, and the claim's date, 2024-03-10, speaks for paying.",
                "决定随时间有所变化，申请日期2024-03-10倾向赔付。"
            ),
            (
                "shop=a", "time",
                "The claim has no date and counts as new, which speaks for paying as decisions have shifted over time.",
                "申请日期未提供，按最新案例对待；决定随时间有所变化，倾向赔付。"
            ),
        ]
    )
    func types(values: String, field: String, en: String, zh: String) throws {
        #expect(try sentence(values, field, isPay: true) == Titles(en: en, zh: zh))
        let other = try sentence(values, field, isPay: false)
        let isSpecial = values == "evidence=photo|video"
        #expect(isSpecial || other.en == en.replacing("speaks for paying", with: "speaks for denying"))
        #expect(isSpecial || other.zh == zh.replacing("倾向赔付", with: "倾向拒赔"))
    }

    @Test("a set of which more never hurts and that speaks against is too little, not too much")
    func tooLittle() throws {
        let text = try sentence("evidence=photo", "evidence", isPay: false)
        #expect(
            text == Titles(en: "Evidence holds no more than photo, which speaks for denying.", zh: "凭证只有photo，倾向拒赔。")
        )
    }

    @Test("a number is compared with the median of the cases learned from, and money has its currency")
    func numbers() throws {
        guard case .number(let column) = table.column("amount") else { return #expect(Bool(false)) }
        let known = column.values.filter { !$0.isNaN }.sorted()
        let median = known[Int((Double(known.count - 1) * 0.5).rounded())]
        let usual = numberText(median, isMoney: true)
        func amount(_ value: Double) throws -> Titles {
            try sentence("amount=\(value)", "amount", isPay: true)
        }
        #expect(
            try amount(median + 100).en
                == "Amount is \(numberText(median + 100, isMoney: true)) CNY, above the usual \(usual), which speaks for paying."
        )
        #expect(try amount(median - 100).zh.contains("，低于通常的\(usual)，倾向赔付。"))
        #expect(try amount(median).en == "Amount is \(usual) CNY, about as usual, which speaks for paying.")
        #expect(try amount(median + 0.001).en.contains("about as usual"))
    }

    @Test("where a value is missing, the help says when that is so")
    func help() throws {
        var schema = table.schema
        schema.fields[0].help = Titles(en: "Missing for old claims", zh: "旧案例为空")
        let one = try CaseTable.one(values: [("shop", "a")], schema: schema)
        let featurizer = advisor.bundle.model.featurizer
        let text = ReasonSentence(isPay: false, table: one, row: 0, featurizer: featurizer).text(field: 0)
        #expect(text.en == "Complaint is not given, which speaks for denying. (Missing for old claims.)")
        #expect(text.zh == "未提供投诉场景，倾向拒赔。（旧案例为空。）")
    }
}

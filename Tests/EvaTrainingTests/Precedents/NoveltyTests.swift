import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

@Suite("Novelty")
struct NoveltyTests {
    @Test("flags what is less alike than all but one in a thousand, and nothing where there are too few to tell")
    func threshold() throws {
        #expect(Novelty(nearest: Array(1...998), earlier: 10, closed: []) == nil)
        #expect(Novelty(nearest: Array(1...999), earlier: 0, closed: []) == nil)
        #expect(Novelty(nearest: Array(1...999).reversed(), earlier: 10, closed: [])?.threshold == 1)
        #expect(Novelty(nearest: Array(1...1_998), earlier: 10, closed: [])?.threshold == 1)
        #expect(Novelty(nearest: Array(1...2_000).shuffled(), earlier: 10, closed: [])?.threshold == 2)
    }

    /// The example's precedents with another threshold: each case is judged as the quantile of all their own answers.
    private func advisor(_ example: PrecedentExample, quantile: Double, earlier: Int, closed: [Int] = []) throws
        -> Advisor
    {
        let (table, model) = (example.table, example.bundle.model)
        var features = model.makeRow()
        let rows = Array((0..<table.rowCount).reversed())
        let traits =
            try rows
            .map { row in
                _ = try model.predict(table, row: row, using: &features)
                return model.traits(features)
            }
        let fields = model.linear == nil ? 0 : model.featurizer.layout.fields.count
        let scales = FieldScale.fit(traits.flatMap(\.contributions), fields: fields)
        let likeness = try #require(Likeness(model, scales: scales))
        let cases = ComparableCases(
            likeness,
            traits.map { likeness.codes(leaves: $0.leaves, contributions: $0.contributions) }
        )
        let shown = ShownFields(table.schema)
        let part = PrecedentPart(
            scales: scales,
            times: rows.map { table.times[$0] },
            cases: cases,
            novelty: Novelty(
                nearest: [Int](repeating: Int(quantile * Double(likeness.whole)), count: 999),
                earlier: earlier,
                closed: closed
            )
        )
        .part(model, schema: table.schema) { position in
            PrecedentRecord(table, row: rows[position], contributions: shown.positions.map { _ in 0 }, shown: shown)
        }
        var bundle = example.bundle
        bundle.extras = [part]
        var advisor = Advisor(bundle: bundle, identity: ModelIdentity(name: "m", version: "1", hash: "h"))
        advisor.precedents = try PrecedentIndex(bundle)
        return advisor
    }

    @Test("is a review with that cause, the same in decision and suggestion, where no earlier case is alike enough")
    func review() throws {
        let example = try PrecedentExample.of(.blend)
        let plain = try advisor(example, quantile: 0, earlier: 50)
        let similarities = try (0..<example.table.rowCount)
            .map { try plain.suggest(example.table, row: $0).precedents.first?.similarity ?? 0 }
            .sorted()
        // Between two answers, so that rounding cannot matter.
        let lower = similarities[example.table.rowCount / 3]
        let upper = try #require(similarities.first { $0 > lower + 0.01 })
        let bound = (lower + upper) / 2
        let advisor = try advisor(example, quantile: bound, earlier: 50)
        var features = example.bundle.model.makeRow()
        var answers: [Bool: Int] = [:]
        for row in 0..<example.table.rowCount {
            let suggestion = try advisor.suggest(example.table, row: row)
            let decision = try advisor.decide(example.table, row: row, using: &features)
            #expect(decision.answer == suggestion.answer && decision.reviewCause == suggestion.reviewCause)
            let earlier = example.table.times.count { $0 < example.table.times[row] }
            let isNovel = earlier >= 50 && (suggestion.precedents.first?.similarity ?? 0) < bound
            #expect(suggestion.reviewCause == (isNovel ? .novelty : nil))
            #expect((suggestion.answer == .review) == isNovel)
            answers[suggestion.answer == .review, default: 0] += 1
        }
        #expect(answers[true, default: 0] > 10 && answers[false, default: 0] > 10)
    }

    @Test("an unseen value makes a case less like others than a missing one does")
    func unseen() throws {
        let example = try PrecedentExample.of(.trees)
        let index = try #require(try PrecedentIndex(example.withPrecedents()))
        let parser = try CaseParser(schema: example.table.schema)
        func similarity(_ json: String) throws -> Double {
            let table = try parser.parse(Array(json.utf8))
            return try #require(try example.precedents(index, table, row: 0).first).similarity
        }
        let facts = #""scene": "late", "amount": 50000, "bought": "2024-02-20", "items": []"#
        let known = try similarity("{\"evidence\": [\"photo\"], \(facts)}")
        let missing = try similarity("{\(facts)}")
        let new = try similarity("{\"evidence\": [\"photo\", \"fax\"], \(facts)}")
        #expect(new < known && new < missing)
    }

    @Test("a value that training never saw is novel in a closed field, whatever the likeness, and nowhere else")
    func newValue() throws {
        let example = try PrecedentExample.of(.trees)
        let schema = example.table.schema
        let (scene, items) = (try #require(schema.fieldIndex("scene")), try #require(schema.fieldIndex("items")))
        let parser = try CaseParser(schema: schema)
        let advisor = try advisor(example, quantile: 0, earlier: 50, closed: [scene, items])
        var features = example.bundle.model.makeRow()
        for (json, isNovel) in [
            (#"{"scene": "late"}"#, false), (#"{}"#, false), (#"{"scene": "eaten by a dog"}"#, true),
            (#"{"items": []}"#, false), (#"{"items": ["item1", "piano"]}"#, true), (#"{"evidence": ["fax"]}"#, false),
        ] {
            let table = try parser.parse(Array(json.utf8))
            #expect(try advisor.suggest(table, row: 0).reviewCause == (isNovel ? .novelty : nil), "\(json)")
            #expect(try advisor.decide(table, row: 0, using: &features).reviewCause == (isNovel ? .novelty : nil))
        }
    }

    @Test("is calibrated on the newest cases against those before them, whatever the number kept", .slow)
    func calibrated() throws {
        let example = try PrecedentExample(.trees, rows: 1_600)
        let all = try PrecedentBuilder(example.bundle, example.table, pool: WorkerPool(threads: 2)).part()
        let some = try PrecedentBuilder(example.bundle, example.table, pool: WorkerPool(threads: 2)).part(most: 200)
        #expect(all.summary.judged == 1_120 && some.summary.judged == 1_120)
        let (wide, narrow) = (try #require(all.summary.noveltyBelow), try #require(some.summary.noveltyBelow))
        #expect(wide > 0 && narrow > 0 && narrow <= wide)
        #expect(some.summary.cases == 200 && some.part.content.count < all.part.content.count)
        // Of the cases it was calibrated on, one in a thousand at most is flagged.
        var bundle = example.bundle
        bundle.extras = [all.part]
        var advisor = Advisor(bundle: bundle, identity: ModelIdentity(name: "m", version: "1", hash: "h"))
        advisor.precedents = try PrecedentIndex(bundle)
        var features = bundle.model.makeRow()
        let rows = example.table.rowCount - 1_120..<example.table.rowCount
        let flagged = try rows.filter { row in
            try advisor.decide(example.table, row: row, using: &features).reviewCause == .novelty
        }
        #expect(flagged.count <= 1)
    }
}

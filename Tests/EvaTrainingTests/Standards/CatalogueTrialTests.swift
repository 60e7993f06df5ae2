import EvaCorpus
import EvaNumerics
import EvaStandards
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

@Suite("Trial of a changed catalogue")
struct CatalogueTrialTests {
    private let table: CaseTable

    init() throws {
        table = try Claims.table(rows: 120)
    }

    private func catalogue(_ clauses: [String]) throws -> StandardCatalogue {
        let lines = clauses.enumerated()
            .map { "  - {id: C\($0), title: {en: a, zh: b}, text: {en: c, zh: d}, \($1)}\n" }
        let yaml = "corpus: claims\nevidence_field: evidence\nstandards:\n" + lines.joined()
        return try StandardCatalogue(yaml: yaml, schema: table.schema)
    }

    private func trial(_ old: [String], _ new: [String]) throws -> CatalogueTrialResult {
        try CatalogueTrial(old: catalogue(old), new: catalogue(new), advisor: nil, pool: WorkerPool(threads: 1))
            .run(table)
    }

    private static let late = "when: {scene: {is: late}}, effect: must_pay"

    @Test("the same catalogue flips nothing")
    func unchanged() throws {
        let result = try trial([Self.late], [Self.late])
        #expect(result.flips.isEmpty && result.totals == CatalogueTrialResult.Totals(of: []))
        #expect(result.cases == 120)
    }

    @Test("every case that flips is listed with label, both answers and the clauses that changed")
    func flips() throws {
        let shrank = "when: {scene: {is: shrank}}, effect: must_deny"
        let result = try trial([Self.late], [Self.late.replacing("must_pay", with: "must_deny"), shrank])
        let scene = try #require(table.column("scene"))
        guard case .category(let column) = scene else { return }
        for (name, before, noLonger) in [("late", TrialAnswer.pay, ["C0"]), ("shrank", .none, [])] {
            let code = try #require(column.categories.firstIndex(of: name))
            let rows = (0..<120).filter { column.codes[$0] == Int32(code) }
            let found = result.flips.filter { flip in rows.contains { table.ids.text(of: $0) == flip.id } }
            #expect(found.count == rows.count && !rows.isEmpty)
            #expect(found.allSatisfy { $0.before == before && $0.after == .deny })
            #expect(found.allSatisfy { $0.noLonger.map(\.id) == noLonger })
            #expect(found.allSatisfy { $0.newly.map(\.id) == (name == "late" ? ["C0"] : ["C1"]) })
            let totals = try #require(result.clauses.first { $0.standard.id == (name == "late" ? "C0" : "C1") }).totals
            #expect(totals.flips == rows.count)
            #expect(totals.toRight == rows.count { table.labels[$0] == 0 })
            #expect(totals.toWrong == rows.count { table.labels[$0] == 1 })
        }
        #expect(result.totals.flips == result.flips.count)
    }

    @Test("a clause that is taken away leaves its cases open")
    func removed() throws {
        let result = try trial([Self.late], ["when: {scene: {is: nowhere}}, effect: must_pay"])
        #expect(result.flips.allSatisfy { $0.after == .none && $0.before == .pay })
        #expect(result.totals.toOpen == result.flips.count && result.totals.flips > 0)
    }

    @Test("JSON holds totals, totals by clause and every flip with all keys")
    func json() throws {
        let data = try JSONEncoder().encode(trial([Self.late], ["when: {vip: {is: true}}, effect: must_deny"]))
        let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(json.keys) == ["corpus", "cases", "with_model", "totals", "clauses", "flips"])
        let flip = try #require((json["flips"] as? [[String: Any]])?.first)
        #expect(Set(flip.keys) == ["case_id", "time", "label", "before", "after", "no_longer", "newly"])
    }
}

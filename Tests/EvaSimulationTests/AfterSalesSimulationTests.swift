import EvaCorpus
import EvaSimulation
import EvaStandards
import Foundation
import Testing

@Suite("The after-sales corpus")
struct AfterSalesSimulationTests {
    @Test("the same seed gives the same bytes, another seed others")
    func determinism() throws {
        func bytes(seed: UInt64) throws -> Data {
            try withSimulation(cases: 200, seed: seed) { folder, _ in
                try Data(contentsOf: folder.appendingPathComponent("cases.csv"))
            }
        }
        #expect(try bytes(seed: 5) == bytes(seed: 5))
        #expect(try bytes(seed: 5) != bytes(seed: 6))
    }

    @Test("the committed sample, schema and standards are what the simulation writes")
    func committedFiles() throws {
        try withSimulation(cases: 2000, seed: 1) { folder, _ in
            for (written, committed) in [
                ("cases.csv", "sample.csv"), ("schema.yaml", "schema.yaml"), ("standards.yaml", "standards.yaml"),
            ] {
                let isEqual =
                    try Data(contentsOf: folder.appendingPathComponent(written))
                    == Data(contentsOf: committedData.appendingPathComponent(committed))
                #expect(isEqual, "data/after-sales/\(committed) is not what eva simulate --cases 2000 --seed 1 writes")
            }
        }
    }

    @Test("the reader takes every row, and the summary can be computed from the file")
    func readable() throws {
        try withSimulation(cases: 500, seed: 2) { folder, summary in
            let cases = try table(in: folder)
            #expect(cases.rowCount == 500)
            let read = try #require(SimulationSummary(cases))
            #expect(read == summary)
            #expect(read.training.cases == 400)
            #expect(read.later.cases == 100)
        }
    }

    @Test("claims run over 24 months, with 12 categories, 15 complaints, and pet supplies from the eighteenth month")
    func extent() throws {
        let cases = try sample()
        let first = try #require(cases.times.first)
        let last = try #require(cases.times.last)
        #expect((first.year, first.month) == (2023, 1))
        #expect((last.year, last.month) == (2024, 12))
        guard case .category(let category) = cases.column("category"), case .category(let scene) = cases.column("scene")
        else {
            Issue.record("category and scene are categories")
            return
        }
        #expect(category.categories.count == 12)
        #expect(scene.categories.count == 15)
        let pets = try #require(category.categories.firstIndex(of: "pet_supplies"))
        let firstPet = try #require(category.codes.firstIndex(of: Int32(pets)))
        #expect((cases.times[firstPet].year, cases.times[firstPet].month) == (2024, 6))
    }

    @Test("at least 40 standards are read, each applies somewhere, and one changes in the sixteenth month")
    func standards() throws {
        let cases = try sample()
        let path = committedData.appendingPathComponent("standards.yaml").path
        let catalogue = try StandardCatalogue.load(path: path, schema: cases.schema)
        #expect(Set(catalogue.standards.map(\.id)).count >= 40)
        let changed = catalogue.standards.filter { $0.validTo != nil }
        #expect(changed.map(\.id) == ["SPO-02"])
        #expect(changed.first?.validTo == CaseTime(year: 2024, month: 4))
        let next = try #require(catalogue.standards.first { $0.id == "SPO-02" && $0.version == 2 })
        #expect(next.validFrom == changed.first?.validTo)

        let matcher = CatalogueMatcher(catalogue, schema: cases.schema)
        let unused = catalogue.standards.indices.filter { index in
            !(0..<cases.rowCount).contains { matcher.applies(index, cases, row: $0) }
        }
        #expect(unused.map { catalogue.standards[$0].id } == [])
    }

    @Test("the claim of the demonstration is read, and is not decided yet")
    func newClaim() throws {
        let schema = try Schema.load(path: committedData.appendingPathComponent("schema.yaml").path)
        let json = try Data(contentsOf: committedData.appendingPathComponent("new-claim.json"))
        let claim = try CaseTable.one(json: Array(json), schema: schema)
        #expect(claim.rowCount == 1)
        #expect(claim.labels == [-1])
    }

    @Test("progress may cancel")
    func cancelling() throws {
        struct Cancelled: Error {}
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("eva-cancelled-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: Cancelled.self) {
            try AfterSalesSimulation(cases: 10, seed: 1).write(to: folder.path) { _ in throw Cancelled() }
        }
    }

    private func sample() throws -> CaseTable {
        let schema = try Schema.load(path: committedData.appendingPathComponent("schema.yaml").path)
        return try CaseTable.read(path: committedData.appendingPathComponent("sample.csv").path, schema: schema).table
    }
}

import EvaCorpus
import EvaStandards
import EvaTestSupport
import Foundation
import Testing

@Suite("The catalogue of the simulated corpus")
struct CatalogueCheckTests {
    @Test("no error is found in it, and one case is matched against all of it in microseconds", .slow)
    func noError() throws {
        try withSimulation(cases: 20_000, seed: 4) { folder, _ in
            let cases = try table(in: folder)
            let path = folder.appendingPathComponent("standards.yaml").path
            let catalogue = try StandardCatalogue.load(path: path, schema: cases.schema)
            let check = try CatalogueCheck.run(catalogue, schema: cases.schema, table: cases)
            #expect(!check.has(.error), "\(check.findings.filter { $0.level == .error })")
            #expect(check.records.allSatisfy { $0.applies > 0 })

            let matcher = CatalogueMatcher(catalogue, schema: cases.schema)
            let singles = (0..<500).map { cases.subset([$0 * 40]) }
            var matches = 0
            var fastest = Double.infinity
            for _ in 0..<20 {
                let start = ContinuousClock.now
                for single in singles { matches += matcher.matches(single, row: 0).count }
                fastest = min(fastest, (ContinuousClock.now - start) / .microseconds(singles.count))
            }
            #expect(matches > 0)
            print("\(catalogue.standards.count) clauses on one case: \(fastest) µs")
        }
    }
}

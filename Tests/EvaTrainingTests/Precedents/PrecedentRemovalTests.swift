import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

@Suite("Removing precedents")
struct PrecedentRemovalTests {
    /// Every third case, and all of the first week.
    private func isGone(_ id: String, _ time: CaseTime) -> Bool {
        time < CaseTime(year: 2024, month: 3, day: 8) || (Int(id.filter(\.isNumber)) ?? 0) % 3 == 0
    }

    @Test(
        "what stays is found as if the rest had never been there, and nothing of the rest can be read",
        arguments: [LearnerChoice.trees, .logistic, .blend]
    )
    func removal(learner: LearnerChoice) throws {
        let example = try PrecedentExample.of(learner)
        var bundle = try example.withPrecedents()
        let whole = try #require(try PrecedentIndex(bundle))
        let (part, removed) = try #require(try whole.removing(isGone))
        #expect(removed > 200 && removed < whole.count)
        bundle.extras = [part]
        let rest = try #require(try PrecedentIndex(bundle))
        #expect(rest.count == whole.count - removed)
        for row in stride(from: 100, to: example.table.rowCount, by: 67) {
            let expected = try example.precedents(whole, example.table, row: row, most: whole.count)
                .filter { !isGone($0.id, CaseTime(parsing: $0.time) ?? .missing) }
            #expect(try example.precedents(rest, example.table, row: row, most: whole.count) == expected)
        }
        #expect(try rest.removing(isGone) == nil)
    }

    @Test("a word that no other case has goes, too, and all cases can go")
    func words() throws {
        let example = try PrecedentExample.of(.trees)
        var bundle = try example.withPrecedents()
        func holds(_ part: BundlePart, _ word: String) -> Bool { Data(part.bytes).range(of: Data(word.utf8)) != nil }
        let whole = try #require(bundle.extra("precedents"))
        let (part, _) = try #require(try PrecedentIndex(bundle)?.removing { _, _ in true })
        #expect(holds(whole, "receipt") && !holds(part, "receipt"))
        bundle.extras = [part]
        let none = try #require(try PrecedentIndex(bundle))
        #expect(none.count == 0)
        #expect(try example.precedents(none, example.table, row: 5).isEmpty)
    }

    @Test("on disk the bundle stays whole, gets another hash, and keeps its other parts")
    func onDisk() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let added = try PrecedentExample.of(.logistic).withPrecedents().add(toModel: folder + "/claims", promote: true)
        let before = try ModelBundle.load(folder + "/claims")
        let result = try #require(try ModelBundle.removePrecedents(from: added.path, where: isGone))
        let after = try ModelBundle.load(folder + "/claims")
        #expect(after.hash == result.hash && after.hash != before.hash)
        #expect(after.bundle.model == before.bundle.model)
        let counts = try (PrecedentIndex(before.bundle)?.count, PrecedentIndex(after.bundle)?.count)
        #expect(counts.1 == (counts.0 ?? 0) - result.removed)
        let files = try FileManager.default.contentsOfDirectory(atPath: added.path).filter { $0.contains("precedents") }
        #expect(files.count == 1, "the old file is gone")
        #expect(try ModelBundle.removePrecedents(from: added.path, where: isGone) == nil)
    }

    @Test("a bundle without precedents has nothing to remove")
    func none() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let added = try PrecedentExample.of(.logistic).bundle.add(toModel: folder + "/claims", promote: true)
        #expect(try ModelBundle.removePrecedents(from: added.path) { _, _ in true } == nil)
    }
}

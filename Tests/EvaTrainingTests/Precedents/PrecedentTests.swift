import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

@Suite("Precedents")
struct PrecedentTests {
    @Test(
        "are those that comparing with every earlier case finds, in that order",
        arguments: [LearnerChoice.trees, .logistic, .blend]
    )
    func bruteForce(learner: LearnerChoice) throws {
        let example = try PrecedentExample.of(learner)
        let index = try #require(try PrecedentIndex(example.withPrecedents()))
        #expect(index.count == example.table.rowCount)
        var ties = 0
        for row in stride(from: 1, to: example.table.rowCount, by: 61) {
            let found = try example.precedents(index, example.table, row: row, most: 9)
            let expected = try example.expected(row, most: 9)
            #expect(found.map(\.id) == expected.map(\.id), "row \(row)")
            #expect(found.map(\.similarity) == expected.map(\.similarity))
            ties += zip(found, found.dropFirst()).count { $0.similarity == $1.similarity && $0.time == $1.time }
        }
        #expect(ties > 0)
    }

    @Test("come from before the claim's time, and from all times when it has none")
    func earlier() throws {
        let example = try PrecedentExample.of(.blend)
        let index = try #require(try PrecedentIndex(example.withPrecedents()))
        let table = example.table
        #expect(try example.precedents(index, table, row: 0).isEmpty)
        for row in stride(from: 40, to: table.rowCount, by: 97) {
            let found = try example.precedents(index, table, row: row)
            #expect(found.count == 5)
            #expect(found.allSatisfy { $0.time < table.times[row].description })
        }
        let parser = try CaseParser(schema: table.schema)
        let unknown = try parser.parse(Array("{}".utf8))
        #expect(try example.precedents(index, unknown, row: 0, most: 10_000).count == index.count)
        let last = try #require(table.times.last)
        let late = try parser.parse(Array(#"{"time": "2030-01-01"}"#.utf8))
        #expect(try example.precedents(index, late, row: 0, most: 10_000).count == index.count)
        let same = try parser.parse(Array(#"{"time": "\#(last)"}"#.utf8))
        let before = table.times.count { $0 < last }
        #expect(try example.precedents(index, same, row: 0, most: 10_000).count == before)
    }

    @Test("show label, date and where they differ, and neither confidential fields nor texts")
    func differences() throws {
        let example = try PrecedentExample.of(.blend)
        let index = try #require(try PrecedentIndex(example.withPrecedents()))
        let table = example.table
        let rows = Dictionary(
            uniqueKeysWithValues: (0..<table.rowCount).map { (table.ids.text(of: $0) ?? "", $0) }
        )
        let model = example.bundle.model
        func contributions(_ row: Int) throws -> [String: Double] {
            let values = try model.explain(table, row: row).contributions
            return Dictionary(uniqueKeysWithValues: zip(model.featurizer.layout.fields, values))
        }
        for row in stride(from: 60, to: table.rowCount, by: 83) {
            let here = try contributions(row)
            for precedent in try example.precedents(index, table, row: row) {
                let other = try #require(rows[precedent.id])
                let there = try contributions(other)
                #expect(precedent.label == (table.labels[other] == 1 ? .pay : .deny))
                #expect(precedent.time == table.times[other].description)
                #expect(precedent.differences.count <= 5)
                var last = Double.infinity
                for difference in precedent.differences {
                    let name = difference.field
                    #expect(name != "shop" && name != "story")
                    let field = try #require(table.schema.fieldIndex(name))
                    #expect(difference.here == table.displayValue(field: field, row: row))
                    #expect(difference.there == table.displayValue(field: field, row: other))
                    #expect(difference.here != difference.there)
                    let gap = abs((here[name] ?? 0) - (there[name] ?? 0))
                    #expect(gap <= last + 1e-6)
                    last = gap
                }
                let shown = table.schema.fields.indices.filter {
                    !["shop", "story"].contains(table.schema.fields[$0].name)
                }
                let differing = shown.count {
                    members(table, $0, row) != members(table, $0, other)
                }
                #expect(precedent.differences.count == min(5, differing))
            }
        }
    }

    private func members(_ table: CaseTable, _ field: Int, _ row: Int) -> Set<String>? {
        if case .set(let column) = table.columns[field] {
            return column.isMissing[row] ? nil : Set(column.members(of: row).map { column.dictionary[Int($0)] })
        }
        return table.displayValue(field: field, row: row).map { [$0] }
    }

    @Test("the part has no value of a confidential field and no text")
    func confidential() throws {
        let example = try PrecedentExample.of(.blend)
        let bytes = String(decoding: try example.part().bytes, as: UTF8.self)
        let table = example.table
        var searched = 0
        for field in ["shop", "story"] {
            let index = try #require(table.schema.fieldIndex(field))
            #expect(!bytes.contains(field))
            for value in Set((0..<table.rowCount).compactMap { table.displayValue(field: index, row: $0) }) {
                #expect(!bytes.contains(value), "\(field) \(value)")
                searched += 1
            }
        }
        #expect(searched > 40)
        #expect(bytes.contains("shrank") && bytes.contains("receipt"))
    }

    @Test("are the same bytes for any number of threads, and the newest ones where a number is given")
    func bytes() throws {
        let example = try PrecedentExample.of(.blend)
        #expect(try example.part(threads: 1) == example.part(threads: 3))
        let index = try #require(try PrecedentIndex(example.withPrecedents(most: 100)))
        #expect(index.count == 100)
        let unknown = try CaseParser(schema: example.table.schema).parse(Array("{}".utf8))
        let times = try example.precedents(index, unknown, row: 0, most: 100).map(\.time)
        #expect(times.sorted() == example.table.times.suffix(100).map(\.description))
    }

    @Test("are mapped from disk and say there what they say in memory")
    func roundTrip() throws {
        let example = try PrecedentExample.of(.blend)
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bundle = try example.withPrecedents()
        _ = try bundle.add(toModel: folder + "/m", promote: true)
        let loaded = try ModelBundle.load(folder + "/m")
        let part = try #require(loaded.bundle.extra("precedents"))
        #expect(part.content.isMapped)
        let (here, there) = (try #require(try PrecedentIndex(bundle)), try #require(try PrecedentIndex(loaded.bundle)))
        for row in stride(from: 30, to: example.table.rowCount, by: 50) {
            let expected = try example.precedents(here, example.table, row: row)
            #expect(try example.precedents(there, example.table, row: row) == expected)
        }
        var advisor = try Advisor(loaded)
        advisor.precedents = nil
        #expect(try advisor.suggest(example.table, row: 300).precedents.isEmpty)
        advisor.precedents = there
        let suggestion = try advisor.suggest(example.table, row: 300)
        #expect(try suggestion.precedents == example.precedents(here, example.table, row: 300))

        usleep(30_000)
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: folder + "/m/1").first { $0.hasPrefix("precedents") }
        )
        let handle = try #require(FileHandle(forWritingAtPath: folder + "/m/1/" + name))
        try handle.truncate(atOffset: 100)
        let error = #expect(throws: BundleError.self) { try advisor.suggest(example.table, row: 300) }
        #expect(error?.code == .alteredPart)
    }

    @Test("of another model are an error, and a bundle without has none")
    func otherModel() throws {
        let (one, other) = (try PrecedentExample.of(.trees), try PrecedentExample.of(.logistic))
        #expect(try PrecedentIndex(one.bundle) == nil)
        var mixed = one.bundle
        mixed.extras.append(try other.part())
        let error = #expect(throws: BundleError.self) { try PrecedentIndex(mixed) }
        #expect(error?.code == .invalidPart && error?.message.contains("another model") == true)
    }

    @Test("whose bytes are not what was written are an error or are shown, and nothing traps")
    func mutations() throws {
        let example = try PrecedentExample.of(.blend)
        let whole = try example.part().bytes
        #if DEBUG
        let rounds = 60
        #else
        let rounds = 1_500
        #endif
        let seed: UInt64 = 99
        var random = SplitMix(state: seed)
        var (opened, refused) = (0, 0)
        for _ in 0..<rounds {
            var bytes = whole
            // The header is small beside the rest.
            let position = random.uniform() < 0.5 ? random.below(2_000) : random.below(bytes.count)
            switch random.below(5) {
            case 0: bytes[position] ^= 1 << UInt8(random.below(8))
            case 1: for place in position..<min(position + 8, bytes.count) { bytes[place] = 0xFF }
            case 2: bytes.removeSubrange(position...)
            case 3: bytes.insert(UInt8(random.below(256)), at: position)
            default: bytes[bytes.count - 1 - random.below(bytes.count / 2)] = UInt8(random.below(256))
            }
            var bundle = example.bundle
            bundle.extras = [BundlePart(name: "precedents", version: 1, bytes: bytes, optional: true)]
            do {
                guard let index = try PrecedentIndex(bundle) else { continue }
                opened += 1
                for row in [0, 200, example.table.rowCount - 1] {
                    _ = try example.precedents(index, example.table, row: row, most: 700)
                }
            } catch let error as BundleError {
                #expect(error.code == .invalidPart)
                refused += 1
            }
        }
        #expect(opened > 0 && refused > 0)
    }

    @Test("a corpus without a labelled case is an error")
    func unlabelled() throws {
        let example = try PrecedentExample.of(.trees)
        let none = try CaseParser(schema: example.table.schema).parse(Array("{}".utf8))
        let error = #expect(throws: TrainingError.self) {
            try PrecedentBuilder(example.bundle, none, pool: WorkerPool(threads: 1))
        }
        #expect(error?.message == "no case is labelled")
    }
}

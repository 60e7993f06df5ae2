import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite("Damaged featurizers")
struct FeaturizerDamageTests {
    private let pool = WorkerPool(threads: 1)

    private func fitted() throws -> (table: CaseTable, bytes: [UInt8]) {
        let table = try Claims.table(rows: 120)
        var options = FeatureOptions()
        options.minCount = 5
        options.trend = true
        let (featurizer, _) = try Featurizer.fit(
            table,
            rows: 0..<120,
            weights: [Float](repeating: 1, count: 120),
            offsets: [Double](repeating: 0, count: 120),
            options: options,
            pool: pool
        )
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        return (table, writer.bytes)
    }

    /// Reads bytes and, where they are read, makes features of a few rows.
    private func use(_ bytes: [UInt8], _ table: CaseTable) throws {
        var reader = ByteReader(bytes)
        let featurizer = try Featurizer(from: &reader, schema: table.schema)
        try reader.finish()
        let features = try featurizer.transform(table, rows: 0..<8, pool: pool)
        #expect(features.trees.columns.count == featurizer.layout.treeField.count)
    }

    private func mutate(times: Int) throws {
        let (table, bytes) = try fitted()
        var random = SplitMix(state: 3)
        var refused = 0
        for _ in 0..<times {
            var bytes = bytes
            for _ in 0...random.below(3) {
                let position = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[position] = UInt8(random.below(256))
                case 1: bytes[position] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
                case 2: bytes.removeSubrange(position..<min(bytes.count, position + 1 + random.below(8)))
                default: bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF].prefix(1 + random.below(4)), at: position)
                }
            }
            do { try use(bytes, table) } catch { refused += 1 }
        }
        #expect(refused > times / 4)
    }

    @Test("altered bytes give an error or features, never a trap")
    func fuzz() throws { try mutate(times: 60) }

    @Test("thousands of altered bytes give an error or features, never a trap", .slow)
    func longFuzz() throws { try mutate(times: 2000) }

    @Test("n-grams that do not ascend are refused", arguments: [false, true])
    func hashesOutOfOrder(areEqual: Bool) throws {
        var (table, bytes) = try fitted()
        let text = try textPart(bytes, table)
        let first = Array(bytes[text..<text + 4])
        let second = Array(bytes[text + 4..<text + 8])
        bytes.replaceSubrange(text..<text + 8, with: areEqual ? first + first : second + first)
        let error = #expect(throws: ByteError.self) { try use(bytes, table) }
        #expect(error?.message == "the n-grams of a text field do not fit together")
    }

    /// Position of the first hash: behind the encoders before the text there are its tag and its number of hashes.
    private func textPart(_ bytes: [UInt8], _ table: CaseTable) throws -> Int {
        var grams = TextGrams()
        var known: Set<UInt32> = []
        for story in ["衣服洗了一次就缩水", "包裹破损，有照片", "到货太晚 late again", "质量很好但少发了一件"] {
            grams.forEach(in: Array(story.utf8)[...]) { known.insert($0) }
        }
        func number(_ position: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
        }
        let found = (4..<bytes.count - 12)
            .first { position in
                known.contains(number(position)) && known.contains(number(position + 4))
                    && known.contains(number(position + 8)) && number(position) < number(position + 4)
            }
        return try #require(found)
    }

    @Test("a name that stands twice in a vocabulary is refused")
    func repeatedName() throws {
        var writer = ByteWriter()
        Vocabulary(names: ["late", "lost"], frequent: 1).encode(to: &writer)
        let bytes = writer.bytes
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("lost".utf8)) })
        var repeated = bytes
        repeated.replaceSubrange(start..<start + 4, with: Array("late".utf8))
        var good = ByteReader(bytes)
        #expect(try Vocabulary(from: &good).names == ["late", "lost"])
        #expect(throws: ByteError.self) {
            var reader = ByteReader(repeated)
            _ = try Vocabulary(from: &reader)
        }
    }

    @Test("a trend's days are refused when no calendar has them", arguments: [Int64.min, Int64.min + 1, 1 << 40])
    func trend(day: Int64) {
        var writer = ByteWriter()
        writer.write(min(day, 0))
        writer.write(max(day, 0))
        #expect(throws: ByteError.self) {
            var reader = ByteReader(writer.bytes)
            _ = try TrendEncoder(from: &reader)
        }
    }
}

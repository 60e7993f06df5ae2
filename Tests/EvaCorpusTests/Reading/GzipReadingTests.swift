import EvaCorpus
import Foundation
import Testing

@Suite("Compressed files")
struct GzipReadingTests {
    /// `id,day,decision,kind` and two rows, compressed as two members by gzip.
    private static let twoMembers: [UInt8] = Array(
        Data(
            base64Encoded: "H4sIAAAAAAACA8tM0UlJrNRJSU3OLM7Mz9PJzsxL4TLUMTIwMtEpSAQAgC9sTx4AAAAfiwgAAAAA"
                + "AAIDq9RJzk8s4TLSMTIwMtVJSc2r1MkA8gGXH3PxFwAAAA=="
        ) ?? Data()
    )

    private let schema = Schema(
        corpus: "c",
        id: "id",
        time: "day",
        label: LabelColumn(field: "decision"),
        fields: [Field(name: "kind", type: .category)]
    )

    @Test("All members of a gzip file are read, with zeros behind the last")
    func members() throws {
        for padding in [0, 1, 700] {
            let bytes = Self.twoMembers + [UInt8](repeating: 0, count: padding)
            let table = try read(bytes, name: "c.csv.gz", schema: schema).table
            #expect(table.labels == [1, 0])
        }
    }

    @Test("A file cut anywhere is an error, but for a cut between members")
    func truncated() {
        for length in 0..<Self.twoMembers.count where length != 50 {
            let error = #expect(throws: CorpusError.self) {
                try read(Self.twoMembers.prefix(length), name: "c.csv.gz", schema: schema)
            }
            #expect(error?.code == .compression)
        }
    }

    @Test("A flipped bit is an error, or in a place that carries no data", arguments: 0..<8)
    func damaged(bit: Int) throws {
        let intact = try read(Self.twoMembers, name: "c.csv.gz", schema: schema).table
        var errors = 0
        for index in Self.twoMembers.indices {
            var bytes = Self.twoMembers
            bytes[index] ^= 1 << UInt8(bit)
            do {
                #expect(try read(bytes, name: "c.csv.gz", schema: schema).table == intact)
            } catch is CorpusError {
                errors += 1
            }
        }
        #expect(errors > Self.twoMembers.count / 2)
    }

    @Test("Text under a compressed file's name is an error")
    func text() {
        let error = #expect(throws: CorpusError.self) { try read("id,day", name: "c.csv.gz", schema: schema) }
        #expect(error?.code == .compression)
    }
}

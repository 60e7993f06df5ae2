package import EvaBundle
package import EvaCorpus
import EvaNumerics

/// The cases that go into a bundle as its precedents, before they are written.
package struct PrecedentPart {
    /// Name of the part.
    package static let name = "precedents"
    /// Version of its format.
    static let version = 1

    /// Scale of each field of the layout.
    package let scales: [FieldScale]
    /// Time of each case, newest first.
    package let times: [CaseTime]
    /// The cases in this order; equally old ones stand by their identifiers.
    package let cases: ComparableCases
    /// When a case is novel; `nil` when there were too few cases to tell.
    package let novelty: Novelty?

    /// Puts the part together; there is a time for each case.
    package init(
        scales: [FieldScale],
        times: [CaseTime],
        cases: ComparableCases,
        novelty: Novelty?
    ) {
        precondition(times.count == cases.count, "\(times.count) times for \(cases.count) cases")
        self.scales = scales
        self.times = times
        self.cases = cases
        self.novelty = novelty
    }

    /// The part of a bundle with this model and schema; `record` gives what is shown of the case at a position.
    package func part(
        _ model: ClaimModel,
        schema: Schema,
        record: (_ position: Int) throws -> PrecedentRecord
    ) rethrows -> BundlePart {
        try part(model.fingerprint, fields: ShownFields(schema).names, record: record)
    }

    /// The same for the model of a fingerprint and the fields that records have.
    func part(
        _ fingerprint: String,
        fields: [String],
        record: (_ position: Int) throws -> PrecedentRecord
    ) rethrows -> BundlePart {
        var words = WordList()
        var offsets: [UInt64] = [0]
        var writer = ByteWriter()
        for position in times.indices {
            try record(position).encode(to: &writer, &words)
            offsets.append(UInt64(writer.bytes.count))
        }
        let header = PrecedentHeader(
            model: fingerprint,
            cases: times.count,
            scales: scales,
            fields: fields,
            words: words.words,
            novelty: novelty,
            recordBytes: writer.bytes.count
        )
        var bytes = header.bytes()
        bytes += cases.bytes
        for time in times { withUnsafeBytes(of: time.seconds.littleEndian) { bytes += $0 } }
        for offset in offsets { withUnsafeBytes(of: offset.littleEndian) { bytes += $0 } }
        bytes += writer.bytes
        return BundlePart(name: Self.name, version: Self.version, bytes: bytes, optional: true)
    }
}

/// What stands before the planes of a part.
struct PrecedentHeader: Sendable {
    /// Digest of the model whose leaves the cases are in.
    var model: String
    var cases: Int
    var scales: [FieldScale]
    /// Names of the shown fields.
    var fields: [String]
    /// Texts of the records.
    var words: [String]
    var novelty: Novelty?
    var recordBytes: Int

    private static let alignment = 64

    init(
        model: String,
        cases: Int,
        scales: [FieldScale],
        fields: [String],
        words: [String],
        novelty: Novelty?,
        recordBytes: Int
    ) {
        self.model = model
        self.cases = cases
        self.scales = scales
        self.fields = fields
        self.words = words
        self.novelty = novelty
        self.recordBytes = recordBytes
    }

    /// The header with its length before it, filled up so that the planes begin at a cache line.
    func bytes() -> [UInt8] {
        var writer = ByteWriter()
        writer.write(model)
        writer.write(UInt32(cases))
        writer.write(scales) { $1.encode(to: &$0) }
        writer.write(fields) { $0.write($1) }
        writer.write(words) { $0.write($1) }
        writer.write(novelty != nil)
        novelty?.encode(to: &writer)
        writer.write(UInt64(recordBytes))
        var length = ByteWriter()
        length.write(UInt64(writer.bytes.count))
        let bytes = length.bytes + writer.bytes
        return bytes + [UInt8](repeating: 0, count: Self.aligned(bytes.count) - bytes.count)
    }

    /// Reads the header of a part, and tells where the planes begin.
    static func read(_ content: PartContent) throws -> (header: PrecedentHeader, planes: Int) {
        var length = ByteReader(content.bytes(0..<min(8, content.count)) ?? [])
        let count = try length.read(UInt64.self)
        guard count <= content.count - 8, let bytes = content.bytes(8..<8 + Int(count)) else {
            throw ByteError(offset: 0, message: "ends early: header of \(count) bytes")
        }
        var reader = ByteReader(bytes)
        let header = try PrecedentHeader(from: &reader)
        try reader.finish()
        return (header, aligned(8 + Int(count)))
    }

    private init(from reader: inout ByteReader) throws {
        model = try reader.read()
        cases = Int(try reader.read(UInt32.self))
        scales = try reader.readArray(minimumSize: 16) { try FieldScale(from: &$0) }
        fields = try reader.readArray(minimumSize: 4) { try $0.read(String.self) }
        words = try reader.readArray(minimumSize: 4) { try $0.read(String.self) }
        novelty = try reader.read(Bool.self) ? Novelty(from: &reader) : nil
        let bytes = try reader.read(UInt64.self)
        guard bytes < 1 << 48 else { throw ByteError(offset: reader.offset, message: "\(bytes) bytes of records") }
        recordBytes = Int(bytes)
    }

    private static func aligned(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }
}

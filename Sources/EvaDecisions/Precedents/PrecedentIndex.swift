public import EvaBundle
import EvaCorpus
import EvaNumerics

/// The precedents of a bundle: finds the earlier cases most alike, and tells when there is none.
public struct PrecedentIndex: Sendable {
    /// Number of cases.
    public let count: Int
    let model: ClaimModel
    let likeness: Likeness
    let shown: ShownFields
    let novelty: Novelty?
    let scan: LikenessScan
    let content: PartContent
    private let words: [String]
    let planes: Range<Int>
    private let offsets: Int
    private let records: Range<Int>

    /// Opens the precedents of a bundle; `nil` when it has none.
    ///
    /// **Throws**: `BundleError` when they were made for another model, or are not what was written.
    public init?(_ bundle: ModelBundle) throws(BundleError) {
        guard let part = bundle.extra(PrecedentPart.name) else { return nil }
        do {
            try self.init(part.content, bundle)
        } catch let error as BundleError {
            throw error
        } catch {
            throw Self.damaged("\(error)")
        }
    }

    private init(_ content: PartContent, _ bundle: ModelBundle) throws {
        let (header, start) = try PrecedentHeader.read(content)
        shown = ShownFields(bundle.schema)
        guard header.model == bundle.model.fingerprint, header.fields == shown.names else {
            throw BundleError(
                .invalidPart,
                "the precedents were made for another model",
                place: PrecedentPart.name,
                cure: "train anew with --precedents"
            )
        }
        guard
            header.scales.isEmpty || header.scales.count == bundle.model.featurizer.layout.fields.count,
            header.novelty?.closed.allSatisfy({ $0 < bundle.model.featurizer.layout.fields.count }) ?? true,
            let likeness = Likeness(bundle.model, scales: header.scales)
        else { throw Self.damaged("the model has other fields") }
        self.likeness = likeness
        let layout = LikenessPlanes(likeness, cases: header.cases)
        count = header.cases
        model = bundle.model
        novelty = header.novelty
        words = header.words
        scan = LikenessScan(likeness, layout)
        planes = start..<start + layout.byteCount
        offsets = planes.upperBound + 8 * count
        records = offsets + 8 * (count + 1)..<offsets + 8 * (count + 1) + header.recordBytes
        self.content = content
        guard content.count == records.upperBound else {
            throw Self.damaged("\(content.count) bytes in place of \(records.upperBound)")
        }
        try checkTimes()
    }

    /// Times fall, within the calendar.
    private func checkTimes() throws {
        var last = CaseTime(year: 10_000).seconds - 1
        let first = CaseTime(year: 1).seconds
        let isRight = try content.withUnsafeBytes { bytes in
            for position in 0..<count {
                let time = seconds(bytes, position)
                guard time <= last, time >= first else { return false }
                last = time
            }
            return true
        }
        guard isRight else { throw Self.damaged("times are out of order") }
    }

    static func damaged(_ what: String) -> BundleError {
        BundleError(
            .invalidPart,
            "the precedents are damaged: \(what)",
            place: PrecedentPart.name,
            cure: "restore the bundle from where it came"
        )
    }

    private func seconds(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> Int64 {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: planes.upperBound + 8 * position, as: Int64.self))
    }

    /// The times of cases, after one look at whether the file was written into.
    func times(_ positions: [Int]) throws -> [CaseTime] {
        try content.withUnsafeBytes { bytes in positions.map { CaseTime(seconds: seconds(bytes, $0)) } }
    }

    /// The cases before a time; all when there is none.
    private func earlier(than time: CaseTime, _ bytes: UnsafeRawBufferPointer) -> Range<Int> {
        guard !time.isMissing else { return 0..<count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if seconds(bytes, middle) >= time.seconds { low = middle + 1 } else { high = middle }
        }
        return low..<count
    }

    /// Scans the cases before a time, and says how many these are; throws when the file was written into.
    func matches(
        _ query: @autoclosure () -> LikenessQuery,
        before time: CaseTime,
        most: Int
    ) throws -> (matches: [LikenessScan.Match], earlier: Int) {
        try content.withUnsafeBytes { bytes in
            let earlier = earlier(than: time, bytes)
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[planes])
            return (scan.matches(query(), in: earlier, most: most, bytes), earlier.count)
        }
    }

    /// Whether a case before a time lies above `floor`; `nil` where `isEnough` says that there are too few of them.
    func hasMatch(
        _ query: @autoclosure () -> LikenessQuery,
        before time: CaseTime,
        above floor: Int,
        isEnough: (_ earlier: Int) -> Bool
    ) throws -> Bool? {
        try content.withUnsafeBytes { bytes in
            let earlier = earlier(than: time, bytes)
            guard isEnough(earlier.count) else { return nil }
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[planes])
            return !scan.matches(query(), in: earlier, most: 1, above: floor, isAnyEnough: true, bytes).isEmpty
        }
    }

    /// What is kept of a case.
    func record(_ position: Int) throws(BundleError) -> PrecedentRecord {
        do {
            let bounds = content.bytes(offsets + 8 * position..<offsets + 8 * (position + 2)) ?? []
            var reader = ByteReader(bounds)
            let (start, end) = (try reader.read(UInt64.self), try reader.read(UInt64.self))
            guard
                start <= end, end <= records.count,
                let bytes = content.bytes(records.lowerBound + Int(start)..<records.lowerBound + Int(end))
            else { throw ByteError(offset: 0, message: "record \(position) lies nowhere") }
            var record = ByteReader(bytes)
            return try PrecedentRecord(from: &record, fields: shown.positions.count, words: words)
        } catch {
            throw Self.damaged("\(error)")
        }
    }
}

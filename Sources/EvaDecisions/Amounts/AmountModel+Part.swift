public import EvaBundle
package import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

extension AmountModel {
    private static let partName = "amounts"

    /// The model as the part `amounts` of a bundle.
    public var part: BundlePart {
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        writer.write(buckets.cuts) { $0.write(UInt16($1)) }
        writer.write(buckets.buckets) { $0.write($1) }
        for trees in trees { trees.encode(to: &writer) }
        writer.write(level)
        writer.write(medianRatio)
        return BundlePart(
            name: Self.partName,
            version: ModelBundle.extraVersions[Self.partName] ?? 1,
            bytes: writer.bytes,
            optional: true
        )
    }

    /// The model of a bundle; `nil` when it has learned from no paid amounts.
    ///
    /// **Throws**: `BundleError` for a part that does not hold together.
    public init?(_ bundle: ModelBundle) throws(BundleError) {
        guard let part = bundle.extra(Self.partName) else { return nil }
        do {
            try self.init(bytes: part.bytes, schema: bundle.schema)
        } catch {
            throw BundleError(
                .invalidPart,
                "part \(Self.partName) is damaged: \(error)",
                place: Self.partName,
                cure: "restore the bundle from where it came"
            )
        }
    }

    package init(bytes: [UInt8], schema: Schema) throws {
        var reader = ByteReader(bytes)
        let featurizer = try Featurizer(from: &reader, schema: schema)
        let cuts = try reader.readArray(minimumSize: 2) { Int(try $0.read(UInt16.self)) }
        let read = try reader.readArray(minimumSize: 15) { try ShareBuckets.Bucket(from: &$0) }
        guard let buckets = ShareBuckets(cuts: cuts, buckets: read) else {
            throw ByteError(offset: reader.offset, message: "the paid shares do not fit together")
        }
        var trees: [TreeEnsemble] = []
        for _ in cuts {
            trees.append(try TreeEnsemble(from: &reader))
            guard trees.last?.featureCount == featurizer.layout.treeField.count else {
                throw ByteError(offset: reader.offset, message: "the trees do not fit the features")
            }
        }
        let level = try reader.read(Double.self)
        let medianRatio = try reader.read(Double.self)
        guard (0...1).contains(level), (0...1).contains(medianRatio) else {
            throw ByteError(offset: reader.offset, message: "level \(level), median ratio \(medianRatio)")
        }
        try reader.finish()
        self.init(featurizer: featurizer, buckets: buckets, trees: trees, level: level, medianRatio: medianRatio)
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ bucket: ShareBuckets.Bucket) {
        for share in [bucket.low, bucket.typical, bucket.high] { write(UInt16(share)) }
        write(UInt8(bucket.cell))
        write(bucket.part)
    }
}

extension ShareBuckets.Bucket {
    fileprivate init(from reader: inout ByteReader) throws {
        self.init(
            low: Int(try reader.read(UInt16.self)),
            typical: Int(try reader.read(UInt16.self)),
            high: Int(try reader.read(UInt16.self)),
            cell: Int(try reader.read(UInt8.self)),
            part: try reader.read()
        )
    }
}

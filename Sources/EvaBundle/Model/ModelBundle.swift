public import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A trained model with all that is needed to serve and audit it.
public struct ModelBundle: Sendable {
    /// The schema that cases must fit.
    public let schema: Schema
    /// The model.
    public let model: ClaimModel
    /// What the manifest tells about it.
    public let info: BundleInfo
    /// Parts that are written and read elsewhere: `decisions`, `amounts`, `precedents`, as far as the bundle has them.
    public var extras: [BundlePart]

    /// Newest known version of each part that may be among the extras.
    public static let extraVersions = ["decisions": 1, "amounts": 1, "precedents": 1]

    /// The extras that are large: a bundle read from disk has them mapped from their files.
    static let mappedExtras: Set = ["precedents"]

    /// Puts a bundle together.
    public init(schema: Schema, model: ClaimModel, info: BundleInfo, extras: [BundlePart] = []) {
        self.schema = schema
        self.model = model
        self.info = info
        self.extras = extras
    }

    /// The extra part called `name`; `nil` when the bundle has none.
    public func extra(_ name: String) -> BundlePart? {
        extras.first { $0.name == name }
    }
}

/// A bundle read from disk, with what names it.
public struct LoadedBundle: Sendable {
    /// The bundle.
    public let bundle: ModelBundle
    /// Folder of its model, or of itself where it lies in none.
    public let name: String
    /// Its version in the repository.
    public let version: String
    /// SHA-256 of its manifest.
    public let hash: String
}

extension ModelBundle {
    fileprivate enum Part: String, CaseIterable {
        case schema, features, trees, logistic, blend, calibration

        var isOptional: Bool { self == .trees || self == .logistic }
    }

    private static let version = 1

    /// Parts in the order of the manifest.
    package func parts() -> [BundlePart] {
        Part.allCases.compactMap { part in
            var writer = ByteWriter()
            switch part {
            case .schema: return self.part(part, Array(schema.yaml().utf8))
            case .features: model.featurizer.encode(to: &writer)
            case .trees:
                guard let trees = model.trees else { return nil }
                trees.encode(to: &writer)
            case .logistic:
                guard let linear = model.linear else { return nil }
                linear.encode(to: &writer)
            case .blend: model.blend.encode(to: &writer)
            case .calibration: model.calibrator.encode(to: &writer)
            }
            return self.part(part, writer.bytes)
        } + extras
    }

    private func part(_ part: Part, _ bytes: [UInt8]) -> BundlePart {
        BundlePart(name: part.rawValue, version: Self.version, bytes: bytes, optional: part.isOptional)
    }

    /// Reads a bundle, or the champion of a model's folder, and checks all of it.
    ///
    /// **Throws**: `BundleError` for anything that is not exactly what was written.
    public static func load(_ path: String) throws -> LoadedBundle {
        let folder = try ModelRepository.resolve(path)
        let archive = try archive(folder)
        let info = try archive.info(as: BundleInfo.self)
        let schema = try archive.readSchema()
        let featurizer = try archive.read(.features) { try Featurizer(from: &$0, schema: schema) }
        let trees = try archive.readOptional(.trees) { try TreeEnsemble(from: &$0) }
        let linear = try archive.readOptional(.logistic) { try LinearPart(from: &$0, layout: featurizer.layout) }
        let blend = try archive.read(.blend) { try Blend(from: &$0) }
        let calibrator = try archive.read(.calibration) { try Calibrator(from: &$0) }
        let treesFit = trees.map { $0.featureCount == featurizer.layout.treeField.count } ?? true
        let isWhole = (trees != nil || blend.treesWeight == 0) && (linear != nil || blend.linearWeight == 0)
        guard trees != nil || linear != nil, treesFit, isWhole else {
            throw BundleError(
                .invalidPart,
                "the learners do not fit the features",
                place: folder,
                cure: "restore the bundle from where it came"
            )
        }
        let model = ClaimModel(
            featurizer: featurizer,
            trees: trees,
            linear: linear,
            blend: blend,
            calibrator: calibrator
        )
        let names = folder.split(separator: "/").suffix(2).map(String.init)
        return LoadedBundle(
            bundle: ModelBundle(schema: schema, model: model, info: info, extras: try archive.extras()),
            name: names.first ?? folder,
            version: names.count > 1 ? names[1] : "",
            hash: archive.hash
        )
    }

    private static func archive(_ folder: String) throws(BundleError) -> BundleArchive {
        try BundleArchive(
            path: folder,
            known: extraVersions.merging(Part.allCases.map { ($0.rawValue, version) }) { $1 },
            required: Set(Part.allCases.filter { !$0.isOptional }.map(\.rawValue)),
            mapped: mappedExtras
        )
    }

    /// Puts an extra part in the place of the one that the bundle in a folder has; `hash` is that of the bundle as it was
    /// read.
    ///
    /// - Returns: the bundle's hash now.
    /// - Throws: `BundleError` when someone else changed the bundle meanwhile, or the disk refuses; then it is as it was.
    package static func replace(_ part: BundlePart, in path: String, of hash: String) throws(BundleError) -> String {
        let archive = try archive(try ModelRepository.resolve(path))
        guard archive.hash == hash else {
            throw BundleError(
                .changedMeanwhile,
                "the bundle was changed since it was read",
                place: path,
                cure: "repeat the change"
            )
        }
        return try archive.replacing(part).hash
    }

    /// Adds the bundle to a model's folder (models/NAME) as its next version, which becomes the champion when there is
    /// none yet or `promote` is set.
    public func add(toModel path: String, promote: Bool) throws(BundleError) -> AddedVersion {
        let (repository, name) = ModelRepository.split(path)
        let info = info
        let version = try repository.add(name, info: { _ in info }, parts: self.parts())
        let hasChampion = try repository.model(name).champion != nil
        if promote || !hasChampion { try repository.promote(name, version: version) }
        return AddedVersion(
            path: repository.bundlePath(of: name, version: version),
            version: version,
            isChampion: promote || !hasChampion
        )
    }
}

/// Where a bundle was added.
public struct AddedVersion: Sendable {
    /// Path of its folder.
    public let path: String
    /// Its number.
    public let version: Int
    /// Whether it serves now.
    public let isChampion: Bool
}

extension ModelRepository {
    /// The repository and the name in a path such as models/mine.
    public static func split(_ path: String) -> (repository: ModelRepository, name: String) {
        let parts = path.split(separator: "/").map(String.init)
        let parent = (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
        return (ModelRepository(path: parent.isEmpty ? "." : parent), parts.last ?? "")
    }
}

extension BundleArchive {
    fileprivate func extras() throws(BundleError) -> [BundlePart] {
        var extras: [BundlePart] = []
        for record in parts where ModelBundle.extraVersions[record.name] != nil {
            let content = try content(of: record.name)
            extras.append(BundlePart(name: record.name, version: record.version, content: content, optional: true))
        }
        return extras
    }

    fileprivate func readSchema() throws -> Schema {
        let part = ModelBundle.Part.schema
        do {
            return try Schema(yaml: String(decoding: bytes(of: part.rawValue), as: UTF8.self), file: part.rawValue)
        } catch {
            throw damaged(part, error)
        }
    }

    private func damaged(_ part: ModelBundle.Part, _ error: any Error) -> BundleError {
        BundleError(
            .invalidPart,
            "part \(part.rawValue) is damaged: \(error)",
            place: path,
            cure: "restore the bundle from where it came"
        )
    }

    fileprivate func read<Value>(_ part: ModelBundle.Part, _ body: (inout ByteReader) throws -> Value) throws -> Value {
        var reader = ByteReader(try bytes(of: part.rawValue))
        do {
            let value = try body(&reader)
            try reader.finish()
            return value
        } catch {
            throw damaged(part, error)
        }
    }

    fileprivate func readOptional<Value>(
        _ part: ModelBundle.Part,
        _ body: (inout ByteReader) throws -> Value
    ) throws -> Value? {
        has(part.rawValue) ? try read(part, body) : nil
    }
}

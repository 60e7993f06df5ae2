import Foundation

/// A folder of models: NAME/VERSION/ holds a bundle, NAME/champion names the version that serves.
///
/// Versions are whole numbers from 1. The file `champion` has one version a line: the first is the champion, the others
/// are the champions before it, the latest first. It is replaced in one step, so that readers see the old champion or
/// the new one, after a crash too. Names that begin with a dot are no models.
public struct ModelRepository: Sendable {
    /// A model of the repository.
    public struct Model: Sendable, Equatable {
        /// Name of its folder.
        public let name: String
        /// Its versions, ascending.
        public let versions: [Int]
        /// The version that serves; `nil` when none was promoted yet.
        public let champion: Int?

        /// Creates a model's entry.
        public init(name: String, versions: [Int], champion: Int?) {
            self.name = name
            self.versions = versions
            self.champion = champion
        }
    }

    /// Path of the repository's folder.
    public let path: String

    /// Names a repository; its folder is made when the first model is added.
    public init(path: String) {
        self.path = path
    }

    /// The models, by name.
    ///
    /// - Throws: `BundleError` when the folder cannot be read or a `champion` file is damaged.
    public func list() throws(BundleError) -> [Model] {
        var models: [Model] = []
        for name in try Directory(path).names() where Self.isName(name) && Self.isDirectory("\(path)/\(name)") {
            models.append(try model(name))
        }
        return models
    }

    /// A model with its versions and champion.
    ///
    /// - Throws: `BundleError` when there is no such model, or its `champion` file is damaged.
    public func model(_ name: String) throws(BundleError) -> Model {
        let folder = try ModelFolder(existing: name, in: path)
        return Model(name: name, versions: try folder.versions(), champion: try folder.champions().first)
    }

    /// Number that the next version of a model gets: one above all that there are or were champion; 1 for a new model.
    ///
    /// - Throws: `BundleError` when the name is not valid or the folder cannot be read.
    public func nextVersion(of name: String) throws(BundleError) -> Int {
        try Self.check(name, path)
        guard Self.isDirectory("\(path)/\(name)") else { return 1 }
        let folder = try ModelFolder(existing: name, in: path)
        return try (folder.versions() + folder.champions()).reduce(0, max) + 1
    }

    /// Path of a version's bundle, whether it exists or not.
    public func bundlePath(of name: String, version: Int) -> String { "\(path)/\(name)/\(version)" }

    /// Adds a version to a model, which is made when it is new; the version does not become champion by itself.
    ///
    /// - Parameters:
    ///   - name: the model's name.
    ///   - info: the manifest's info, given the number of the version.
    ///   - parts: the bundle's parts.
    /// - Returns: the version added.
    /// - Throws: `BundleError` when the name or a part is not valid, or the disk refuses.
    public func add(
        _ name: String,
        info: (_ version: Int) -> some Encodable,
        parts: [BundlePart]
    ) throws(BundleError) -> Int {
        try Self.check(name, path)
        let folder = try ModelFolder.create(name, in: path)
        try folder.directory.lock()
        let version = try nextVersion(of: name)
        try BundleArchive.write(to: bundlePath(of: name, version: version), info: info(version), parts: parts)
        return version
    }

    /// Makes a version the champion; with `replacing`, only while that one is.
    ///
    /// - Throws: `BundleError` when the version does not exist, another one became champion, or the disk refuses; then
    ///   the old champion stays.
    public func promote(_ name: String, version: Int, replacing expected: Int? = nil) throws(BundleError) {
        let folder = try ModelFolder(existing: name, in: path)
        try folder.directory.lock()
        guard try folder.versions().contains(version) else {
            throw BundleError(
                .notFound,
                "there is no version \(version)",
                place: folder.directory.path,
                cure: "name one of its versions"
            )
        }
        let champions = try folder.champions()
        if let expected, champions.first != expected {
            throw BundleError(
                .changedMeanwhile,
                "version \(expected) is no longer the champion",
                place: folder.directory.place(ModelFolder.championFile),
                cure: "compare with the new champion"
            )
        }
        if champions.first != version { try folder.write(champions: [version] + champions) }
    }

    /// Makes the champion before the present one champion again; versions that no longer exist are passed over.
    ///
    /// - Returns: the version that serves now.
    /// - Throws: `BundleError` when there was no earlier champion or the disk refuses; then the champion stays.
    @discardableResult
    public func rollback(_ name: String) throws(BundleError) -> Int {
        let folder = try ModelFolder(existing: name, in: path)
        try folder.directory.lock()
        let versions = try folder.versions()
        let earlier = try folder.champions().dropFirst().drop { !versions.contains($0) }
        guard let version = earlier.first else {
            throw BundleError(
                .noEarlierChampion,
                "there was no champion before this one",
                place: folder.directory.place(ModelFolder.championFile),
                cure: "promote a version by its number"
            )
        }
        try folder.write(champions: Array(earlier))
        return version
    }

    /// The bundle that a path means: the path itself, or the champion when it is a model's folder.
    ///
    /// - Throws: `BundleError` when there is neither.
    public static func resolve(_ path: String) throws(BundleError) -> String {
        let folder = ModelFolder(directory: try Directory(path))
        let names = try folder.directory.names()
        if names.contains(BundleManifest.file) { return path }
        guard let champion = try folder.champions().first else {
            let versions = try folder.versions()
            throw BundleError(
                versions.isEmpty ? .notABundle : .noChampion,
                versions.isEmpty ? "this is neither a bundle nor a model" : "the model has no champion",
                place: path,
                cure: versions.isEmpty ? "train a model first, or name another folder" : "promote one of its versions"
            )
        }
        guard try folder.versions().contains(champion) else {
            throw BundleError(
                .invalidChampion,
                "the champion, version \(champion), does not exist",
                place: folder.directory.place(ModelFolder.championFile),
                cure: "promote one of the model's versions"
            )
        }
        return folder.directory.place("\(champion)")
    }

    /// The bundles that a path means: the path itself, or all versions when it is a model's folder.
    ///
    /// - Throws: `BundleError` when there is neither.
    public static func bundles(_ path: String) throws(BundleError) -> [String] {
        let folder = ModelFolder(directory: try Directory(path))
        if try folder.directory.names().contains(BundleManifest.file) { return [path] }
        let versions = try folder.versions()
        guard !versions.isEmpty else {
            throw BundleError(
                .notABundle,
                "this is neither a bundle nor a model",
                place: path,
                cure: "name another folder"
            )
        }
        return versions.map { folder.directory.place("\($0)") }
    }

    /// Whether a text can name a model: letters, digits, dots, underscores and dashes, not beginning with a dot.
    public static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.count <= 128 else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    static func check(_ name: String, _ path: String) throws(BundleError) {
        guard isName(name) else {
            throw BundleError(
                .invalidName,
                "`\(name)` cannot name a model",
                place: path,
                cure: "use letters, digits, dots, underscores and dashes, with no dot in front"
            )
        }
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}

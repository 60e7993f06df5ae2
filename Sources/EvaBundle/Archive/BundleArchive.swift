import Foundation

/// A bundle's folder, read and checked: the manifest and the bytes of every part, whatever they mean.
///
/// A folder holds `manifest.json` and one file a part. Nothing else may lie in it, but for what an interrupted
/// replacement left there, which is never read.
public struct BundleArchive: Sendable {
    /// Path of the folder.
    public let path: String
    /// SHA-256 of the manifest, which holds the SHA-256 of every part: names the bundle's whole content.
    public let hash: String
    /// What the manifest says of each part, in the order in which they were written.
    public let parts: [PartRecord]

    let manifest: BundleManifest
    let known: [String: Int]
    let required: Set<String>
    let mapped: Set<String>
    private let manifestText: [UInt8]
    private let contents: [String: PartContent]

    /// Reads and checks a bundle.
    ///
    /// - Parameters:
    ///   - path: the bundle's folder.
    ///   - known: the parts that the caller reads, each with the newest version of it that it understands.
    ///   - required: the parts that must be there.
    ///   - mapped: the parts whose files are mapped, not read into memory; they are checked all the same.
    /// - Throws: `BundleError` for a folder that is no bundle, a newer format or part, an unknown, missing, truncated or
    ///   altered part, an unexpected file, or a link in place of a file.
    public init(
        path: String,
        known: [String: Int],
        required: Set<String> = [],
        mapped: Set<String> = []
    ) throws(BundleError) {
        // A part may be replaced while it is read; then the manifest is another one, and reading starts anew.
        var attempts = 100
        var before: [UInt8]?
        while true {
            do throws(BundleError) {
                try self.init(once: path, known, required, mapped)
                return
            } catch {
                let now = try? Directory(path).read(BundleManifest.file) { _ in }
                attempts -= 1
                guard attempts > 0, let now, now != before else { throw error }
                before = now
            }
        }
    }

    /// Content of a part.
    ///
    /// - Throws: `BundleError` when the bundle does not have it.
    public func bytes(of name: String) throws(BundleError) -> [UInt8] {
        try content(of: name).bytes
    }

    /// Content of a part, as it lies in memory or in its file.
    ///
    /// - Throws: `BundleError` when the bundle does not have it.
    public func content(of name: String) throws(BundleError) -> PartContent {
        guard let content = contents[name] else { throw Self.missing(name, path) }
        return content
    }

    /// Whether the bundle has a part.
    public func has(_ name: String) -> Bool { contents[name] != nil }

    /// What the writer put beside the parts.
    ///
    /// - Throws: `BundleError` when it is not of that type.
    public func info<Info: Decodable>(as type: Info.Type = Info.self) throws(BundleError) -> Info {
        do {
            return try JSONDecoder().decode(InfoEnvelope<Info>.self, from: Data(manifestText)).info
        } catch {
            throw BundleError(
                .invalidManifest,
                "the manifest lacks what it must hold: \(BundleManifest.words(error))",
                place: path + "/" + BundleManifest.file,
                cure: "restore the bundle from where it came"
            )
        }
    }

    private init(
        once path: String,
        _ known: [String: Int],
        _ required: Set<String>,
        _ mapped: Set<String>
    ) throws(BundleError) {
        let directory = try Directory(path)
        manifestText = try Self.manifestText(directory)
        manifest = try BundleManifest(text: manifestText, place: directory.place(BundleManifest.file))
        hash = hexadecimalDigest(manifestText)
        parts = manifest.parts
        self.path = path
        self.known = known
        self.required = required
        self.mapped = mapped
        for name in required.sorted() where !manifest.parts.contains(where: { $0.name == name }) {
            throw Self.missing(name, path)
        }
        var contents: [String: PartContent] = [:]
        for part in manifest.parts {
            try Self.check(part, known, directory)
            contents[part.name] = try Self.read(part, isMapped: mapped.contains(part.name), directory)
        }
        self.contents = contents
        try Self.checkNames(directory, manifest.parts, known)
    }

    private static func manifestText(_ directory: borrowing Directory) throws(BundleError) -> [UInt8] {
        let place = directory.place(BundleManifest.file)
        let text = try directory.read(BundleManifest.file) { size throws(BundleError) in
            guard size <= BundleManifest.maximumBytes else {
                throw BundleError(
                    .notABundle,
                    "\(size) bytes are too many for a manifest",
                    place: place,
                    cure: "restore the bundle from where it came"
                )
            }
        }
        guard let text else {
            throw BundleError(
                .notABundle,
                "there is no manifest",
                place: place,
                cure: "name the folder of a bundle, or of a model with a champion"
            )
        }
        return text
    }

    private static func check(
        _ part: PartRecord,
        _ known: [String: Int],
        _ directory: borrowing Directory
    ) throws(BundleError) {
        guard let newest = known[part.name] else {
            throw BundleError(
                .unknownPart,
                "this Eva does not know the part `\(part.name)`",
                place: directory.place(part.file),
                cure: "use the Eva that wrote the bundle, or a newer one"
            )
        }
        guard part.version <= newest else {
            throw BundleError(
                .newerPart,
                "version \(part.version) of the part `\(part.name)`, and this Eva reads up to \(newest)",
                place: directory.place(part.file),
                cure: "use a newer Eva"
            )
        }
    }

    private static func read(
        _ part: PartRecord,
        isMapped: Bool,
        _ directory: borrowing Directory
    ) throws(BundleError) -> PartContent {
        let place = directory.place(part.file)
        func check(_ size: Int) throws(BundleError) {
            guard size == part.bytes else {
                throw BundleError(
                    .alteredPart,
                    "\(size) bytes in place of the \(part.bytes) of the manifest",
                    place: "\(place):\(min(size, part.bytes))",
                    cure: "restore the bundle from where it came"
                )
            }
        }
        let content =
            isMapped
            ? try directory.map(part.file, check: check)
            : try directory.read(part.file, check: check).map { PartContent($0) }
        guard let content else { throw missing(part.name, directory.path) }
        guard content.sha256 == part.sha256 else {
            throw BundleError(
                .alteredPart,
                "the SHA-256 is not that of the manifest",
                place: place,
                cure: "restore the bundle from where it came"
            )
        }
        return content
    }

    private static func checkNames(
        _ directory: borrowing Directory,
        _ parts: [PartRecord],
        _ known: [String: Int]
    ) throws(BundleError) {
        let expected = Set(parts.map(\.file) + [BundleManifest.file])
        for name in try directory.names() where !expected.contains(name) && !isRemainder(name, known) {
            throw BundleError(
                .unexpectedFile,
                "the manifest does not name this file",
                place: directory.place(name),
                cure: "remove it"
            )
        }
    }

    /// Whether an interrupted replacement of a part can have left the file.
    static func isRemainder(_ name: String, _ known: [String: Int]) -> Bool {
        if name == Directory.incomingPrefix + BundleManifest.file { return true }
        return PartRecord.part(ofFile: name).map { known[String($0)] != nil } ?? false
    }

    private static func missing(_ name: String, _ path: String) -> BundleError {
        BundleError(
            .missingPart,
            "the bundle has no part `\(name)`",
            place: path,
            cure: "restore the bundle from where it came, or train a new one"
        )
    }
}

private struct InfoEnvelope<Info: Decodable>: Decodable {
    let info: Info
}

import Foundation

extension BundleArchive {
    /// Writes a bundle into a folder that does not exist yet.
    ///
    /// All is written to a hidden folder beside it and moved when it is on disk, so that there is a whole bundle or
    /// none, after a crash too.
    ///
    /// **Determinism**: the same info and parts give the same bytes.
    ///
    /// - Parameters:
    ///   - path: the bundle's folder; the folder above it must exist.
    ///   - info: what else the manifest tells; must not depend on clock or machine where bytes are compared.
    ///   - parts: the parts, with different names.
    /// - Returns: the bundle's hash.
    /// - Throws: `BundleError` when the folder exists, a part is not valid, or the disk refuses.
    @discardableResult
    public static func write(
        to path: String,
        info: some Encodable,
        parts: [BundlePart]
    ) throws(BundleError) -> String {
        try check(parts, path)
        let text = try text(of: BundleManifest(info: value(of: info, path), parts: parts.map(PartRecord.init)), path)
        guard !exists(path) else {
            throw BundleError(.alreadyExists, "this exists already", place: path, cure: "name a new folder")
        }
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let parent = url.deletingLastPathComponent().path
        let temporary = "\(parent)/\(Directory.incomingPrefix)\(url.lastPathComponent)-\(UUID().uuidString)"
        guard mkdir(temporary, 0o755) == 0 else {
            throw Directory.failure("cannot create the folder", errno, path)
        }
        do throws(BundleError) {
            let directory = try Directory(temporary)
            for part in parts { try directory.create(PartRecord(part).file, part.bytes) }
            try directory.create(BundleManifest.file, text)
            try directory.synchronize()
            guard rename(temporary, url.path) == 0 else {
                throw Directory.failure("cannot move the new bundle here", errno, path)
            }
            try Directory(parent).synchronize()
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
        return hexadecimalDigest(text)
    }

    /// The bundle with an optional part added or replaced, on disk too: readers see the bundle as it was or as it is
    /// now, after a crash too.
    ///
    /// - Throws: `BundleError` when the part is not optional, not known or not valid, when someone else changed the
    ///   bundle since it was read, or when the disk refuses.
    public func replacing(_ part: BundlePart) throws(BundleError) -> BundleArchive {
        try Self.check([part], path)
        let isRequired = required.contains(part.name) || parts.contains { $0.name == part.name && !$0.optional }
        guard part.optional, !isRequired, let newest = known[part.name], part.version <= newest else {
            throw BundleError(
                .invalidPart,
                "`\(part.name)` in version \(part.version) is no optional part that this Eva knows",
                place: path,
                cure: "replace optional parts only"
            )
        }
        let directory = try Directory(path)
        try directory.lock()
        let now = try BundleArchive(path: path, known: known, required: required, mapped: mapped)
        guard now.hash == hash else {
            throw BundleError(
                .changedMeanwhile,
                "the bundle was changed since it was read",
                place: path,
                cure: "read it again and repeat the change"
            )
        }
        let record = PartRecord(part)
        var next = manifest
        if let index = next.parts.firstIndex(where: { $0.name == part.name }) {
            next.parts[index] = record
        } else {
            next.parts.append(record)
        }
        try Self.removeRemainders(directory, keeping: parts, known)
        let text = try Self.text(of: next, path)
        if !parts.contains(where: { $0.file == record.file }) { try directory.create(record.file, part.bytes) }
        try directory.synchronize()
        try directory.replace(BundleManifest.file, with: text)
        try Self.removeRemainders(directory, keeping: next.parts, known)
        return try BundleArchive(path: path, known: known, required: required, mapped: mapped)
    }

    private static func removeRemainders(
        _ directory: borrowing Directory,
        keeping parts: [PartRecord],
        _ known: [String: Int]
    ) throws(BundleError) {
        let kept = Set(parts.map(\.file))
        for name in try directory.names() where !kept.contains(name) && isRemainder(name, known) {
            try directory.remove(name)
        }
    }

    private static func check(_ parts: [BundlePart], _ path: String) throws(BundleError) {
        for (index, part) in parts.enumerated() {
            let repeated = parts[..<index].contains { $0.name == part.name }
            guard BundlePart.isName(part.name), part.version >= 1, !repeated else {
                throw BundleError(
                    .invalidPart,
                    "a part named `\(part.name)` in version \(part.version)\(repeated ? ", twice" : "")",
                    place: path,
                    cure: "give different names of a–z, 0–9 and _, and versions from 1"
                )
            }
        }
    }

    private static func text(of manifest: BundleManifest, _ path: String) throws(BundleError) -> [UInt8] {
        guard let text = try? manifest.text(), text.count <= BundleManifest.maximumBytes else {
            throw BundleError(
                .invalidManifest,
                "the manifest is larger than \(BundleManifest.maximumBytes) bytes",
                place: path,
                cure: "put what is large into a part"
            )
        }
        return text
    }

    private static func value(of info: some Encodable, _ path: String) throws(BundleError) -> ManifestValue {
        do {
            return try JSONDecoder().decode(ManifestValue.self, from: JSONEncoder().encode(info))
        } catch {
            throw BundleError(
                .invalidManifest,
                "the info cannot be written as JSON: \(error)",
                place: path,
                cure: "give finite numbers and texts"
            )
        }
    }

    /// Whether anything, even a dangling link, has the path.
    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}

import EvaBundle
import Foundation
import Testing

struct BundleArchiveTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/bundle"
    }

    @Test("what was written is read back")
    func roundTrip() throws {
        let hash = try BundleArchive.write(to: path, info: ArchiveExample.Info(), parts: ArchiveExample.parts)
        let archive = try ArchiveExample.open(path)
        #expect(archive.hash == hash)
        #expect(try archive.info(as: ArchiveExample.Info.self) == ArchiveExample.Info())
        #expect(archive.parts.map(\.name) == ["schema", "trees", "decisions"])
        for part in ArchiveExample.parts {
            #expect(try archive.bytes(of: part.name) == part.bytes)
            #expect(archive.has(part.name))
        }
        #expect(!archive.has("precedents"))
        let error = #expect(throws: BundleError.self) { try archive.bytes(of: "precedents") }
        #expect(error?.code == .missingPart)
        #expect(try folder.names(folder.path) == ["bundle"])
    }

    @Test("same input, same bytes")
    func determinism() throws {
        let other = folder.path + "/other"
        try ArchiveExample.write(to: path)
        try ArchiveExample.write(to: other)
        let names = try folder.names(path)
        #expect(try folder.names(other) == names)
        for name in names { #expect(try bytes("\(path)/\(name)") == bytes("\(other)/\(name)")) }
    }

    @Test("the manifest is the golden file's")
    func golden() throws {
        try ArchiveExample.write(to: path)
        let text = String(decoding: try bytes(path + "/manifest.json"), as: UTF8.self)
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/manifest.json")
        guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
            try text.write(to: golden, atomically: true, encoding: .utf8)
            Issue.record("the golden file was missing and is recorded now; read it, then run again")
            return
        }
        #expect(text == expected)
    }

    @Test("info of another type is an error that names the key")
    func otherInfo() throws {
        struct Other: Decodable { let missing: Int }
        try ArchiveExample.write(to: path)
        let archive = try ArchiveExample.open(path)
        let error = #expect(throws: BundleError.self) { try archive.info(as: Other.self) }
        #expect(error?.code == .invalidManifest)
        #expect(error?.message.contains("info.missing") == true)
    }

    @Test("a bundle is never overwritten", arguments: ["folder", "file", "dangling link"])
    func overwrite(what: String) throws {
        let manager = FileManager.default
        switch what {
        case "folder": try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
        case "file": try write([1], to: path)
        default: try manager.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/nowhere")
        }
        let error = #expect(throws: BundleError.self) { try ArchiveExample.write(to: path) }
        #expect(error?.code == .alreadyExists)
        #expect(try folder.names(folder.path) == ["bundle"])
    }

    @Test("without the folder above it a bundle cannot be written")
    func noParent() throws {
        let error = #expect(throws: BundleError.self) { try ArchiveExample.write(to: path + "/deep/er") }
        #expect(error?.code == .fileSystem)
    }

    @Test(
        "parts that are not valid are refused",
        arguments: [("", 1), ("Trees", 1), ("../trees", 1), ("a/b", 1), ("1st", 1), ("trees", 0), ("a-b", 1)]
    )
    func invalidParts(name: String, version: Int) throws {
        let error = #expect(throws: BundleError.self) {
            try ArchiveExample.write(to: path, parts: [BundlePart(name: name, version: version, bytes: [])])
        }
        #expect(error?.code == .invalidPart)
        #expect(try folder.names(folder.path).isEmpty)
    }

    @Test("two parts of one name are refused, and so is info that JSON cannot hold")
    func refused() throws {
        let twice = #expect(throws: BundleError.self) {
            try ArchiveExample.write(to: path, parts: [ArchiveExample.parts[0], ArchiveExample.parts[0]])
        }
        #expect(twice?.code == .invalidPart)
        var info = ArchiveExample.Info()
        info.accuracy = .nan
        let unwritable = #expect(throws: BundleError.self) { try ArchiveExample.write(to: path, info: info) }
        #expect(unwritable?.code == .invalidManifest)
    }

    @Test("manifests larger than the limit are refused in both directions")
    func largeManifest() throws {
        var info = ArchiveExample.Info()
        info.name = String(repeating: "x", count: 5 << 20)
        let unwritable = #expect(throws: BundleError.self) { try ArchiveExample.write(to: path, info: info) }
        #expect(unwritable?.code == .invalidManifest)
        try ArchiveExample.write(to: path)
        try write([UInt8](repeating: 32, count: 5 << 20), to: path + "/manifest.json")
        let unreadable = #expect(throws: BundleError.self) { try ArchiveExample.open(path) }
        #expect(unreadable?.code == .notABundle)
    }
}

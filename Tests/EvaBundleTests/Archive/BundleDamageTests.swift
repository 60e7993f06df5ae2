import EvaBundle
import EvaNumerics
import Foundation
import Testing

struct BundleDamageTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/bundle"
        try ArchiveExample.write(to: path)
    }

    private func file(of part: String) throws -> String {
        let archive = try ArchiveExample.open(path)
        return path + "/" + (try #require(archive.parts.first { $0.name == part })).file
    }

    /// Rewrites the manifest and gives it the checksum that belongs to it.
    private func forge(_ old: String, _ new: String) throws {
        let manifest = path + "/manifest.json"
        let text = String(decoding: try bytes(manifest), as: UTF8.self)
        let forged = text.replacingOccurrences(of: old, with: new)
        #expect(forged != text)
        let lines = forged.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        let digest = hexadecimalDigest(Array(lines[2].utf8))
        try write(Array("{\n  \"checksum\" : \"\(digest)\",\n\(lines[2])".utf8), to: manifest)
    }

    private func openingFails(_ code: BundleError.Code, place: String? = nil) {
        let error = #expect(throws: BundleError.self) { try ArchiveExample.open(path) }
        #expect(error?.code == code)
        if let place { #expect(error?.place == place) }
    }

    @Test("a missing part, folder or manifest is an error that names it")
    func missing() throws {
        try FileManager.default.removeItem(atPath: try file(of: "trees"))
        openingFails(.missingPart, place: path)
        try FileManager.default.removeItem(atPath: path + "/manifest.json")
        openingFails(.notABundle, place: path + "/manifest.json")
        try FileManager.default.removeItem(atPath: path)
        openingFails(.notFound, place: path)
    }

    @Test("a truncated part is an error that names file and byte")
    func truncated() throws {
        let file = try file(of: "trees")
        try write(Array(try bytes(file).dropLast(10)), to: file)
        openingFails(.alteredPart, place: file + ":290")
    }

    @Test("an altered byte is an error that names the file")
    func altered() throws {
        let file = try file(of: "trees")
        var content = try bytes(file)
        content[17] ^= 1
        try write(content, to: file)
        openingFails(.alteredPart, place: file)
    }

    @Test("a file that the manifest does not name is an error", arguments: ["notes.txt", ".hidden", "other-0123.bin"])
    func unexpectedFile(name: String) throws {
        try write([1], to: path + "/" + name)
        openingFails(.unexpectedFile, place: path + "/" + name)
    }

    @Test("a link, a folder or a pipe in place of a part is an error")
    func notRegular() throws {
        let file = try file(of: "trees")
        let manager = FileManager.default
        try manager.moveItem(atPath: file, toPath: folder.path + "/trees")
        try manager.createSymbolicLink(atPath: file, withDestinationPath: folder.path + "/trees")
        openingFails(.notARegularFile, place: file)
        try manager.removeItem(atPath: file)
        try manager.createDirectory(atPath: file, withIntermediateDirectories: false)
        openingFails(.notARegularFile, place: file)
        try manager.removeItem(atPath: file)
        #expect(mkfifo(file, 0o644) == 0)
        openingFails(.notARegularFile, place: file)
    }

    @Test("an altered manifest is found by its checksum, and reformatting counts")
    func alteredManifest() throws {
        let manifest = path + "/manifest.json"
        let text = String(decoding: try bytes(manifest), as: UTF8.self)
        for change in [("0.9125", "0.9925"), ("\n", "\r\n"), (" : ", ":"), ("\"checksum\"", "\"Checksum\"")] {
            try write(Array(text.replacingOccurrences(of: change.0, with: change.1).utf8), to: manifest)
            openingFails(.alteredManifest, place: manifest)
        }
        try write(Array((text + "\n").utf8), to: manifest)
        openingFails(.alteredManifest)
        try write([], to: manifest)
        openingFails(.notABundle)
    }

    @Test("a newer format says what was found and what is read")
    func newerFormat() throws {
        try forge("\"format_version\" : 1", "\"format_version\" : 7")
        let error = #expect(throws: BundleError.self) { try ArchiveExample.open(path) }
        #expect(error?.code == .newerFormat)
        #expect(error?.message == "bundle format 7, and this Eva reads up to 1")
    }

    @Test("manifests that are whole but wrong are errors")
    func forged() throws {
        let whole = try bytes(path + "/manifest.json")
        let file = try #require(file(of: "trees").split(separator: "/").last)
        let changes: [(String, String, BundleError.Code)] = [
            ("\"eva-bundle\"", "\"other\"", .notABundle),
            ("\"name\" : \"trees\"", "\"name\" : \"forest\"", .invalidManifest),
            (String(file), "../\(file)", .invalidManifest),
            (String(file), "/etc/passwd", .invalidManifest),
            ("\"version\" : 2", "\"version\" : 3", .newerPart),
            ("\"version\" : 2", "\"version\" : 0", .invalidManifest),
            ("\"version\" : 2", "\"version\" : 99999999999999999999", .invalidManifest),
            ("\"bytes\" : 300", "\"bytes\" : 9000000000000000000", .alteredPart),
            ("\"bytes\" : 300", "\"bytes\" : -1", .invalidManifest),
            ("\"optional\" : true", "\"optional\" : 1", .invalidManifest),
            ("\"parts\"", "\"pieces\"", .invalidManifest),
        ]
        for (old, new, code) in changes {
            try forge(old, new)
            openingFails(code)
            try write(whole, to: path + "/manifest.json")
        }
        _ = try ArchiveExample.open(path)
    }

    @Test("a part that this Eva does not know, and a required part that is not there, are errors")
    func parts() throws {
        let unknown = #expect(throws: BundleError.self) {
            try BundleArchive(path: path, known: ["schema": 1, "trees": 2])
        }
        #expect(unknown?.code == .unknownPart)
        let required = #expect(throws: BundleError.self) {
            try BundleArchive(path: path, known: ArchiveExample.known, required: ["calibration"])
        }
        #expect(required?.code == .missingPart)
        #expect(required?.message.contains("calibration") == true)
    }

    @Test("any mutation of any byte is an error, never a trap")
    func mutations() throws {
        #if DEBUG
        let rounds = 100
        #else
        let rounds = 2_000
        #endif
        let seed: UInt64 = 4_711
        var generator = RandomGenerator(seed: seed)
        let names = try folder.names(path)
        let contents = try names.map { try bytes("\(path)/\($0)") }
        for round in 0..<rounds {
            let index = generator.below(names.count)
            var mutated = contents[index]
            let position = generator.below(mutated.count)
            switch generator.below(6) {
            case 0: mutated[position] ^= 1 << UInt8(generator.below(8))
            case 1: mutated[position] = mutated[position] &+ 1 &+ UInt8(generator.below(255))
            case 2: mutated.removeSubrange(position...)
            case 3: mutated.insert(UInt8(generator.below(256)), at: position)
            case 4: mutated.remove(at: position)
            default: mutated.append(contentsOf: mutated[position...])
            }
            let file = "\(path)/\(names[index])"
            try write(mutated, to: file)
            #expect(throws: BundleError.self, "seed \(seed), round \(round), \(names[index])") {
                try ArchiveExample.open(path)
            }
            try write(contents[index], to: file)
        }
        _ = try ArchiveExample.open(path)
    }
}

import EvaBundle
import Foundation
import Testing

@Suite("Mapped parts")
struct MappedPartTests {
    private let folder: TemporaryFolder
    private let path: String
    private let large = BundlePart(
        name: "precedents",
        version: 1,
        bytes: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 13) },
        optional: true
    )

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/bundle"
        try ArchiveExample.write(to: path, parts: ArchiveExample.parts + [large])
    }

    private func open() throws(BundleError) -> BundleArchive {
        try BundleArchive(
            path: path,
            known: ArchiveExample.known,
            required: ArchiveExample.required,
            mapped: ["precedents"]
        )
    }

    private func file() throws -> String {
        path + "/" + (try #require(open().parts.first { $0.name == "precedents" })).file
    }

    /// Writes into the file as it lies, after a while in which its time moves on.
    private func overwrite(_ body: (FileHandle) throws -> Void) throws {
        usleep(30_000)
        let handle = try #require(FileHandle(forWritingAtPath: file()))
        try body(handle)
        try handle.close()
    }

    @Test("a mapped part has the bytes of one that was read, and the others are read")
    func sameBytes() throws {
        let archive = try open()
        let content = try archive.content(of: "precedents")
        #expect(content.isMapped)
        #expect(content == large.content && content.bytes == large.bytes && content.count == 10_000)
        #expect(try archive.content(of: "trees").isMapped == false)
        #expect(try ArchiveExample.open(path).content(of: "precedents").isMapped == false)
        #expect(content.bytes(17..<20) == Array(large.bytes[17..<20]))
        #expect(content.bytes(9_990..<10_001) == nil && content.bytes(-1..<3) == nil)
        #expect(try content.withUnsafeBytes { Array($0[17..<20]) } == Array(large.bytes[17..<20]))
    }

    @Test("an empty part can be mapped")
    func empty() throws {
        let other = folder.path + "/other"
        let none = BundlePart(name: "precedents", version: 1, bytes: [], optional: true)
        try ArchiveExample.write(to: other, parts: ArchiveExample.parts + [none])
        let archive = try BundleArchive(path: other, known: ArchiveExample.known, mapped: ["precedents"])
        #expect(try archive.bytes(of: "precedents").isEmpty)
    }

    @Test("an altered or shortened file is an error when it is mapped")
    func damaged() throws {
        let name = try file()
        let whole = try bytes(name)
        var altered = whole
        altered[5_000] ^= 1
        for damage in [altered, Array(whole.dropLast(1)), []] {
            try write(damage, to: name)
            let error = #expect(throws: BundleError.self) {
                try BundleArchive(path: path, known: ArchiveExample.known, mapped: ["precedents"])
            }
            #expect(error?.code == .alteredPart)
        }
        try FileManager.default.removeItem(atPath: name)
        try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: "/etc/hostname")
        let error = #expect(throws: BundleError.self) {
            try BundleArchive(path: path, known: ArchiveExample.known, mapped: ["precedents"])
        }
        #expect(error?.code == .notARegularFile)
    }

    @Test("a part that is replaced or removed stays as it was for who has it")
    func replaced() throws {
        let archive = try open()
        let content = try archive.content(of: "precedents")
        let next = try archive.replacing(BundlePart(name: "precedents", version: 2, bytes: [1, 2], optional: true))
        #expect(try next.bytes(of: "precedents") == [1, 2])
        #expect(try next.content(of: "precedents").isMapped)
        #expect(content.bytes == large.bytes)
        try FileManager.default.removeItem(atPath: path)
        #expect(content.bytes == large.bytes)
    }

    @Test("who writes into the file from outside is found out before the next use")
    func writtenInto() throws {
        let content = try open().content(of: "precedents")
        try overwrite { try $0.write(contentsOf: [0, 0, 0]) }
        let error = #expect(throws: BundleError.self) { try content.withUnsafeBytes { $0.count } }
        #expect(error?.code == .alteredPart)
    }

    @Test("who cuts the file short is found out before the next use")
    func cutShort() throws {
        let content = try open().content(of: "precedents")
        try overwrite { try $0.truncate(atOffset: 0) }
        #expect(throws: BundleError.self) { try content.withUnsafeBytes { $0.count } }
        #expect(content.bytes.isEmpty && content.bytes(0..<1) == nil && content != large.content)
    }

    @Test("a mapped part can be written into another bundle")
    func copied() throws {
        let part = BundlePart(
            name: "precedents",
            version: 1,
            content: try open().content(of: "precedents"),
            optional: true
        )
        let other = folder.path + "/other"
        try ArchiveExample.write(to: other, parts: ArchiveExample.parts + [part])
        #expect(try ArchiveExample.open(other).bytes(of: "precedents") == large.bytes)
    }
}

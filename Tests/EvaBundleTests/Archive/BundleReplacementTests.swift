import EvaBundle
import Foundation
import Testing

struct BundleReplacementTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/bundle"
        try ArchiveExample.write(to: path)
    }

    private func decisions(_ bytes: [UInt8]) -> BundlePart {
        BundlePart(name: "decisions", version: 1, bytes: bytes, optional: true)
    }

    @Test("a replaced part gives the bytes of a bundle written with it")
    func replaced() throws {
        let archive = try ArchiveExample.open(path).replacing(decisions([9, 9]))
        #expect(try archive.bytes(of: "decisions") == [9, 9])
        let fresh = folder.path + "/fresh"
        try ArchiveExample.write(to: fresh, parts: Array(ArchiveExample.parts.dropLast()) + [decisions([9, 9])])
        #expect(try folder.names(path) == folder.names(fresh))
        for name in try folder.names(path) { #expect(try bytes("\(path)/\(name)") == bytes("\(fresh)/\(name)")) }
        #expect(try archive.info(as: ArchiveExample.Info.self) == ArchiveExample.Info())
    }

    @Test("a part can be added, and put back")
    func added() throws {
        let first = try ArchiveExample.open(path)
        let part = BundlePart(name: "precedents", version: 3, bytes: [4], optional: true)
        let second = try first.replacing(part)
        #expect(second.parts.map(\.name) == ["schema", "trees", "decisions", "precedents"])
        #expect(second.hash != first.hash)
        let third = try second.replacing(decisions([5])).replacing(decisions([1, 2, 3]))
        #expect(third.hash == second.hash)
        #expect(try third.replacing(decisions([1, 2, 3])).hash == third.hash)
    }

    @Test("required, unknown and newer parts are refused")
    func refused() throws {
        let archive = try ArchiveExample.open(path)
        let attempts = [
            BundlePart(name: "trees", version: 2, bytes: [], optional: true),
            BundlePart(name: "decisions", version: 1, bytes: [], optional: false),
            BundlePart(name: "decisions", version: 2, bytes: [], optional: true),
            BundlePart(name: "novelty", version: 1, bytes: [], optional: true),
        ]
        for part in attempts {
            let error = #expect(throws: BundleError.self) { try archive.replacing(part) }
            #expect(error?.code == .invalidPart)
        }
        #expect(try ArchiveExample.open(path).hash == archive.hash)
    }

    @Test("who holds an old view of the bundle cannot overwrite a newer one")
    func changedMeanwhile() throws {
        let old = try ArchiveExample.open(path)
        _ = try old.replacing(decisions([7]))
        let error = #expect(throws: BundleError.self) { try old.replacing(decisions([8])) }
        #expect(error?.code == .changedMeanwhile)
        #expect(try ArchiveExample.open(path).bytes(of: "decisions") == [7])
    }

    @Test("what a crash left behind is not read, and the next replacement removes it")
    func crash() throws {
        let names = try folder.names(path)
        let remainder = path + "/decisions-0123456789abcdef.bin"
        try write([1], to: remainder)
        try write(Array("{".utf8), to: path + "/.incoming-manifest.json")
        let archive = try ArchiveExample.open(path)
        #expect(try archive.bytes(of: "decisions") == [1, 2, 3])
        _ = try archive.replacing(decisions([1, 2, 3]))
        #expect(try folder.names(path) == names)
    }

    @Test("readers see the old part or the new one while it is replaced")
    func concurrentReaders() async throws {
        let path = path
        let rounds = 60
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<rounds {
                        let content = try ArchiveExample.open(path).bytes(of: "decisions")
                        #expect(content == [1, 2, 3] || content.count == 1)
                    }
                }
            }
            group.addTask {
                for round in 0..<rounds {
                    let part = BundlePart(name: "decisions", version: 1, bytes: [UInt8(round)], optional: true)
                    _ = try ArchiveExample.open(path).replacing(part)
                }
            }
            try await group.waitForAll()
        }
        #expect(try ArchiveExample.open(path).bytes(of: "decisions") == [59])
    }
}

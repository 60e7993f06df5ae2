import EvaBundle
import Foundation
import Testing

struct ModelRepositoryTests {
    let folder: TemporaryFolder
    let repository: ModelRepository

    init() throws {
        folder = try TemporaryFolder()
        repository = ModelRepository(path: folder.path + "/models")
    }

    private func add(_ name: String, times: Int = 1) throws {
        for _ in 0..<times {
            _ = try repository.add(name, info: { ["version": $0] }, parts: ArchiveExample.parts)
        }
    }

    private var championFile: String { repository.path + "/tsa/champion" }

    @Test("versions are numbered from 1, and none becomes champion by itself")
    func adding() throws {
        #expect(try repository.nextVersion(of: "tsa") == 1)
        try add("tsa", times: 2)
        try add("after-sales")
        #expect(
            try repository.list() == [
                .init(name: "after-sales", versions: [1], champion: nil),
                .init(name: "tsa", versions: [1, 2], champion: nil),
            ]
        )
        let second = try ArchiveExample.open(repository.bundlePath(of: "tsa", version: 2))
        #expect(try second.info(as: [String: Int].self) == ["version": 2])
        #expect(try repository.nextVersion(of: "tsa") == 3)
    }

    @Test("the tenth version comes after the ninth")
    func numericOrder() throws {
        try add("tsa", times: 10)
        #expect(try repository.model("tsa").versions == Array(1...10))
        #expect(try repository.nextVersion(of: "tsa") == 11)
    }

    @Test("a champion that was replaced meanwhile is not replaced again")
    func promotionOfTheExpected() throws {
        try add("tsa", times: 3)
        try repository.promote("tsa", version: 1)
        try repository.promote("tsa", version: 2, replacing: 1)
        #expect(throws: BundleError.self) { try repository.promote("tsa", version: 3, replacing: 1) }
        #expect(try repository.model("tsa").champion == 2)
    }

    @Test("records are numbered from 1 beside the versions, and are none")
    func records() throws {
        try add("tsa")
        for number in 1...11 {
            let path = try repository.addRecord(of: "tsa") { "record \($0)" }
            #expect(path == repository.path + "/tsa/retrains/\(number).json")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "record \(number)")
        }
        #expect(try repository.model("tsa").versions == [1])
        #expect(try repository.list().map(\.name) == ["tsa"])
        #expect(throws: BundleError.self) { try repository.addRecord(of: "none") { _ in "" } }
    }

    @Test("promote and roll back through the champions")
    func promotion() throws {
        try add("tsa", times: 3)
        for version in [1, 3, 3, 2] { try repository.promote("tsa", version: version) }
        #expect(try String(contentsOfFile: championFile, encoding: .utf8) == "2\n3\n1\n")
        #expect(try repository.model("tsa").champion == 2)
        #expect(try repository.rollback("tsa") == 3)
        #expect(try repository.rollback("tsa") == 1)
        let error = #expect(throws: BundleError.self) { try repository.rollback("tsa") }
        #expect(error?.code == .noEarlierChampion)
        #expect(try repository.model("tsa").champion == 1)
    }

    @Test("rolling back passes over versions that are gone, and their numbers are not given again")
    func goneVersions() throws {
        try add("tsa", times: 4)
        for version in [1, 4, 2] { try repository.promote("tsa", version: version) }
        try FileManager.default.removeItem(atPath: repository.bundlePath(of: "tsa", version: 4))
        #expect(try repository.nextVersion(of: "tsa") == 5)
        #expect(try repository.rollback("tsa") == 1)
    }

    @Test("a path means a bundle, or a model's champion")
    func resolving() throws {
        try add("tsa", times: 2)
        let model = repository.path + "/tsa"
        let noChampion = #expect(throws: BundleError.self) { try ModelRepository.resolve(model) }
        #expect(noChampion?.code == .noChampion)
        try repository.promote("tsa", version: 2)
        #expect(try ModelRepository.resolve(model) == model + "/2")
        #expect(try ModelRepository.resolve(model + "/1") == model + "/1")
        try FileManager.default.removeItem(atPath: model + "/2")
        let gone = #expect(throws: BundleError.self) { try ModelRepository.resolve(model) }
        #expect(gone?.code == .invalidChampion)
        let nothing = #expect(throws: BundleError.self) { try ModelRepository.resolve(folder.path) }
        #expect(nothing?.code == .notABundle)
        let nowhere = #expect(throws: BundleError.self) { try ModelRepository.resolve(folder.path + "/nowhere") }
        #expect(nowhere?.code == .notFound)
    }

    @Test("a version that does not exist cannot be promoted, and the champion stays")
    func missingVersion() throws {
        try add("tsa")
        try repository.promote("tsa", version: 1)
        let error = #expect(throws: BundleError.self) { try repository.promote("tsa", version: 9) }
        #expect(error?.code == .notFound)
        #expect(try repository.model("tsa").champion == 1)
    }

    @Test(
        "names that could leave the repository are refused",
        arguments: ["", ".", "..", ".x", "a/b", "../x", "名", "a b"]
    )
    func names(name: String) throws {
        let attempts: [() throws -> Void] = [
            { try add(name) }, { try repository.promote(name, version: 1) }, { try repository.rollback(name) },
            { _ = try repository.nextVersion(of: name) }, { _ = try repository.model(name) },
        ]
        for attempt in attempts {
            let error = #expect(throws: BundleError.self) { try attempt() }
            #expect(error?.code == .invalidName)
        }
        #expect(!FileManager.default.fileExists(atPath: repository.path))
    }

    @Test(
        "a damaged champion file is an error that names it",
        arguments: ["", "\n", "one\n", "1\n\n2\n", "01\n", "-1\n", "99999999999999999999\n", "1\u{0}\n", "../1\n"]
    )
    func damagedChampion(text: String) throws {
        try add("tsa")
        try write(Array(text.utf8), to: championFile)
        let error = #expect(throws: BundleError.self) { try ModelRepository.resolve(repository.path + "/tsa") }
        #expect(error?.code == .invalidChampion)
        #expect(error?.place == championFile)
    }

    @Test("what a crash left behind changes nothing")
    func crash() throws {
        try add("tsa", times: 2)
        try repository.promote("tsa", version: 1)
        let model = repository.path + "/tsa"
        try write(Array("2".utf8), to: model + "/.incoming-champion")
        try FileManager.default.createDirectory(
            atPath: model + "/.incoming-3-x",
            withIntermediateDirectories: false
        )
        #expect(try ModelRepository.resolve(model) == model + "/1")
        #expect(try repository.list() == [.init(name: "tsa", versions: [1, 2], champion: 1)])
        #expect(try repository.nextVersion(of: "tsa") == 3)
        try repository.promote("tsa", version: 2)
        #expect(try ModelRepository.resolve(model) == model + "/2")
    }

    @Test("a champion that cannot be replaced stays")
    func failedPromotion() throws {
        try add("tsa", times: 2)
        try repository.promote("tsa", version: 1)
        try FileManager.default.createDirectory(
            atPath: repository.path + "/tsa/.incoming-champion",
            withIntermediateDirectories: false
        )
        let error = #expect(throws: BundleError.self) { try repository.promote("tsa", version: 2) }
        #expect(error?.code == .fileSystem)
        #expect(try repository.model("tsa").champion == 1)
    }

    @Test("readers find a whole champion while versions are added and promoted")
    func concurrentReaders() async throws {
        try add("tsa", times: 2)
        try repository.promote("tsa", version: 1)
        let repository = repository
        let rounds = 40
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<rounds {
                        let path = try ModelRepository.resolve(repository.path + "/tsa")
                        _ = try ArchiveExample.open(path)
                    }
                }
            }
            group.addTask {
                for round in 0..<rounds { try repository.promote("tsa", version: 1 + round % 2) }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<5 {
                        _ = try repository.add("tsa", info: { ["version": $0] }, parts: ArchiveExample.parts)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try repository.model("tsa").versions == Array(1...12))
    }
}

import EvaBundle
import EvaCorpus
import EvaNumerics
import EvaTestSupport
import Foundation
import Testing

@Suite("Model bundles")
struct ModelBundleTests {
    private let folder: TemporaryFolder
    private let bundle: ModelBundle
    private let table: CaseTable

    init() throws {
        folder = try TemporaryFolder()
        (bundle, table) = try ModelExample.bundle()
    }

    /// Writes parts with right checksums; returns the bundle's path.
    private func write(_ parts: [BundlePart], info: some Encodable = ModelExample.info) throws -> String {
        let path = folder.path + "/\(UUID().uuidString)"
        try BundleArchive.write(to: path, info: info, parts: parts)
        return path
    }

    private func replacing(_ name: String, _ change: ([UInt8]) -> [UInt8]) -> [BundlePart] {
        bundle.parts()
            .map { part in
                part.name == name
                    ? BundlePart(name: name, version: part.version, bytes: change(part.bytes), optional: part.optional)
                    : part
            }
    }

    @Test("a bundle that was saved and loaded gives the same scores, reasons and information")
    func roundTrip() throws {
        let added = try bundle.add(toModel: folder.path + "/mine", promote: false)
        let loaded = try ModelBundle.load(folder.path + "/mine")
        #expect(loaded.bundle.model == bundle.model)
        #expect(loaded.bundle.schema == bundle.schema)
        #expect(loaded.bundle.info == bundle.info)
        #expect((loaded.name, loaded.version) == ("mine", "1"))
        #expect(loaded.hash == hexadecimalDigest(try bytes(added.path + "/manifest.json")))
        let rows = 0..<table.rowCount
        let scores = try loaded.bundle.model.predict(table, rows: rows, pool: ModelExample.pool)
        #expect(try scores == bundle.model.predict(table, rows: rows, pool: ModelExample.pool))
        #expect(try loaded.bundle.model.explain(table, row: 3) == bundle.model.explain(table, row: 3))
        #expect(loaded.bundle.parts() == bundle.parts())
    }

    @Test("every key of the manifest is in snake_case")
    func manifestKeys() throws {
        let added = try bundle.add(toModel: folder.path + "/keys", promote: false)
        let manifest = String(decoding: try bytes(added.path + "/manifest.json"), as: UTF8.self)
        let keys = manifest.matches(of: /"([^"]+)" :/).map { String($0.1) }
        #expect(keys.contains("learning_rate") && keys.contains("min_count"))
        #expect(keys.filter { $0.wholeMatch(of: /[a-z0-9_]+/) == nil } == [])
    }

    @Test("the same model gives the same files")
    func sameBytes() throws {
        let first = try bundle.add(toModel: folder.path + "/one", promote: false).path
        let second = try ModelExample.bundle().bundle.add(toModel: folder.path + "/two", promote: false).path
        let names = try folder.names(first)
        #expect(try folder.names(second) == names)
        for name in names { #expect(try bytes(first + "/" + name) == bytes(second + "/" + name)) }
    }

    @Test("the first version becomes champion, later ones when they are promoted")
    func versions() throws {
        let path = folder.path + "/mine"
        let first = try bundle.add(toModel: path, promote: false)
        let second = try bundle.add(toModel: path, promote: false)
        #expect((first.version, first.isChampion) == (1, true))
        #expect((second.version, second.isChampion) == (2, false))
        #expect(try ModelBundle.load(path).version == "1")
        let third = try bundle.add(toModel: path + "/", promote: true)
        #expect((third.version, third.isChampion) == (3, true))
        #expect(try ModelBundle.load(path).version == "3")
        #expect(try ModelBundle.load(second.path).version == "2")
        try ModelRepository.split(path).repository.rollback("mine")
        #expect(try ModelBundle.load(path).version == "1")
    }

    @Test(
        "a required part that is missing keeps a bundle from loading",
        arguments: [
            "schema", "features", "blend", "calibration",
        ]
    )
    func missingPart(name: String) throws {
        let path = try write(bundle.parts().filter { $0.name != name })
        let error = #expect(throws: BundleError.self) { try ModelBundle.load(path) }
        #expect(error?.code == .missingPart)
        #expect(error?.message.contains("`\(name)`") == true)
    }

    @Test("a learner that the blend counts on must be there", arguments: ["trees", "logistic"])
    func missingLearner(name: String) throws {
        let path = try write(bundle.parts().filter { $0.name != name })
        let error = #expect(throws: BundleError.self) { try ModelBundle.load(path) }
        #expect(error?.code == .invalidPart)
    }

    @Test(
        "without its measured error, or any other information, a bundle does not load",
        arguments: [
            "measured", "training", "settings", "learner",
        ]
    )
    func missingInformation(key: String) throws {
        struct Partial: Encodable {
            let values: BundleInfo
            let dropped: String

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                if dropped != "measured" { try container.encode(values.measured, forKey: .measured) }
                if dropped != "training" { try container.encode(values.training, forKey: .training) }
                if dropped != "settings" { try container.encode(values.settings, forKey: .settings) }
                if dropped != "learner" { try container.encode(values.learner, forKey: .learner) }
                try container.encode(values.evaVersion, forKey: .version)
                try container.encode(values.corpus, forKey: .corpus)
                try container.encode(values.simulated, forKey: .simulated)
                try container.encode(values.why, forKey: .why)
                try container.encode(values.openblas, forKey: .openblas)
            }

            enum Key: String, CodingKey {
                case measured, training, settings, learner, corpus, simulated, why, openblas
                case version = "eva_version"
            }
        }
        let whole = try write(bundle.parts(), info: Partial(values: ModelExample.info, dropped: ""))
        #expect(try ModelBundle.load(whole).bundle.info == ModelExample.info)
        let path = try write(bundle.parts(), info: Partial(values: ModelExample.info, dropped: key))
        let error = #expect(throws: BundleError.self) { try ModelBundle.load(path) }
        #expect(error?.code == .invalidManifest)
        #expect(error?.message.contains(key) == true)
    }

    @Test(
        "a part of nonsense is an error that names it, though its checksum is right",
        arguments: [
            "schema", "features", "trees", "logistic", "blend", "calibration",
        ]
    )
    func nonsense(name: String) throws {
        for change: ([UInt8]) -> [UInt8] in [
            { _ in [] }, { _ in Array("nonsense: [".utf8) }, { $0.dropLast(30) }, { $0 + [0x3A] },
        ] {
            let path = try write(replacing(name, change))
            let error = #expect(throws: BundleError.self) { try ModelBundle.load(path) }
            #expect(error?.code == .invalidPart)
            #expect(error?.message.contains(name) == true)
        }
    }

    private func mutate(times: Int) throws {
        var random = SplitMix(state: 5)
        let parts = bundle.parts()
        var refused = 0
        for _ in 0..<times {
            let chosen = parts[random.below(parts.count)].name
            var changed: [BundlePart] = []
            for part in parts {
                var bytes = part.bytes
                if part.name == chosen {
                    for _ in 0...random.below(3) where !bytes.isEmpty {
                        let position = random.below(bytes.count)
                        switch random.below(3) {
                        case 0: bytes[position] = UInt8(random.below(256))
                        case 1: bytes[position] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
                        default: bytes.removeSubrange(position..<min(bytes.count, position + 1 + random.below(8)))
                        }
                    }
                }
                changed.append(BundlePart(name: part.name, version: 1, bytes: bytes, optional: part.optional))
            }
            let path = try write(changed)
            do {
                let loaded = try ModelBundle.load(path).bundle
                _ = try loaded.model.predict(table, rows: 0..<8, pool: ModelExample.pool)
                _ = try loaded.model.explain(table, row: 8)
            } catch { refused += 1 }
            try FileManager.default.removeItem(atPath: path)
        }
        #expect(refused > times / 5)
    }

    @Test("altered parts with right checksums give an error or scores, never a trap")
    func fuzz() throws { try mutate(times: 30) }

    @Test("hundreds of altered parts give an error or scores, never a trap", .slow)
    func longFuzz() throws { try mutate(times: 300) }
}

import EvaBundle

/// A small bundle for tests.
enum ArchiveExample {
    struct Info: Codable, Equatable {
        var name = "after-sales"
        var seed = UInt64.max
        var accuracy = 0.9125
        var window = ["since": "2014-01-01", "until": "2015-12-31"]
        var notes = ["衣服洗一次就缩水", "plain"]
        var halfLife: Double?
    }

    static let known = ["schema": 1, "trees": 2, "decisions": 1, "precedents": 3]
    static let required: Set<String> = ["schema", "trees"]

    static let parts = [
        BundlePart(name: "schema", version: 1, bytes: Array("corpus: tsa\n".utf8)),
        BundlePart(name: "trees", version: 2, bytes: (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }),
        BundlePart(name: "decisions", version: 1, bytes: [1, 2, 3], optional: true),
    ]

    static func write(to path: String, info: Info = Info(), parts: [BundlePart] = parts) throws {
        try BundleArchive.write(to: path, info: info, parts: parts)
    }

    static func open(_ path: String) throws(BundleError) -> BundleArchive {
        try BundleArchive(path: path, known: known, required: required)
    }
}

import Foundation

/// The folder of one model, opened: its versions and its `champion` file.
struct ModelFolder: ~Copyable {
    static let championFile = "champion"
    /// Champions that the file keeps, the present one included.
    static let maximumChampions = 100
    static let maximumVersion = 1_000_000_000

    let directory: Directory

    init(directory: consuming Directory) {
        self.directory = directory
    }

    init(existing name: String, in repository: String) throws(BundleError) {
        try ModelRepository.check(name, repository)
        directory = try Directory("\(repository)/\(name)")
    }

    /// Makes the folders that are missing.
    static func create(_ name: String, in repository: String) throws(BundleError) -> ModelFolder {
        let path = "\(repository)/\(name)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw BundleError(
                .fileSystem,
                "cannot create the folder",
                place: path,
                cure: "check the path, its permissions and the free space"
            )
        }
        try Directory(repository).synchronize()
        return ModelFolder(directory: try Directory(path))
    }

    /// The versions, ascending; only folders whose name is a whole number from 1 are versions.
    func versions() throws(BundleError) -> [Int] {
        try directory.names()
            .compactMap { name in
                guard let version = Self.version(name), ModelRepository.isDirectory(directory.place(name)) else {
                    return nil
                }
                return version
            }
            .sorted()
    }

    /// The champion and those before it, the latest first; empty when there is no `champion` file.
    func champions() throws(BundleError) -> [Int] {
        let place = directory.place(Self.championFile)
        func invalid(_ line: Int) -> BundleError {
            BundleError(
                .invalidChampion,
                "line \(line) is not a version",
                place: place,
                cure: "write one whole number from 1 a line, the champion first"
            )
        }
        let bytes = try directory.read(Self.championFile) { size throws(BundleError) in
            if size > 1 << 16 { throw invalid(1) }
        }
        guard let bytes else { return [] }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var champions: [Int] = []
        for (index, line) in lines.enumerated() where index < lines.count - 1 || !line.isEmpty {
            guard let text = String(validating: line, as: UTF8.self), let version = Self.version(text) else {
                throw invalid(index + 1)
            }
            champions.append(version)
        }
        guard !champions.isEmpty else { throw invalid(1) }
        return champions
    }

    /// Replaces the `champion` file in one step.
    func write(champions: [Int]) throws(BundleError) {
        let text = champions.prefix(Self.maximumChampions).map { "\($0)\n" }.joined()
        try directory.replace(Self.championFile, with: Array(text.utf8))
    }

    /// The number that a name stands for; `nil` for names that no version gets, such as `01`.
    private static func version(_ name: String) -> Int? {
        guard let version = Int(name), 1...maximumVersion ~= version, String(version) == name else { return nil }
        return version
    }
}

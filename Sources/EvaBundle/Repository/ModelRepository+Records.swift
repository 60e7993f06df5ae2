import Foundation

extension ModelRepository {
    /// Keeps a text as the next record of a model, NAME/retrains/NUMBER.json: there as a whole or not at all, never in
    /// the place of another.
    ///
    /// - Returns: path of the file.
    /// - Throws: `BundleError` when there is no such model or the disk refuses; what `text`, given the number, throws.
    public func addRecord(of name: String, _ text: (_ number: Int) throws -> String) throws -> String {
        let folder = try ModelFolder(existing: name, in: path)
        try folder.directory.lock()
        let place = folder.directory.place("retrains")
        do {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        } catch {
            throw BundleError(
                .fileSystem,
                "cannot create the folder",
                place: place,
                cure: "check the path, its permissions and the free space"
            )
        }
        try folder.directory.synchronize()
        let records = try Directory(place)
        let number = try records.names().compactMap { Int($0.prefix { $0 != "." }) }.reduce(0, max) + 1
        try records.replace("\(number).json", with: Array(text(number).utf8))
        return records.place("\(number).json")
    }
}

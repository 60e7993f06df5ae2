import ArgumentParser
import EvaBundle
import EvaDecisions
import EvaStore

struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes the personal fields of finished cases that came in before a day.",
        discussion: """
            What was suggested and decided, amounts and segments stay, and the audit goes on holding. Open cases and \
            those in review are left alone. With --model, precedents of purged cases and of the time before that day \
            leave the model's bundles, too. There is no way back but a backup.

            Example:
              eva purge --before 2024-01-01 --database eva.sqlite --model models/after-sales
            """
    )

    @Option(help: ArgumentHelp("First day, in UTC, whose cases are kept as they are.", valueName: "date"))
    var before: StoreTime

    @Option(
        help: ArgumentHelp(
            "Model folder whose versions lose the precedents, or a bundle; may be given many times.",
            valueName: "models/name"
        )
    )
    var model: [String] = []

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        let (result, bundles) = try await database.withStore { store in
            guard before <= store.options.clock() else {
                throw ValidationError("--before \(before) is yet to come; a day of the past would be right")
            }
            let paths = try model.flatMap(ModelRepository.bundles)
            let result = try await store.purge(before: before, as: DatabaseArguments.actor)
            return (result, try await removePrecedents(from: paths, store))
        }
        if !result.isLogEmpty {
            Output.log.warning("another process still reads the log; what was removed leaves it when that one is done")
        }
        for copy in result.copies { Output.log.warning("\(copy) still holds what was removed; delete it in time") }
        if database.json { return try Output.json(View(result, bundles)) }
        Output.line("\(result.cases) cases purged; \(result.unfinished) older ones are open or in review")
        for bundle in bundles { Output.line("\(bundle.removed) precedents removed from \(bundle.path)") }
        if model.isEmpty { Output.note("bundles may hold such cases as precedents; --model removes them there") }
    }

    /// Rewrites the bundles one by one, each in one step; a second run goes on where the first was stopped.
    private func removePrecedents(from paths: [String], _ store: EvaStore) async throws -> [Bundle] {
        let purged = try await store.read { try $0.purgedCases() }
        var bundles: [Bundle] = []
        for path in paths {
            let result = try ModelBundle.removePrecedents(from: path) { id, time in
                StoreTime(time) < before || purged.contains(id)
            }
            bundles.append(Bundle(path: path, removed: result?.removed ?? 0, hash: result?.hash))
            guard let result else { continue }
            try await store.write(as: DatabaseArguments.actor) { transaction in
                try transaction.note(
                    .modelPurge,
                    subject: "model:\(path)",
                    detail: ["hash": result.hash, "removed": "\(result.removed)"]
                )
            }
        }
        return bundles
    }

    /// What a bundle lost.
    private struct Bundle: Encodable {
        let path: String
        let removed: Int
        /// The bundle's hash now; none where nothing was removed.
        let hash: String?
    }

    private struct View: Encodable {
        let cases: Int
        let unfinished: Int
        let logIsEmpty: Bool
        let copies: [String]
        let bundles: [Bundle]

        init(_ result: PurgeResult, _ bundles: [Bundle]) {
            self.bundles = bundles
            cases = result.cases
            unfinished = result.unfinished
            logIsEmpty = result.isLogEmpty
            copies = result.copies
        }

        private enum CodingKeys: String, CodingKey {
            case cases, unfinished
            case logIsEmpty = "log_is_empty"
            case copies, bundles
        }
    }
}

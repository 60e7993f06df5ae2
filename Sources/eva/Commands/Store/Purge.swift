import ArgumentParser
import EvaStore

struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes the personal fields of finished cases that came in before a day.",
        discussion: """
            What was suggested and decided, amounts and segments stay, and the audit goes on holding. Open cases and
            those in review are left alone. There is no way back but a backup.

            Example:
              eva purge --before 2024-01-01 --database eva.sqlite
            """
    )

    @Option(help: ArgumentHelp("First day, in UTC, whose cases are kept as they are.", valueName: "date"))
    var before: StoreTime

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        let result = try await database.withStore {
            guard before <= $0.options.clock() else {
                throw ValidationError("--before \(before) is yet to come; a day of the past would be right")
            }
            return try await $0.purge(before: before, as: DatabaseArguments.actor)
        }
        if !result.isLogEmpty {
            Output.log.warning("another process still reads the log; what was removed leaves it when that one is done")
        }
        for copy in result.copies { Output.log.warning("\(copy) still holds what was removed; delete it in time") }
        if database.json { return try Output.json(View(result)) }
        Output.line("\(result.cases) cases purged; \(result.unfinished) older ones are open or in review")
    }

    private struct View: Encodable {
        let cases: Int
        let unfinished: Int
        let logIsEmpty: Bool
        let copies: [String]

        init(_ result: PurgeResult) {
            cases = result.cases
            unfinished = result.unfinished
            logIsEmpty = result.isLogEmpty
            copies = result.copies
        }

        private enum CodingKeys: String, CodingKey {
            case cases, unfinished
            case logIsEmpty = "log_is_empty"
            case copies
        }
    }
}

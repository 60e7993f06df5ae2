import ArgumentParser
import EvaStore

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks that nothing was changed behind Eva's back.",
        discussion: """
            Example:
              eva audit verify --database eva.sqlite
            """,
        subcommands: [Verify.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks the chain of the audit, and every record against it; ends with 1 when something was changed.",
            discussion: """
                Keep the anchor that it prints somewhere else: only against an anchor do rows show that were removed \
                from the end.

                Example:
                  eva audit verify --anchor 1200:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """
        )

        @Option(help: ArgumentHelp("Row that an earlier check printed.", valueName: "seq:hash"))
        var anchor: AuditAnchor?

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let report = try await database.withStore(.readOnly) { try await $0.verifyAudit(anchor: anchor) }
            if database.json {
                try Output.json(View(report))
            } else {
                for fault in report.faults { Output.line("\(fault.place): \(fault.message)") }
                if report.faultCount > report.faults.count {
                    Output.line("and \(report.faultCount - report.faults.count) more")
                }
                Output.line("\(report.rows) rows and \(report.records) records checked, \(report.faultCount) faults")
                if let head = report.head { Output.line("anchor \(head)") }
            }
            guard report.isIntact else {
                throw Failure(
                    "\(database.database): the audit has \(report.faultCount) faults",
                    cure: "compare with a backup; eva restore brings one back"
                )
            }
        }

        private struct View: Encodable {
            let intact: Bool
            let rows: Int
            let records: Int
            let anchor: String?
            let faultCount: Int
            let faults: [Fault]

            struct Fault: Encodable {
                let kind: String
                let place: String
                let message: String
            }

            init(_ report: AuditReport) {
                intact = report.isIntact
                rows = report.rows
                records = report.records
                anchor = report.head?.description
                faultCount = report.faultCount
                faults = report.faults.map { Fault(kind: $0.kind.rawValue, place: $0.place, message: $0.message) }
            }

            private enum CodingKeys: String, CodingKey {
                case intact, rows, records, anchor
                case faultCount = "fault_count"
                case faults
            }
        }
    }
}

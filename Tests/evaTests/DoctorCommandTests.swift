import EvaTestSupport
import Foundation
import Testing

struct DoctorCommandTests {
    private static let model = Command.repository + "/models/after-sales"
    private static let data = Command.repository + "/data/after-sales"

    /// Examines an installation with a configuration of these lines; gives the lines that are not good.
    private func examine(_ lines: String...) throws -> (code: Int32, faults: [String]) {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let added = try Command.run(
            ["users", "add", "anna", "--role", "admin", "--no-password", "--database", folder + "/eva.sqlite"]
        )
        #expect(added.code == 0, "\(added.errors)")
        let config = folder + "/eva.yaml"
        let text = (["database: \(folder)/eva.sqlite", "model: \(Self.model)"] + lines).joined(separator: "\n")
        try Data(text.utf8).write(to: URL(fileURLWithPath: config))
        let result = try Command.run(["doctor", "--config", config])
        let faults = result.output.split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("good  ") && !$0.hasPrefix("warning  space") }
        return (result.code, faults)
    }

    @Test
    func `An installation that works is told to be good, in all its parts`() throws {
        let (code, faults) = try examine(
            "segment: category",
            "standards: \(Self.data)/standards.yaml",
            "policy: \(Self.data)/policy.yaml",
            "costs: \(Self.data)/costs.yaml"
        )
        #expect(code == 0)
        #expect(faults == [])
    }

    @Test(
        arguments: [
            ("prot: 1", "settings: "), ("segment: nosuch", "segment: "), ("standards: /nothing", "standards: /nothing"),
            ("policy: \(data)/costs.yaml", "policy: \(data)/costs.yaml:"),
            ("tls_cert: /nothing\ntls_key: /nothing", "tls: /nothing"),
        ]
    )
    func `What would not work is found before a start`(line: String, fault: String) throws {
        let (code, faults) = try examine(line)
        #expect(code == 1)
        #expect(faults.count == 1 && faults[0].hasPrefix("bad  \(fault)"), "\(faults)")
    }
}

import EvaStore
import EvaTestSupport
import Foundation
import Testing

@Suite("Write storms", .serialized)
struct StormTests {
    /// A process that writes to a store and prints what was acknowledged to a file.
    private struct Child {
        let process = Process()
        let output: String

        init(_ path: String, _ prefix: String, cases: Int? = nil) throws {
            output = path + ".\(prefix).out"
            try Data().write(to: URL(fileURLWithPath: output))
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
                .deletingLastPathComponent().appendingPathComponent("StoreStorm")
            process.arguments = [path, prefix] + (cases.map { ["\($0)"] } ?? [])
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
            try process.run()
        }

        /// What was acknowledged; a line that the end cut short was written, but not acknowledged as a whole.
        func acknowledged() throws -> [String] {
            let text = try String(contentsOfFile: output, encoding: .utf8)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// Holds the store to what was acknowledged.
    private func check(_ path: String, _ acknowledged: [String]) async throws {
        let store = try EvaStore(path: path)
        defer { try? store.close() }
        let missing = try await store.read { reader in
            try acknowledged.filter { id in
                guard let stored = try? reader.case(id), stored.status != .open else { return true }
                return try reader.decisions(on: stored).count != 1 || reader.suggestions(for: stored).count != 1
            }
        }
        #expect(missing.isEmpty, "\(missing.count) acknowledged decisions are missing")
        let report = try await store.verifyAudit()
        #expect(report.isIntact, "\(report.faults)")
        // A case, its suggestion and its decision come together: what a kill cut off left no half.
        let counts = try await store.read { try $0.caseCounts() }
        let cases = counts.values.reduce(0, +)
        #expect(counts[.open] == nil && report.records == 3 * cases && cases >= acknowledged.count)
    }

    @Test("two processes that write at once lose nothing and keep one chain")
    func twoProcesses() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/eva.sqlite"
        try EvaStore(path: path, options: StoreOptions(mode: .create)).close()
        let children = try ["a", "b"].map { try Child(path, $0, cases: 40) }
        for child in children { child.process.waitUntilExit() }
        #expect(children.map(\.process.terminationStatus) == [0, 0])
        let acknowledged = try children.flatMap { try $0.acknowledged() }
        #expect(acknowledged.count == 80)
        try await check(path, acknowledged)
    }

    @Test("fifty times killed in a write storm, nothing acknowledged is lost and no case is half written", .slow)
    func killed() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/eva.sqlite"
        var random = SplitMix(state: 11)
        var acknowledged: [String] = []
        for round in 0..<50 {
            let child = try Child(path, "round\(round)")
            // The first rounds wait for the first write, so that the storm has begun.
            for _ in 0..<500 where try child.acknowledged().isEmpty { usleep(2000) }
            usleep(UInt32(random.below(120_000)))
            kill(child.process.processIdentifier, SIGKILL)
            child.process.waitUntilExit()
            #expect(child.process.terminationReason == .uncaughtSignal)
            let new = try child.acknowledged()
            #expect(!new.isEmpty)
            acknowledged += new
            if round % 10 == 9 { try await check(path, acknowledged) }
        }
        print("killed 50 times in a storm: \(acknowledged.count) acknowledged decisions, all there")
    }
}

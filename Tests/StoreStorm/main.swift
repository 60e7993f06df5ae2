import EvaDecisions
import EvaStore
import Foundation

// Writes cases with suggestion and decision from many tasks at once, and prints each one's identifier after it was
// acknowledged; ends when it is killed, or after as many cases as its third argument says.
//
//     StoreStorm DATABASE PREFIX [CASES]

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { exit(2) }
let (path, prefix) = (arguments[1], arguments[2])
let most = arguments.count > 3 ? Int(arguments[3]) ?? 0 : Int.max
let workers = 8

let store = try EvaStore(path: path, options: StoreOptions(mode: .create))
let agent = try await store.addUser("storm-\(prefix)", roles: [.agent], password: nil, as: .system("storm"))

@Sendable func decide(_ id: String) async throws {
    try await store.write(as: .user(agent.id)) { transaction in
        _ = try transaction.receive(NewCase(id: id, fields: #"{"case_id": "\#(id)"}"#, amount: 10, agent: agent.id))
        let suggestion = NewSuggestion(
            answer: .pay,
            probability: 0.9,
            confidence: 0.9,
            model: ModelIdentity(name: "storm", version: "1", hash: "none"),
            json: #"{"case_id": "\#(id)", "suggestion": "pay"}"#,
            isShown: true
        )
        _ = try transaction.serve(suggestion, for: id)
        _ = try transaction.decide(NewDecision(caseID: id, agent: agent.id, answer: .pay))
    }
    // One call of the system a line: nothing that was acknowledged stays in a buffer of a process that is killed.
    FileHandle.standardOutput.write(Data((id + "\n").utf8))
}

try await withThrowingTaskGroup(of: Void.self) { group in
    for worker in 0..<workers {
        group.addTask {
            var count = worker
            while count < most {
                try await decide("\(prefix)-\(count)")
                count += workers
            }
        }
    }
    try await group.waitForAll()
}
try store.close()

import EvaStore
import Testing

@Suite("Cases")
struct CaseTests {
    @Test("a case is kept as it was sent, and one without identifier gets one")
    func receive() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let fields = #"{ "story" : "洗了一次就缩水 \"x\"" , "n": 1.50 }"#
        let stored = try await example.store.write(as: .system("test")) { transaction in
            try transaction.receive(NewCase(fields: fields, amount: 1.5, segment: "apparel"))
        }
        #expect(stored.id.hasPrefix("eva-") && stored.id.count == 20)
        let found = try await example.stored(stored.id)
        #expect(found == stored && found.fields == fields && found.status == .open)
    }

    @Test(
        "what is no case is refused",
        arguments: [
            NewCase(fields: "[]"), NewCase(fields: ""), NewCase(id: "", fields: "{}"),
            NewCase(id: "a\nb", fields: "{}"), NewCase(id: String(repeating: "x", count: 257), fields: "{}"),
            NewCase(fields: "{}", amount: .nan), NewCase(fields: "{}", amount: .infinity),
            NewCase(fields: "{}", segment: "\u{0}"),
        ]
    )
    func invalid(new: NewCase) async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        #expect(
            await code { try await example.store.write(as: .system("test")) { _ = try $0.receive(new) } } == .invalid
        )
        #expect(try await example.store.read { try $0.caseCounts() }.isEmpty)
    }

    @Test("an identifier is taken once, and a case is nobody's whom the store does not know")
    func identifiers() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("'; DROP TABLE cases; --")
        #expect(await code { try await example.suggest("'; DROP TABLE cases; --") } == .alreadyExists)
        #expect(
            await code {
                try await example.store.write(as: .system("test")) {
                    _ = try $0.receive(NewCase(fields: "{}", agent: 999))
                }
            } == .notFound
        )
        #expect(await code { _ = try await example.stored("none") } == .notFound)
    }

    @Test("agents see their own cases, and those of nobody where asked; whoever takes one has it alone")
    func assignment() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("mine")
        let (agent, colleague) = (example.agent.id, example.colleague.id)
        try await example.store.write(as: .system("test")) { transaction in
            _ = try transaction.receive(NewCase(id: "free", fields: "{}"))
            _ = try transaction.receive(NewCase(id: "theirs", fields: "{}", agent: colleague))
        }
        for (isIncluded, expected) in [(false, ["mine"]), (true, ["mine", "free"])] {
            let ids = try await example.store.read { reader in
                var filter = CaseFilter(status: .open, agent: agent)
                filter.includesUnassigned = isIncluded
                return try reader.cases(filter).map(\.id)
            }
            #expect(ids == expected)
        }
        let taken = try await withThrowingTaskGroup(of: String?.self) { group in
            for user in [agent, colleague, agent, colleague] {
                group.addTask {
                    try await example.store.write(as: .user(user)) { try $0.takeNext(for: user)?.id }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(taken.count { $0 == "free" } == 1 && taken.count { $0 == nil } == 3)
    }

    @Test("an open case may get other facts, a decided one may not")
    func amend() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.store.write(as: .system("test")) {
            _ = try $0.amend("A", fields: #"{"evidence": ["photo"]}"#, amount: 7, segment: nil)
        }
        let stored = try await example.stored("A")
        #expect(stored.fields == #"{"evidence": ["photo"]}"# && stored.amount == 7 && stored.segment == nil)
        #expect(try await example.store.verifyAudit().isIntact)
        try await example.decide("A", .pay)
        #expect(
            await code {
                try await example.store.write(as: .system("test")) {
                    _ = try $0.amend("A", fields: "{}", amount: nil, segment: nil)
                }
            } == .wrongState
        )
    }

    @Test("cases are read page after page")
    func pages() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for number in 0..<7 { try await example.suggest("case-\(number)") }
        var seen: [String] = []
        var filter = CaseFilter()
        filter.limit = 3
        while true {
            let page = try await example.store.read { [filter] in try $0.cases(filter) }
            guard let last = page.last else { break }
            seen += page.map(\.id)
            filter.after = last.number
        }
        #expect(seen == (0..<7).map { "case-\($0)" })
    }
}

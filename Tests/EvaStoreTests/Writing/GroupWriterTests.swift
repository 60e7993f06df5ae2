import EvaStore
import Foundation
import Testing

@Suite("Grouped writes")
struct GroupWriterTests {
    private struct Refusal: Error {}

    @Test("of many writes at once each gets its own answer, and one that fails takes no other with it")
    func group() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let store = example.store
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await store.write(as: .system("test")) { transaction in
                            _ = try transaction.receive(NewCase(id: "case-\(number)", fields: "{}"))
                            if number % 3 == 0 { throw Refusal() }
                        }
                        return (number, true)
                    } catch is Refusal {
                        return (number, false)
                    } catch {
                        Issue.record("\(error)")
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(results.count == 200 && results.allSatisfy { $0.value == ($0.key % 3 != 0) })
        let stored = try await store.read { try $0.cases(CaseFilter()).count + $0.cases(CaseFilter()).count }
        #expect(stored == 2 * min(100, results.count { $0.value }))
        let numbers = try await store.read { reader in
            var filter = CaseFilter()
            filter.limit = 1000
            return try reader.cases(filter).map(\.id)
        }
        #expect(Set(numbers) == Set(results.filter(\.value).map { "case-\($0.key)" }))
        #expect(try await store.verifyAudit().isIntact)
    }

    @Test("a full disk is a clear error, loses nothing, and is over when there is room again")
    func full() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("before")
        let store = example.store
        let pages = try await store.pageCount()
        try await store.configureWriter("PRAGMA max_page_count = \(pages + 3)")
        let long = #"{"text": "\#(String(repeating: "x", count: 100_000))"}"#
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for number in 0..<4 {
                group.addTask {
                    await code {
                        try await store.write(as: .system("test")) {
                            _ = try $0.receive(NewCase(id: "long-\(number)", fields: long))
                        }
                    }
                }
            }
            // A small one in the midst of the large ones still fits.
            group.addTask {
                await code {
                    try await store.write(as: .system("test")) {
                        _ = try $0.receive(NewCase(id: "small", fields: "{}"))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == .diskFull } == 4 && codes.count { $0 == nil } == 1, "\(codes)")
        #expect(try await example.stored("before").status == .open)
        #expect(try await example.stored("small").status == .open)
        #expect(try await store.verifyAudit().isIntact)
        try await store.configureWriter("PRAGMA max_page_count = 1000000")
        try await store.write(as: .system("test")) { _ = try $0.receive(NewCase(id: "long", fields: long)) }
    }

    @Test("a database that turns read-only is a clear error, and reads go on")
    func readOnly() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.store.configureWriter("PRAGMA query_only = ON")
        #expect(await code { try await example.suggest("B") } == .readOnly)
        #expect(try await example.stored("A").id == "A")
        try await example.store.configureWriter("PRAGMA query_only = OFF")
        try await example.suggest("B")
    }

    @Test("more writes than may wait are refused, not queued without end")
    func overload() async throws {
        let example = try await StoreExample.make { $0.maxWaiting = 5 }
        defer { example.remove() }
        let store = example.store
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for number in 0..<300 {
                group.addTask {
                    await code {
                        try await store.write(as: .system("test")) {
                            _ = try $0.receive(NewCase(id: "case-\(number)", fields: "{}"))
                        }
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let accepted = codes.count { $0 == nil }
        #expect(codes.count { $0 == .overloaded } == 300 - accepted && accepted < 300)
        #expect(try await store.read { try $0.caseCounts()[.open] } == accepted)
    }
}

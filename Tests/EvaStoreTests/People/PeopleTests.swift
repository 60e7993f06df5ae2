import EvaStore
import Testing

@Suite("People and their rights")
struct PeopleTests {
    private static let password = "correct horse battery"

    private func user(_ example: StoreExample, _ name: String = "mia", _ roles: Set<Role> = [.manager]) async throws
        -> User
    {
        try await example.store.addUser(name, roles: roles, password: Self.password, as: .system("test"))
    }

    private func logIn(
        _ example: StoreExample,
        _ name: String = "mia",
        _ password: String = password,
        from address: String = "10.0.0.1"
    ) async throws -> NewSession {
        try await example.store.logIn(name: name, password: password, address: address)
    }

    @Test("whoever knows name and password gets a session, which ends")
    func session() async throws {
        let example = try await StoreExample.make {
            $0.sessionSeconds = 3600
            $0.idleSeconds = 600
        }
        defer { example.remove() }
        let mia = try await user(example)
        let session = try await logIn(example, "MIA")
        #expect(session.user == mia && session.secret.count == 43)
        #expect(try await example.store.access(session: session.secret)?.user == mia)
        #expect(try await example.store.access(session: session.secret)?.scopes == nil)
        #expect(try await example.store.access(session: "x") == nil)
        for _ in 0..<5 {
            example.clock.advance(599)
            #expect(try await example.store.access(session: session.secret) != nil, "requests keep it from ending")
        }
        example.clock.advance(601)
        #expect(try await example.store.access(session: session.secret) == nil, "idle")
        let second = try await logIn(example)
        for _ in 0..<8 {
            example.clock.advance(449)
            _ = try await example.store.access(session: second.secret)
        }
        example.clock.advance(9)
        #expect(try await example.store.access(session: second.secret) == nil, "too old")
        let third = try await logIn(example)
        try await example.store.write(as: .user(mia.id)) { try $0.endSession(third.secret) }
        #expect(try await example.store.access(session: third.secret) == nil, "logged out")
    }

    @Test("wrong password, unknown name, no password and disabled user are the same error")
    func refusal() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let mia = try await user(example)
        #expect(await code { _ = try await logIn(example, "mia", "wrong password") } == .badCredentials)
        #expect(await code { _ = try await logIn(example, "nobody") } == .badCredentials)
        #expect(await code { _ = try await logIn(example, "anna") } == .badCredentials)
        let session = try await logIn(example)
        try await example.store.write(as: .system("test")) { try $0.disable(mia.id) }
        #expect(await code { _ = try await logIn(example) } == .badCredentials)
        #expect(try await example.store.access(session: session.secret) == nil)
        try await example.store.write(as: .system("test")) { try $0.enable(mia.id) }
        _ = try await logIn(example)
    }

    @Test("whoever fails too often must wait, longer each time, and not for ever")
    func throttled() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        _ = try await user(example)
        for _ in 0..<5 {
            #expect(await code { _ = try await logIn(example, "mia", "wrong password") } == .badCredentials)
        }
        for seconds in [1.0, 2, 4] {
            #expect(await code { _ = try await logIn(example, "mia", "wrong password") } == .badCredentials)
            #expect(await code { _ = try await logIn(example) } == .throttled, "the right password must wait too")
            #expect(await code { _ = try await logIn(example, "mia", from: "10.0.0.2") } == .throttled)
            example.clock.advance(seconds)
        }
        _ = try await logIn(example)
        #expect(await code { _ = try await logIn(example, "mia", "wrong password") } == .badCredentials, "forgotten")
    }

    @Test("how long to wait grows to a quarter of an hour and no further")
    func waits() {
        let start = StoreTime(milliseconds: 0)
        let seconds = [5, 6, 7, 8, 15, 16, 1000]
            .map {
                Double(LoginThrottle.name.next(failures: $0, last: start).milliseconds) / 1000
            }
        #expect(seconds == [0, 1, 2, 4, 512, 900, 900])
    }

    @Test("users change their own password if they know it, and keep one session")
    func ownPassword() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        _ = try await user(example)
        let sessions = [try await logIn(example), try await logIn(example)]
        func change(from present: String, to new: String) async throws -> NewSession {
            try await example.store.changePassword(of: "mia", from: present, to: new, address: "a")
        }
        #expect(
            await code { _ = try await change(from: "a wrong long password", to: "another long password") }
                == .badCredentials
        )
        #expect(await code { _ = try await change(from: "a wrong long password", to: "short") } == .invalid)
        for session in sessions { #expect(try await example.store.access(session: session.secret) != nil) }
        let kept = try await change(from: Self.password, to: "another long password")
        for session in sessions { #expect(try await example.store.access(session: session.secret) == nil) }
        #expect(try await example.store.access(session: kept.secret)?.user.name == "mia")
        #expect(await code { _ = try await logIn(example) } == .badCredentials)
        _ = try await logIn(example, "mia", "another long password")
    }

    @Test("a new password ends the sessions", arguments: ["short", String(repeating: "x", count: 1025)])
    func passwords(bad: String) async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let mia = try await user(example)
        let session = try await logIn(example)
        #expect(await code { try await example.store.setPassword(bad, of: mia.id, as: .system("test")) } == .invalid)
        try await example.store.setPassword("another long password", of: mia.id, as: .user(mia.id))
        #expect(try await example.store.access(session: session.secret) == nil)
        #expect(await code { _ = try await logIn(example) } == .badCredentials)
        _ = try await logIn(example, "mia", "another long password")
    }

    @Test("the same characters are the same password, however they are composed")
    func normalised() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        _ = try await example.store.addUser(
            "m",
            roles: [],
            password: "caf\u{E9} au lait, toujours",
            as: .system("test")
        )
        _ = try await logIn(example, "m", "cafe\u{301} au lait, toujours")
    }

    @Test("names are told apart without regard to case, and odd ones are refused")
    func names() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        _ = try await user(example, "小二")
        #expect(await code { _ = try await user(example, "ANNA") } == .alreadyExists)
        for name in ["", "a b", "a\n", "<script>", String(repeating: "a", count: 65)] {
            #expect(await code { _ = try await user(example, name) } == .invalid, "\(name)")
        }
        #expect(try await example.store.read { try $0.user(named: "小二").roles } == [.manager])
    }

    @Test("a token does what its scopes say until it expires, is revoked, or its user is disabled")
    func tokens() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let agent = example.agent.id
        func issue() async throws -> NewToken {
            let expires = example.clock.now.adding(seconds: 100)
            return try await example.store.write(as: .system("test")) {
                try $0.issueToken(for: agent, name: "shop", scopes: [.suggest, .cases], expires: expires)
            }
        }
        let token = try await issue()
        #expect(token.secret.hasPrefix("eva_"))
        let access = try await example.store.access(token: token.secret)
        #expect(access?.user.id == agent && access?.scopes == [.cases, .suggest])
        #expect(try await example.store.access(token: "eva_") == nil)
        #expect(try await example.store.access(session: token.secret) == nil)
        example.clock.advance(100)
        #expect(try await example.store.access(token: token.secret) == nil)
        let second = try await issue()
        try await example.store.write(as: .system("test")) { try $0.revokeToken(second.token.id) }
        #expect(try await example.store.access(token: second.secret) == nil)
        let third = try await issue()
        try await example.store.write(as: .system("test")) { try $0.disable(agent) }
        #expect(try await example.store.access(token: third.secret) == nil)
        #expect(await code { _ = try await issue() } == .wrongState)
        #expect(try await example.store.read { try $0.tokens(of: agent).count } == 3)
    }

    @Test("no secret is in the file: passwords, session and token are hashes")
    func secrets() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let mia = try await user(example)
        let session = try await logIn(example)
        let expires = example.clock.now.adding(seconds: 100)
        let token = try await example.store.write(as: .system("test")) {
            try $0.issueToken(for: mia.id, name: "t", scopes: [.metrics], expires: expires)
        }
        let setup = try await example.store.write(as: .system("test")) { try $0.makeSetupCode() ?? "" }
        try example.store.close()
        #expect(try example.hasTrace(of: "$argon2id$v=19$m=19456,t=2,p=1$"))
        for secret in [Self.password, session.secret, token.secret, setup] {
            #expect(try !secret.isEmpty && !example.hasTrace(of: secret))
        }
    }

    @Test("a set-up code makes the first admin once; a later one replaces it")
    func setUp() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        func make() async throws -> String? {
            try await example.store.write(as: .system("serve")) { try $0.makeSetupCode() }
        }
        func setUp(_ code: String) async throws -> NewSession {
            try await example.store.setUp(code: code, name: "root", password: Self.password)
        }
        #expect(await code { _ = try await setUp("") } == .badCredentials)
        let old = try #require(await make())
        let new = try #require(await make())
        #expect(old != new && new.count == 19)
        #expect(await code { _ = try await setUp(old) } == .badCredentials)
        #expect(try await setUp(" \(new.lowercased())").user.roles == [.admin])
        #expect(await code { _ = try await setUp(new) } == .badCredentials)
        #expect(try await make() == nil)
    }

    @Test("the last admin stays")
    func lastAdmin() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let root = try await user(example, "root", [.admin])
        for change in [{ @Sendable in try $0.disable(root.id) }, { try $0.setRoles([.agent], of: root.id) }]
            as [@Sendable (StoreTransaction) throws -> Void]
        {
            #expect(await code { try await example.store.write(as: .system("test"), change) } == .wrongState)
        }
        _ = try await user(example, "other", [.admin, .agent])
        try await example.store.write(as: .system("test")) { try $0.setRoles([.manager, .agent], of: root.id) }
        #expect(try await example.store.read { try $0.user(root.id).roles } == [.manager, .agent])
    }
}

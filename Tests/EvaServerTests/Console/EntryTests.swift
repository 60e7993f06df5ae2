import EvaServer
import EvaStore
import Foundation
import HummingbirdTesting
import Logging
import Testing

struct EntryTests {
    @Test
    func `Every page lets in whom its right names, and shows everybody else the way in`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let pages = example.server.endpoints.filter(\.isPage)
            #expect(pages.count > 30)
            var people: [Role: Person] = [:]
            for role in Role.allCases { people[role] = try await Person(role, client) }
            for endpoint in pages {
                let path = endpoint.path.replacing("{id}", with: "999")
                let anonymous = try await client.send(endpoint.method, path, token: nil)
                let byToken = try await client.send(endpoint.method, path, token: example.tokens[.admin])
                guard case .page(let roles?) = endpoint.right else {
                    // There is an admin: whoever wants to set up is sent to log in.
                    let status = endpoint.method == .post ? 415 : path == "/setup" ? 303 : 200
                    #expect(anonymous.status == status, "\(path)")
                    continue
                }
                // The log-in page, and no word of what lies behind it; a token for programs opens no page.
                #expect(anonymous.status == 401 && anonymous.text.contains("action=\"/login\""), "\(path)")
                #expect(byToken.status == 401, "\(path)")
                for (role, person) in people where path != "/logout" {
                    let answer = endpoint.method == .get ? try await person.get(path) : try await person.post(path)
                    let isIn = answer.status != 401 && answer.status != 403
                    #expect(isIn == roles.contains(role), "\(endpoint.method) \(path) as \(role): \(answer.status)")
                }
            }
        }
    }

    @Test
    func `Only log-in, set-up and what they are drawn with are open to anyone`() async throws {
        let example = try await ServerExample()
        try? FileManager.default.removeItem(atPath: example.folder)
        let open = example.server.endpoints.filter { $0.right == .page(nil) }.map(\.path)
        #expect(Set(open) == ["/login", "/setup", "/assets/console.css", "/assets/console.js", "/assets/icon.svg"])
    }

    @Test
    func `A form without its own session's token changes nothing`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.admin, client)
            let other = try await Person(.curator, client)
            let before = try await example.store.read { try $0.users().count }
            let fields = [("name", "mallory"), ("role", "admin")]
            let stolen = try await other.formToken()
            for token in [nil, "", "0", stolen, String(repeating: "0", count: stolen.count)] {
                let answer = try await person.post("/users", fields, token: .some(token))
                #expect(answer.status == 403 && answer.text.contains("not of this session"))
            }
            #expect(try await example.store.read { try $0.users().count } == before)
            #expect(try await person.post("/users", fields).status == 303)
            #expect(try await example.store.read { try $0.users().count } == before + 1)
        }
    }

    @Test
    func `Whoever logs in gets a cookie that scripts and other sites never see`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            _ = try await Person(.agent, client)
            let visit = try await client.send(.get, "/login", token: nil)
            let visitor = try #require(visit.headers[.setCookie]?.split(separator: ";").first.map(String.init))
            let token = try #require(visit.text.hidden("token"))
            func logIn(_ password: String, next: String, headers: [String: String] = [:]) async throws -> Client.Answer
            {
                try await client.form(
                    "/login",
                    [("token", token), ("name", "Agent"), ("password", password), ("next", next)],
                    cookie: visitor
                )
            }
            let wrong = try await logIn("not it", next: "/cases")
            #expect(wrong.status == 401 && wrong.text.contains("Name or password is wrong."))
            #expect(wrong.text.contains("value=\"Agent\"") && !wrong.text.contains("not it"))
            let right = try await logIn(Person.password, next: "/cases?status=open")
            #expect(right.status == 303 && right.location == "/cases?status=open")
            let cookie = try #require(right.headers[values: .setCookie].first { $0.hasPrefix("eva_session=") })
            #expect(cookie.contains("; HttpOnly; SameSite=Strict") && !cookie.contains("Secure"))
            for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb"] {
                #expect(try await logIn(Person.password, next: elsewhere).location == "/")
            }
            let secure = try await client.send(.get, "/login", token: nil, headers: ["X-Forwarded-Proto": "https"])
            #expect(secure.headers[.setCookie]?.hasPrefix("__Host-") ?? false)
            #expect(secure.headers[.setCookie]?.hasSuffix("; Secure") ?? false)
        }
    }

    @Test
    func `Failed log-ins are throttled, and the page says so`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let visit = try await client.send(.get, "/login", token: nil)
            let visitor = try #require(visit.headers[.setCookie]?.split(separator: ";").first.map(String.init))
            let fields = [
                ("token", try #require(visit.text.hidden("token"))), ("name", "agent"), ("password", "wrong"),
            ]
            var statuses: [Int] = []
            for _ in 0..<8 { statuses.append(try await client.form("/login", fields, cookie: visitor).status) }
            #expect(statuses.first == 401 && statuses.last == 429)
        }
    }

    @Test
    func `Users change their own password, and stay logged in where they are`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.agent, client)
            #expect(try await person.get("/cases").text.contains("href=\"/password\""))
            #expect(try await person.get("/password").text.contains("autocomplete=\"new-password\""))
            func change(_ present: String, _ new: String) async throws -> Client.Answer {
                try await person.post("/password", [("password", present), ("new_password", new)])
            }
            let wrong = try await change("something that it never was", "a wholly new sentence")
            #expect(wrong.status == 422 && wrong.text.contains("The present password is wrong."))
            let short = try await change(Person.password, "short")
            #expect(short.status == 422 && short.text.contains("at least 12 characters"))
            #expect(try await person.get("/cases").status == 200)
            let done = try await change(Person.password, "a wholly new sentence")
            #expect(done.location == "/password?done=password")
            #expect(try await person.get("/cases").status == 401)
            let cookie = try #require(done.headers[values: .setCookie].first { $0.hasPrefix("eva_session=") })
            let header = ["Cookie": String(cookie.prefix { $0 != ";" })]
            #expect(try await client.send(.get, "/cases", token: nil, headers: header).status == 200)
        }
    }

    @Test
    func `After log-out the session is over`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.manager, client)
            #expect(try await person.get("/figures").status == 200)
            let answer = try await person.post("/logout")
            #expect(answer.location == "/login")
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("eva_session=;") })
            #expect(try await person.get("/figures").status == 401)
        }
    }

    @Test
    func `What was written when the session was over is shown to be copied, but not what another site sends`()
        async throws
    {
        try await ServerExample()
            .run { client in
                let body = "token=x&decision=pay&reason=" + "seen%20%3Cb%3Ein%20person"
                func send(_ headers: [String: String]) async throws -> Client.Answer {
                    let form = ["Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"]
                    let all = form.merging(headers) { $1 }
                    return try await client.send(.post, "/cases/a/decide", body, token: nil, headers: all)
                }
                let own = try await send([
                    "Sec-Fetch-Site": "same-origin", "Referer": "https://eva.example/cases/a?after=3",
                ])
                #expect(own.status == 401)
                #expect(own.text.contains("readonly>seen &lt;b&gt;in person</textarea>"), "\(own.text)")
                #expect(own.text.hidden("next") == "/cases/a?after=3")
                for site in ["cross-site", "same-site", "none", nil] {
                    let other = try await send(site.map { ["Sec-Fetch-Site": $0, "Referer": "https://x/evil"] } ?? [:])
                    #expect(other.status == 401 && !other.text.contains("in person"))
                    #expect(other.text.hidden("next") == "/")
                }
            }
    }

    @Test
    func `A new installation is set up once, by whoever has the code`() async throws {
        let example = try await ServerExample()
        defer { try? FileManager.default.removeItem(atPath: example.folder) }
        let store = try EvaStore(path: example.folder + "/new.sqlite", options: StoreOptions(mode: .create))
        let code = try #require(try await store.write(as: .system("test")) { try $0.makeSetupCode() })
        var options = ServerOptions()
        options.port = 0
        let log = example.log
        let server = try await EvaServer(
            model: example.model,
            store: store,
            options: options,
            logger: Logger(label: "test") { _ in JSONLog(level: .trace, write: log.add) }
        )
        try await server.application()
            .test(.router) { test in
                let client = Client(test: test, example: example)
                let visit = try await client.send(.get, "/cases", token: nil)
                #expect(visit.status == 401 && visit.text.contains("action=\"/setup\""))
                let cookie = visit.headers[.setCookie]?.split(separator: ";").first.map(String.init)
                let token = try #require(visit.text.hidden("token"))
                func setUp(_ code: String, _ password: String) async throws -> Client.Answer {
                    let fields = [("token", token), ("code", code), ("name", "root"), ("password", password)]
                    return try await client.form("/setup", fields, cookie: cookie)
                }
                #expect(try await setUp("AAAA-AAAA-AAAA-AAAA", Person.password).status == 401)
                #expect(try await setUp(code, "short").status == 422)
                #expect(try await setUp(code.lowercased(), Person.password).location == "/users")
                #expect(try await store.read { try $0.user(named: "root").roles } == [.admin])
                #expect(try await setUp(code, Person.password).location == "/login")
            }
    }

    @Test
    func `No page may be framed, cached, or load anything from elsewhere`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            for path in ["/login", "/assets/console.js", "/cases"] {
                let answer = try await client.send(.get, path, token: nil)
                let policy = answer.headers[try #require(.init("Content-Security-Policy"))] ?? ""
                #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"))
                #expect(answer.headers[try #require(.init("X-Frame-Options"))] == "DENY")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            }
            #expect(try await client.send(.get, "/login", token: nil).headers[.cacheControl] == "no-store")
        }
    }
}

import EvaStore
import HTTPTypes
import Hummingbird

/// The way in and out: log-in, set-up, log-out, and what these pages need.
struct EntryPages {
    let console: Console

    private var store: EvaStore { console.services.store }

    func add(to routes: inout RouteTable) {
        console.show(.home, on: &routes) { visit, _ in .redirect(Self.start(try visit.user())) }
        console.show(.showLogin, on: &routes) { visit, _ in
            if let access = visit.access { return .redirect(Self.start(access)) }
            return try await login(visit, next: "/")
        }
        console.submit(.logIn, on: &routes, logIn)
        console.submit(.logOut, on: &routes) { visit, _, _ in
            try await store.write(as: try visit.user().actor) { try $0.endSession(visit.secret) }
            return .redirect("/login", cookies: [Cookies.endSession(isSecure: visit.isSecure)])
        }
        console.show(.showPassword, on: &routes) { visit, _ in try password(visit) }
        console.submit(.changePassword, on: &routes, changePassword)
        console.show(.showSetup, on: &routes) { visit, _ in try await setup(visit) }
        console.submit(.setUp, on: &routes, setUp)
        asset(.styleSheet, "text/css; charset=utf-8", PackageResources.console_css, on: &routes)
        asset(.script, "text/javascript; charset=utf-8", PackageResources.console_js, on: &routes)
        asset(.icon, "image/svg+xml", PackageResources.icon_svg, on: &routes)
    }

    private static func start(_ access: Access) -> String { Console.sections(access.user.roles).first ?? "/standards" }

    /// What went wrong with a form, to be shown above it.
    struct Failed {
        let problem: Problem
        /// Name that was typed.
        let name: String?
    }

    /// The page to log in at; before there is an admin, the one to set up at.
    ///
    /// `written` is what its user had written when the session was over.
    func login(
        _ visit: Visit,
        next: String,
        status: Int = 200,
        failed: Failed? = nil,
        written: String? = nil
    ) async throws -> Reply {
        guard try await store.read({ try $0.hasAdmin() }) else { return try await setup(visit, status: status) }
        let model = LoginPage(name: failed?.name, next: Visit.safePath(next), written: written)
        return .page(
            Page("login", visit.words["log_in"], model, status: status, notice: notice(failed, visit.words))
        )
    }

    private func setup(_ visit: Visit, status: Int = 200, failed: Failed? = nil) async throws -> Reply {
        guard try await !store.read({ try $0.hasAdmin() }) else { return .redirect("/login") }
        let model = LoginPage(name: failed?.name, next: "/", written: nil)
        return .page(
            Page("setup", visit.words["set_up"], model, status: status, notice: notice(failed, visit.words))
        )
    }

    private func notice(_ failed: Failed?, _ words: Words) -> Notice? {
        failed.map { Notice(text: words.ifAny("problem_\($0.problem.code)") ?? $0.problem.detail, isError: true) }
    }

    @Sendable private func logIn(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (name, next) = (form["name"] ?? "", form["next"] ?? "/")
        do {
            let session = try await store.logIn(
                name: name,
                password: form.exact("password") ?? "",
                address: visit.address
            )
            return begin(session, visit, next: next)
        } catch let error as StoreError {
            guard let problem = Problem(error), [.unauthorized, .tooManyRequests].contains(problem.status) else {
                throw error
            }
            let failed = Failed(problem: problem, name: name)
            return try await login(visit, next: next, status: problem.status.code, failed: failed)
        }
    }

    @Sendable private func setUp(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let name = form["name"] ?? ""
        do {
            let session = try await store.setUp(
                code: form["code"] ?? "",
                name: name,
                password: form.exact("password") ?? ""
            )
            return begin(session, visit, next: "/users")
        } catch let error as StoreError {
            guard let problem = Problem(error), problem.status.kind == .clientError else { throw error }
            // The same words as for a log-in would be wrong for a code.
            var shown = problem
            if error.code == .badCredentials { shown.code = "setup_code" }
            if error.code == .invalid { shown.code = error.place == "$.name" ? "user_name" : "password" }
            return try await setup(visit, status: problem.status.code, failed: Failed(problem: shown, name: name))
        }
    }

    private func begin(_ session: NewSession, _ visit: Visit, next: String) -> Reply {
        .redirect(
            Visit.safePath(next),
            cookies: [Cookies.session(session.secret, isSecure: visit.isSecure)]
        )
    }

    private func asset(_ endpoint: Endpoint, _ type: String, _ bytes: [UInt8], on routes: inout RouteTable) {
        routes.on(endpoint) { _, _ in
            var headers = Console.headers(type)
            // A new binary brings new ones: a browser asks after a minute.
            headers[.cacheControl] = "public, max-age=60"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }
}

/// The page to log in or set up at.
struct LoginPage: Sendable {
    /// Name that was typed before.
    let name: String?
    /// Where to go then.
    let next: String
    /// What was in a form that came after the session's end, to be copied.
    let written: String?
}

import EvaStore
import Hummingbird

/// The admin's page: users, and tokens for programs.
struct UserPages {
    let console: Console

    private var store: EvaStore { console.services.store }

    func add(to routes: inout RouteTable) {
        console.show(.usersPage, on: &routes) { visit, _ in try await page(visit) }
        console.submit(.addUser, on: &routes, add)
        console.submit(.changeUser, on: &routes, change)
        console.submit(.issueToken, on: &routes, issue)
        console.submit(.revokeToken, on: &routes) { visit, _, context in
            let id = try number(context)
            try await store.write(as: try visit.user().actor) { try $0.revokeToken(id) }
            return .redirect("/users?done=token_revoked")
        }
    }

    private func page(_ visit: Visit, secret: NewToken? = nil, failure: Problem? = nil) async throws -> Reply {
        let words = visit.words
        let own = try visit.user().user.id
        let model = try await store.read { reader in
            UsersPage(
                try reader.users(),
                tokens: try reader.tokens(),
                own: own,
                secret: secret,
                now: reader.now,
                words: words
            )
        }
        let notice = failure.map { problem in
            Notice(text: words.ifAny("problem_\(problem.code)") ?? "\(problem.detail); \(problem.cure)", isError: true)
        }
        return .page(
            Page(
                "users",
                words["nav_users"],
                model,
                status: failure?.status.code ?? 200,
                notice: notice ?? console.done(visit)
            )
        )
    }

    /// What is wrong with the form stands above it.
    private func trying(_ visit: Visit, _ body: () async throws -> Reply) async throws -> Reply {
        do {
            return try await body()
        } catch {
            guard let problem = Problem(error), problem.status.kind == .clientError else { throw error }
            var shown = problem
            if (error as? StoreError)?.code == .invalid, problem.path == "$.name" { shown.code = "user_name" }
            if (error as? StoreError)?.code == .invalid, problem.path == "$.password" { shown.code = "password" }
            return try await page(visit, failure: shown)
        }
    }

    @Sendable private func add(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        try await trying(visit) {
            let user = try await store.addUser(
                form["name"] ?? "",
                roles: roles(form),
                password: form.exact("password").flatMap { $0.isEmpty ? nil : $0 },
                as: try visit.user().actor
            )
            return .redirect("/users?done=user_added&of=\(CasePage.escaped(user.name))")
        }
    }

    private enum Action: String {
        case roles, password, disable, enable
    }

    @Sendable private func change(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, actor) = (try number(context), try visit.user().actor)
        let action = try form.choice("action", of: Action.self)
        return try await trying(visit) {
            let roles = roles(form)
            switch action {
            case .roles: try await store.write(as: actor) { try $0.setRoles(roles, of: id) }
            case .password: try await store.setPassword(form.exact("password") ?? "", of: id, as: actor)
            case .disable: try await store.write(as: actor) { try $0.disable(id) }
            case .enable: try await store.write(as: actor) { try $0.enable(id) }
            }
            let name = try await store.read { try $0.user(id).name }
            return .redirect("/users?done=user_\(action.rawValue)&of=\(CasePage.escaped(name))")
        }
    }

    @Sendable private func issue(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, actor) = (try number(context), try visit.user().actor)
        return try await trying(visit) {
            let scopes = Set(form.all("scope").compactMap(TokenScope.init(rawValue:)))
            let (name, days) = (form["name"] ?? "", try form.integer("days"))
            guard (1...3650).contains(days) else {
                throw RequestObject.wrong("a token lasts 1 to 3650 days", "days", "choose a number of days")
            }
            let token = try await store.write(as: actor) { transaction in
                try transaction.issueToken(
                    for: id,
                    name: name,
                    scopes: scopes,
                    expires: transaction.now.adding(seconds: Double(days) * 86_400)
                )
            }
            // Shown once: not after a redirect, where a path would have to hold it.
            return try await page(visit, secret: token)
        }
    }

    private func roles(_ form: FormBody) -> Set<Role> { Set(form.all("role").compactMap(Role.init(rawValue:))) }

    private func number(_ context: ServerContext) throws -> Int64 {
        guard let id = Int64(try context.parameter("id")) else {
            throw StoreError(.notFound, "there is no such thing", place: "id", cure: "see the list of users")
        }
        return id
    }
}

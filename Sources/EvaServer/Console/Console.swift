import EvaStore
import HTTPTypes
import Hummingbird

/// The console: pages for people, rendered on the server.
///
/// Data goes one way: store and advisor, a page's model, its template.
struct Console: Sendable {
    let services: Services
    let templates: Templates

    typealias Show = @Sendable (Visit, ServerContext) async throws -> Reply
    typealias Submit = @Sendable (Visit, FormBody, ServerContext) async throws -> Reply

    func add(to routes: inout RouteTable) {
        EntryPages(console: self).add(to: &routes)
        CasePages(console: self).add(to: &routes)
        QueuePages(console: self).add(to: &routes)
        FigurePages(console: self).add(to: &routes)
        StandardPages(console: self).add(to: &routes)
        ModelPages(console: self).add(to: &routes)
        TryPages(console: self).add(to: &routes)
        UserPages(console: self).add(to: &routes)
    }

    /// Answers a page.
    func show(_ endpoint: Endpoint, on routes: inout RouteTable, _ show: @escaping Show) {
        routes.on(endpoint, failure: failure) { request, context in
            let visit = try visit(request, context)
            return response(try await show(visit, context), visit)
        }
    }

    /// Answers a form; one without the token that is bound to the session is refused.
    func submit(_ endpoint: Endpoint, on routes: inout RouteTable, _ submit: @escaping Submit) {
        routes.on(endpoint, failure: failure) { request, context in
            let visit = try visit(request, context)
            let form = try await FormBody.read(request, most: services.options.maxBodyBytes)
            guard visit.token.allows(form["token"]) else {
                throw Problem(
                    .forbidden,
                    "form_token",
                    "the form is not of this session",
                    cure: "load the page anew and send the form again"
                )
            }
            return response(try await submit(visit, form, context), visit)
        }
    }

    private func visit(_ request: Request, _ context: ServerContext) throws(Problem) -> Visit {
        try Visit(request, context, servesTLS: services.options.servesTLS)
    }

    /// Which cases a user may see.
    func view(_ visit: Visit) throws(Problem) -> CaseView {
        CaseView(try visit.user(), services.options.caseVisibility)
    }

    /// Whoever is not logged in gets the page to do so; anything else is a page that says what is wrong.
    @Sendable private func failure(
        _ error: any Error,
        _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        let problem = Problem(any: error, context)
        var context = context
        // The gate lets nobody in without the role, but the page that says so is for whoever is logged in.
        if context.access == nil, let session = Cookies(request, servesTLS: services.options.servesTLS).session {
            context.access = try? await services.store.access(session: session)
        }
        let visit = try visit(request, context)
        if problem.status == .unauthorized, visit.access == nil {
            let lost = request.method == .get ? nil : await LostForm(request, most: services.options.maxBodyBytes)
            let path = request.method == .get ? visit.path : lost?.page ?? "/"
            let page = try await EntryPages(console: self).login(visit, next: path, status: 401, written: lost?.text)
            var answer = response(page, visit)
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"eva\""
            return answer
        }
        var answer = response(.page(message(problem, visit.words)), visit)
        answer.headers.append(contentsOf: problem.headers)
        return answer
    }

    private func message(_ problem: Problem, _ words: Words) -> Page {
        let said = words.ifAny("problem_\(problem.code)")
        let model = MessagePage(
            text: said ?? problem.detail,
            cure: said == nil ? problem.cure : nil,
            place: problem.path
        )
        return Page("message", words["problem"], model, status: problem.status.code)
    }

    // MARK: Answers

    func response(_ reply: Reply, _ visit: Visit) -> Response {
        var response: Response
        switch reply {
        case .page(let page):
            let sheet = Sheet(w: visit.words.table, frame: frame(page, visit), page: page.model)
            response = Self.html(templates.render(page.template, sheet), status: page.status)
        case .part(let template, let model):
            let page = Page(template, "", model)
            let sheet = Sheet(w: visit.words.table, frame: frame(page, visit), page: model)
            response = Self.html(templates.render(template, sheet), status: 200)
        case .redirect(let path, let cookies):
            response = Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
            for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        }
        for cookie in visit.cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }

    private func frame(_ page: Page, _ visit: Visit) -> Frame {
        let words = visit.words
        let first = visit.path.dropFirst().split { "/?".contains($0) }.first ?? ""
        let here = first == "reviews" ? "/queue" : "/" + first
        return Frame(
            language: visit.language.tag,
            title: page.title,
            user: visit.access?.user.name,
            links: Self.sections(visit.access?.user.roles ?? [])
                .map { Frame.Link(path: $0, title: words["nav_\($0.dropFirst())"], isHere: $0 == here) },
            token: visit.token.text,
            otherLanguage: visit.language.other.tag,
            otherLanguagePath: visit.otherLanguagePath,
            otherLanguageName: words["other_language"],
            notice: page.notice?.text,
            isError: page.notice?.isError ?? false
        )
    }

    /// The pages of a user with these roles, the first of which is where the user starts.
    static func sections(_ roles: Set<Role>) -> [String] {
        let pages: [(endpoint: Endpoint, usual: Set<Role>)] = [
            (.casesPage, [.agent, .manager, .curator]), (.queuePage, [.reviewer, .manager]),
            (.figuresPage, [.manager]), (.standardsPage, Set(Role.allCases)),
            (.modelsPage, [.manager, .curator, .admin]), (.tryPage, [.agent, .manager, .curator]),
            (.usersPage, [.admin]),
        ]
        let paths = pages.filter { !$0.usual.isDisjoint(with: roles) }.map(\.endpoint.path)
        // Where the work is comes first.
        let starts: [(role: Role, path: String)] = [
            (.agent, "/cases"), (.reviewer, "/queue"), (.manager, "/figures"), (.curator, "/standards"),
            (.admin, "/users"),
        ]
        let start = starts.first { roles.contains($0.role) }?.path
        return paths.filter { $0 == start } + paths.filter { $0 != start }
    }

    private static func html(_ text: String, status: Int) -> Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: headers("text/html; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Nothing but our own style sheet and script, and no frame around us.
    static func headers(_ type: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        let policy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        let more = [
            "Content-Security-Policy": policy, "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        ]
        for (name, value) in more {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }
}

/// A page that only says something.
struct MessagePage: Sendable {
    let text: String
    let cure: String?
    let place: String?
}

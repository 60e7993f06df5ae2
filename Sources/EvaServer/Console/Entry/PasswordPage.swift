import EvaStore
import Hummingbird

/// The page at which users change their own password.
struct PasswordPage: Sendable {
    /// Whose it is: what keeps passwords for a browser wants to know.
    let name: String
}

extension EntryPages {
    func password(_ visit: Visit, failed: Problem? = nil) throws -> Reply {
        let words = visit.words
        let notice = failed.map {
            Notice(text: words.ifAny("problem_\($0.code)") ?? "\($0.detail); \($0.cure)", isError: true)
        }
        return .page(
            Page(
                "password",
                words["change_password"],
                PasswordPage(name: try visit.user().user.name),
                status: failed?.status.code ?? 200,
                notice: notice ?? console.done(visit)
            )
        )
    }

    /// Ends all sessions of the user, wherever they are, and begins this one anew.
    func changePassword(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        do {
            let session = try await console.services.store.changePassword(
                of: try visit.user().user.name,
                from: form.exact("password") ?? "",
                to: form.exact("new_password") ?? "",
                address: visit.address
            )
            return .redirect(
                "/password?done=password",
                cookies: [Cookies.session(session.secret, isSecure: visit.isSecure)]
            )
        } catch let error as StoreError {
            guard var shown = Problem(error), shown.status.kind == .clientError else { throw error }
            if error.code == .invalid { shown.code = "password" }
            if error.code == .badCredentials {
                // The session is good: what is wrong is in the form.
                shown.status = .unprocessableContent
                shown.code = "present_password"
            }
            return try password(visit, failed: shown)
        }
    }
}

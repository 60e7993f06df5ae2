import Mustache

/// The templates of the pages, embedded in the binary.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Texts of the templates by name.
    package static let sources: [String: [UInt8]] = [
        "layout": PackageResources.layout_mustache,
        "login": PackageResources.login_mustache,
        "password": PackageResources.password_mustache,
        "setup": PackageResources.setup_mustache,
        "message": PackageResources.message_mustache,
        "cases": PackageResources.cases_mustache,
        "case": PackageResources.case_mustache,
        "facts": PackageResources.facts_mustache,
        "verdict": PackageResources.verdict_mustache,
        "why": PackageResources.why_mustache,
        "advice": PackageResources.advice_mustache,
        "advicepart": PackageResources.advicepart_mustache,
        "clauses": PackageResources.clauses_mustache,
        "precedents": PackageResources.precedents_mustache,
        "queue": PackageResources.queue_mustache,
        "review": PackageResources.review_mustache,
        "figures": PackageResources.figures_mustache,
        "standards": PackageResources.standards_mustache,
        "draft": PackageResources.draft_mustache,
        "models": PackageResources.models_mustache,
        "try": PackageResources.try_mustache,
        "users": PackageResources.users_mustache,
    ]

    /// **Throws** when a template is none.
    package init() throws {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var library = MustacheLibrary()
        for (name, bytes) in Self.sources {
            // Every partial begins with Mustache's own escaping again.
            let text = "{{% CONTENT_TYPE:\(HTMLText.name)}}\n" + String(decoding: bytes, as: UTF8.self)
            try library.register(text, named: name)
        }
        self.library = library
    }

    /// The template called `name`, filled in.
    package func render(_ name: String, _ model: some Sendable) -> String {
        library.render(model, withTemplate: name) ?? ""
    }
}

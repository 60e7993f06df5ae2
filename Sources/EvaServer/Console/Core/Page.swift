/// A page to be shown: a template, and the model that fills it.
struct Page: Sendable {
    /// Name of the template.
    let template: String
    /// Title of the page.
    let title: String
    /// What the template shows.
    let model: any Sendable
    /// Status of HTTP.
    var status = 200
    /// What was done or went wrong, above all else.
    var notice: Notice?

    init(_ template: String, _ title: String, _ model: any Sendable, status: Int = 200, notice: Notice? = nil) {
        self.template = template
        self.title = title
        self.model = model
        self.status = status
        self.notice = notice
    }
}

/// What was done, or went wrong.
struct Notice: Sendable {
    let text: String
    let isError: Bool
}

/// What a page is answered with.
enum Reply: Sendable {
    case page(Page)
    /// A template without the layout, for a script that puts it into the page.
    case part(String, any Sendable)
    case redirect(String, cookies: [String] = [])
}

/// What the layout shows around a page.
struct Frame: Sendable {
    /// A page in the navigation.
    struct Link: Sendable {
        let path: String
        let title: String
        let isHere: Bool
    }

    let language: String
    let title: String
    let user: String?
    let links: [Link]
    let token: String
    let otherLanguage: String
    let otherLanguagePath: String
    let otherLanguageName: String
    let notice: String?
    let isError: Bool
}

/// What a template sees.
struct Sheet: Sendable {
    /// The words.
    let w: [String: String]
    let frame: Frame
    let page: any Sendable
}

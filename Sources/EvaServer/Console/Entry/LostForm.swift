import Foundation
import HTTPTypes
import Hummingbird

/// A form of ours that came after its session was over: nothing is done with it, but what somebody wrote is not lost.
struct LostForm {
    /// The page that the form was on; `nil` when the browser does not tell.
    let page: String?
    /// What was written; `nil` when there is nothing.
    let text: String?

    /// `nil` unless the browser says that the form is on a page of this server: nobody else puts words on the log-in
    /// page.
    init?(_ request: Request, most: Int) async {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), request.headers[name] == "same-origin",
            let form = try? await FormBody.read(request, most: most)
        else { return nil }
        let referrer = request.headers[.referer].flatMap { URLComponents(string: $0) }
        page = referrer.map { $0.percentEncodedPath + ($0.percentEncodedQuery.map { "?" + $0 } ?? "") }
        text = ["reason", "note", "body"].lazy.compactMap { form[$0] }.first
    }
}

import Mustache

/// Escapes texts for HTML, Unicode scalar by scalar.
///
/// Mustache's own way goes by characters: a quotation mark with an accent on it is another character than the quotation
/// mark, so that it would pass and end an attribute.
package struct HTMLText: MustacheContentType {
    /// Name under which templates ask for it.
    static let name = "EVA"

    package init() {}

    package func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            // What turns the direction of a text could make it say something else than it does.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

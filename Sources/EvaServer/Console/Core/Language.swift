package import EvaCorpus
import HTTPTypes
import Hummingbird

/// A language of the console.
package enum Language: String, Sendable, CaseIterable {
    /// English.
    case en
    /// Chinese.
    case zh

    /// Tag for the page.
    var tag: String { self == .zh ? "zh-CN" : "en" }
    /// The one that the page can be switched to.
    var other: Language { self == .zh ? .en : .zh }

    /// What a browser asks for: the first of ours in its list, by weight.
    ///
    /// **Source** RFC 9110, section 12.5.4.
    package init?(accept: String) {
        var best: (language: Language, weight: Double)?
        for item in accept.lowercased().split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.drop { $0 == " " } }
            guard let tag = parts.first?.split(separator: "-").first, let language = Language(rawValue: String(tag))
            else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        guard let best else { return nil }
        self = best.language
    }
}

extension Titles {
    /// The text in a language.
    package subscript(language: Language) -> String { language == .zh ? zh : en }
}

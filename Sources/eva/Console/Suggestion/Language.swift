import ArgumentParser
package import EvaCorpus

/// Language of what people read.
package enum Language: String, CaseIterable, Sendable, ExpressibleByArgument {
    case en
    case zh

    /// The text in this language.
    package func of(_ text: Titles) -> String {
        self == .en ? text.en : text.zh
    }
}

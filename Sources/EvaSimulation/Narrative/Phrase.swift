import EvaNumerics

/// A sentence with alternatives: `[a|b]` stands for one of its parts, `{}` for the goods.
struct Phrase: ExpressibleByStringLiteral, Sendable {
    /// Parts to be joined, each with its alternatives.
    private let parts: [[String]]

    init(stringLiteral text: String) {
        var parts: [[String]] = []
        for (index, piece) in text.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: "]") else {
                parts.append([String(piece)])
                continue
            }
            parts.append(piece[..<end].split(separator: "|").map(String.init))
            parts.append([String(piece[piece.index(after: end)...])])
        }
        self.parts = parts.filter { $0 != [""] }
    }

    /// Number of sentences that the phrase can become.
    var variants: Int { parts.reduce(1) { $0 * $1.count } }

    /// One of the sentences.
    func written(using random: inout RandomGenerator, goods: String = "") -> String {
        var text = ""
        for part in parts {
            let choice = part.count == 1 ? part[0] : part[random.below(part.count)]
            text += choice == "{}" ? goods : choice
        }
        return text
    }
}

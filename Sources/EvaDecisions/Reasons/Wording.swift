package import EvaCorpus
import Foundation

/// Values and answers as sentences for people say them.
package enum Wording {
    /// A name on one line and without the underscores of codes, cut short where it is long.
    package static func value(_ text: String) -> String {
        let bytes = text.utf8
        if bytes.count <= mostCharacters, bytes.allSatisfy({ (32..<127).contains($0) }) {
            // Most values are codes: the same as below, byte by byte.
            let (underscore, space) = (UInt8(ascii: "_"), UInt8(ascii: " "))
            guard bytes.contains(underscore), !bytes.contains(space) else { return text }
            return String(decoding: bytes.map { $0 == underscore ? space : $0 }, as: UTF8.self)
        }
        let line = String(text.map { $0.isNewline ? " " : $0 })
        let readable = line.contains(" ") ? line : line.replacing("_", with: " ")
        return readable.count > mostCharacters ? readable.prefix(mostCharacters - 1) + "…" : readable
    }

    private static let mostCharacters = 60

    /// A displayed value of a field of that type: flags and lists of members in the language's own words.
    package static func shown(_ text: String, of type: FieldType?) -> Titles {
        switch type {
        case .flag: Titles(en: text, zh: text == "yes" ? "是" : "否")
        case .set: list(text.components(separatedBy: "; ").map(value))
        default: Titles(en: value(text), zh: value(text))
        }
    }

    /// `a, b and c`; beyond `most` names only how many more there are.
    package static func list(_ names: [String], most: Int = .max) -> Titles {
        let shown = Array(names.prefix(most))
        let more = names.count - shown.count
        if more > 0 {
            return Titles(
                en: "\(shown.joined(separator: ", ")) and \(more) more",
                zh: "\(shown.joined(separator: "、"))等\(names.count)项"
            )
        }
        let head = shown.dropLast().joined(separator: ", ")
        return Titles(
            en: (head.isEmpty ? "" : "\(head) and ") + (shown.last ?? ""),
            zh: shown.joined(separator: "、")
        )
    }

    /// The day of a moment.
    package static func day(_ time: CaseTime) -> String {
        String(time.description.prefix(10))
    }

    /// A number for a comparison: money with two decimals, others with at most four digits that count.
    static func rounded(_ value: Double, isMoney: Bool) -> String {
        if isMoney || value == 0 { return numberText(value, isMoney: isMoney) }
        let digits = max(0, min(12, 3 - Int(log10(abs(value)).rounded(.down))))
        let power = pow(10, Double(digits))
        return numberText((value * power).rounded() / power, isMoney: false)
    }

    /// A probability in per cent with one decimal.
    package static func percent(_ share: Double) -> String {
        String(format: "%.1f", 100 * share)
    }
}

extension Field {
    /// The title, or the name where the schema gives none.
    package var shownTitle: Titles { title ?? Titles(en: name, zh: name) }
}

extension Answer {
    /// The answer's name.
    package var name: Titles {
        switch self {
        case .pay: Titles(en: "pay", zh: "赔付")
        case .deny: Titles(en: "deny", zh: "拒赔")
        case .review: Titles(en: "review", zh: "复审")
        }
    }
}

extension ReviewCause {
    /// The cause as an agent reads it.
    package var sentence: Titles {
        switch self {
        case .unsure:
            Titles(en: "The model is not sure enough to answer by itself.", zh: "模型把握不足，不宜直接给出结论。")
        case .novelty:
            Titles(en: "The case is unlike anything that was seen before.", zh: "与以往见过的案例都不相似。")
        case .standardsInConflict:
            Titles(en: "Clauses that must be followed say opposite things.", zh: "必须遵守的条款相互矛盾。")
        case .evidenceMissing:
            Titles(
                en: "Evidence is missing, and with it the answer could be another one.",
                zh: "缺少凭证，补齐后结论可能不同。"
            )
        case .budgetSpent:
            Titles(
                en: "The newest decided cases of this kind have used up the error budget.",
                zh: "此类案例近期的差错已用尽差错预算。"
            )
        }
    }
}

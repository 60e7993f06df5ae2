import EvaBundle
import EvaDecisions
import Foundation

/// A suggestion as an agent reads it on a terminal.
struct SuggestionView {
    private let suggestion: Suggestion
    private let info: BundleInfo
    private let colours: Bool

    init(_ suggestion: Suggestion, info: BundleInfo, colours: Bool) {
        self.suggestion = suggestion
        self.info = info
        self.colours = colours
    }

    var text: String {
        var lines = [
            "\(bold(answer))  confidence \(percent(suggestion.confidence))"
                + "  (probability of pay \(decimals(suggestion.probability)))"
        ]
        if let id = suggestion.caseID { lines.append("Case \(plain(id))") }
        lines.append("")
        lines.append("Reasons")
        lines += suggestion.reasons.map { reason in
            let sign = reason.contribution > 0 ? "+" : "−"
            let weight = String(format: "%.2f", abs(reason.contribution))
            return "  \(bar(reason.contribution)) \(sign)\(weight)  \(plain(reason.text.en))"
        }
        if suggestion.reasons.isEmpty { lines.append("  no field says anything about this case") }
        lines.append("")
        let measured = info.measured
        lines.append(
            "Model \(suggestion.model.name) version \(suggestion.model.version) (\(suggestion.model.hash.prefix(12))); "
                + "accuracy on later cases \(percent(measured.accuracy))\(info.simulated ? ", simulated" : "")"
        )
        return lines.joined(separator: "\n")
    }

    private var answer: String {
        switch suggestion.answer {
        case .pay: colour("PAY", 32)
        case .deny: colour("DENY", 31)
        case .review: colour("REVIEW", 33)
        }
    }

    private func bar(_ contribution: Double) -> String {
        let length = max(1, min(10, Int((abs(contribution) * 4).rounded())))
        let bar = String(repeating: "█", count: length)
        return colour(bar, contribution > 0 ? 32 : 31) + String(repeating: " ", count: 10 - length)
    }

    private func colour(_ text: String, _ code: Int) -> String {
        colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func bold(_ text: String) -> String {
        colours ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    /// Text from users cannot steer the terminal.
    private func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }
}

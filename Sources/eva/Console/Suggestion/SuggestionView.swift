package import EvaBundle
package import EvaCorpus
package import EvaDecisions
import Foundation

/// A suggestion as an agent reads it on a terminal; sections without content are left out.
package struct SuggestionView {
    let suggestion: Suggestion
    let schema: Schema
    let info: BundleInfo
    let terminal: Terminal

    package init(_ suggestion: Suggestion, schema: Schema, info: BundleInfo, terminal: Terminal) {
        self.suggestion = suggestion
        self.schema = schema
        self.info = info
        self.terminal = terminal
    }

    /// The lines, with line breaks between.
    package var text: String {
        let sections = [
            answer, reasons, standards, conflicts, missingEvidence, precedents, amount, change, [model],
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var answer: [String] {
        let name = suggestion.answer.name
        let word = terminal.say(name.en.uppercased(), name.zh)
        let (confidence, probability) = (terminal.percent(suggestion.confidence), decimals(suggestion.probability))
        let figures = terminal.say(
            "confidence \(confidence)  (probability of pay \(probability))",
            "把握\(confidence)（赔付概率\(probability)）"
        )
        let lines = terminal.wrapped(figures, indent: Terminal.width(word) + 2)
        let shown = terminal.bold(terminal.colour(word, colour(suggestion.answer)))
        return ["\(shown)  \(lines.joined(separator: "\n"))"] + circumstances
    }

    private var circumstances: [String] {
        var lines: [String] = []
        if let id = suggestion.caseID { lines.append(terminal.say("Case", "案例") + " \(terminal.plain(id))") }
        if let cause = suggestion.reviewCause {
            lines += terminal.wrapped(terminal.say("Why review: ", "复审原因：") + terminal.say(cause.sentence), indent: 0)
        }
        let deciding = suggestion.decidingStandards
        if !deciding.isEmpty {
            let list = Wording.list(deciding.map { "\($0.id) “\(terminal.language.of($0.title))”" })
            lines += terminal.wrapped(
                terminal.say("Decided by a standard, whatever the model says: ", "依标准决定，不以模型为准：") + terminal.say(list),
                indent: 0
            )
        }
        return lines
    }

    private var reasons: [String] {
        var lines = [heading("Reasons", "理由")]
        if suggestion.reasons.isEmpty {
            lines.append("  " + terminal.say("no field says anything about this case", "没有字段能说明此案例"))
        }
        for reason in suggestion.reasons {
            let sign = reason.contribution > 0 ? "+" : "−"
            let weight = String(format: "%.2f", abs(reason.contribution))
            let label = terminal.padded("\(sign)\(weight)", to: 7)
            lines += item(label, terminal.say(reason.text), bar: bar(reason.contribution))
        }
        return lines
    }

    private var change: [String] {
        guard let change = suggestion.whatWouldChangeIt else { return [] }
        let text = terminal.wrapped(terminal.say(change.text), indent: 2)
        return [heading("What would change it", "什么会改变结论")] + ["  " + text.joined(separator: "\n")]
    }

    private var model: String {
        let (model, accuracy) = (suggestion.model, terminal.percent(info.measured.accuracy))
        let name = terminal.plain(model.name)
        let text = terminal.say(
            "Model \(name) version \(model.version) (\(model.hash.prefix(12))); accuracy on later cases \(accuracy)"
                + (info.simulated ? ", simulated" : ""),
            "模型\(name)版本\(model.version)（\(model.hash.prefix(12))）；在之后案例上的准确率\(accuracy)"
                + (info.simulated ? "（模拟数据）" : "")
        )
        return terminal.faint(terminal.wrapped(text, indent: 0).joined(separator: "\n"))
    }

    private func bar(_ contribution: Double) -> String {
        let length = max(1, min(10, Int((abs(contribution) * 4).rounded())))
        let bar = String(repeating: "█", count: length)
        return terminal.colour(bar, contribution > 0 ? 32 : 31) + String(repeating: " ", count: 10 - length)
    }
}

extension SuggestionView {
    func heading(_ en: String, _ zh: String) -> String {
        terminal.bold(terminal.say(en, zh))
    }

    func colour(_ answer: Answer) -> Int {
        switch answer {
        case .pay: 32
        case .deny: 31
        case .review: 33
        }
    }

    /// A line with a bar and a label, its text wrapped beside them.
    private func item(_ label: String, _ text: String, bar: String) -> [String] {
        let lines = terminal.wrapped(text, indent: 2 + 10 + 1 + 7)
        return ["  \(bar) \(label)\(lines.first ?? "")"] + lines.dropFirst()
    }
}

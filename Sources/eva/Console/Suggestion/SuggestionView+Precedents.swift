import EvaCorpus
import EvaDecisions
import Foundation

extension SuggestionView {
    /// A table, a precedent a row: how alike, day, label, identifier, and below it what differs most.
    var precedents: [String] {
        guard !suggestion.precedents.isEmpty else { return [] }
        var lines = [heading("Precedents", "相似案例")]
        for precedent in suggestion.precedents {
            let name = precedent.label.name
            let label = terminal.padded(terminal.say(name.en, name.zh), to: 6)
            let day = terminal.padded(terminal.plain(String(precedent.time.prefix(10))), to: 10)
            let similarity = terminal.padded(
                "\(Int((100 * precedent.similarity).rounded(.down)))\(terminal.say(" %", "%"))",
                to: 5
            )
            lines.append(
                "  \(similarity)  \(day)  \(terminal.colour(label, colour(precedent.label)))  \(terminal.plain(precedent.id))"
            )
            let differences = precedent.differences.prefix(3).map(words)
            let text =
                differences.isEmpty
                ? terminal.say("no difference", "没有差异")
                : terminal.say("there: ", "该案：") + differences.joined(separator: terminal.say("; ", "；"))
            lines.append("         " + terminal.wrapped(text, indent: 9).joined(separator: "\n"))
        }
        return lines
    }

    /// What is claimed, and what to pay of it.
    var amount: [String] {
        guard let amount = suggestion.amount else { return [] }
        func money(_ value: Double) -> String {
            numberText(value, isMoney: true) + (amount.currency.map { " \($0)" } ?? "")
        }
        var text = terminal.say("claimed \(money(amount.claimed))", "申请\(money(amount.claimed))")
        if let suggested = amount.suggested {
            text += terminal.say("; if paid, suggested \(money(suggested))", "；如赔付，建议\(money(suggested))")
        }
        if let lowest = amount.lowest, let highest = amount.highest {
            text += terminal.say(
                ", with 80 % between \(money(lowest)) and \(money(highest))",
                "，80%区间为\(money(lowest))至\(money(highest))"
            )
        }
        return [
            heading("Amount", "金额"), "  " + terminal.wrapped(terminal.plain(text), indent: 2).joined(separator: "\n"),
        ]
    }

    private func words(_ difference: Precedent.Difference) -> String {
        let field = schema.fieldIndex(difference.field).map { schema.fields[$0] }
        func shown(_ value: String?) -> String {
            guard let value else { return terminal.say("not given", "未提供") }
            return terminal.language.of(Wording.shown(value, of: field?.type))
        }
        let (here, there) = (shown(difference.here), shown(difference.there))
        let name = field.map { terminal.language.of($0.shownTitle) } ?? difference.field
        return terminal.plain(
            terminal.say("\(name) \(there), here \(here)", "\(name)为\(there)，此案为\(here)")
        )
    }
}

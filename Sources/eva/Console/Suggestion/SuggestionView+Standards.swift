import EvaDecisions
import EvaStandards

extension SuggestionView {
    /// Each clause with what it says here, and its text.
    var standards: [String] {
        guard !suggestion.standards.isEmpty else { return [] }
        var lines = [heading("Standards", "适用标准")]
        for clause in suggestion.standards {
            let mark = clause.isInForce ? terminal.colour("●", colour(of: clause.effect)) : "○"
            let title = "\(terminal.plain(clause.id)) v\(clause.version) \(terminal.say(clause.title))"
            let head = title + terminal.say(" (\(says(clause)))", "（\(says(clause))）")
            let wrapped = terminal.wrapped(head, indent: 4)
            lines.append("  \(mark) \(wrapped.joined(separator: "\n"))")
            lines.append("    " + terminal.wrapped(terminal.say(clause.text), indent: 4).joined(separator: "\n"))
        }
        return lines
    }

    var conflicts: [String] {
        guard !suggestion.conflicts.isEmpty else { return [] }
        return [heading("Conflicts", "矛盾之处")]
            + suggestion.conflicts.map { conflict in
                let text = terminal.wrapped(terminal.say(conflict.text), indent: 4).joined(separator: "\n")
                return "  \(terminal.colour("!", 33)) \(text)"
            }
    }

    /// A checklist, with the clauses that ask.
    var missingEvidence: [String] {
        guard !suggestion.missingEvidence.isEmpty else { return [] }
        return [heading("Missing evidence", "缺少的凭证")]
            + suggestion.missingEvidence.map { missing in
                let clauses = missing.standards.joined(separator: ", ")
                let text = "\(Wording.value(missing.evidence)) (\(clauses))"
                return "  [ ] \(terminal.wrapped(terminal.plain(text), indent: 6).joined(separator: "\n"))"
            }
    }

    private func says(_ clause: ClauseFinding) -> String {
        let effect =
            switch clause.effect {
            case .mustPay: terminal.say("must be paid", "必须赔付")
            case .mustDeny: terminal.say("must be denied", "必须拒赔")
            case .supportsPay: terminal.say("speaks for paying", "倾向赔付")
            case .supportsDeny: terminal.say("speaks for denying", "倾向拒赔")
            case .needsEvidence: terminal.say("speaks for denying until its evidence is there", "凭证补齐前倾向拒赔")
            }
        if clause.isInForce { return effect }
        return clause.effect == .needsEvidence
            ? terminal.say("its evidence is there", "凭证已齐")
            : effect + terminal.say(" once its evidence is there", "，待凭证补齐")
    }

    private func colour(of effect: Effect) -> Int {
        switch effect {
        case .mustPay, .supportsPay: colour(.pay)
        case .mustDeny, .supportsDeny, .needsEvidence: colour(.deny)
        }
    }
}

import EvaCorpus
import EvaStandards

extension ClauseReview {
    /// Clauses that apply, as people read them.
    func findings(_ matches: [CatalogueMatcher.Match]) -> [ClauseFinding] {
        matches.map { match in
            let standard = catalogue.standards[match.standard]
            return ClauseFinding(
                id: standard.id,
                version: standard.version,
                title: standard.title,
                text: standard.text,
                effect: match.effect,
                isInForce: match.isInForce,
                missingEvidence: match.missingEvidence
            )
        }
    }

    /// Evidence that clauses ask for and the case lacks, each once, with the clauses.
    func missingEvidence(_ matches: [CatalogueMatcher.Match]) -> [MissingEvidence] {
        var missing: [MissingEvidence] = []
        for match in matches {
            let id = catalogue.standards[match.standard].id
            for name in match.missingEvidence {
                if let known = missing.firstIndex(where: { $0.evidence == name }) {
                    if !missing[known].standards.contains(id) { missing[known].standards.append(id) }
                } else {
                    missing.append(MissingEvidence(evidence: name, standards: [id]))
                }
            }
        }
        return missing
    }

    /// Who says the opposite of whom: clauses that must be followed, clauses that support, and clauses against `model`,
    /// the decision that the model gives by itself.
    ///
    /// Clauses that support are silent beside one that must be followed. Evidence that is missing is no opposition:
    /// it has a place of its own.
    func conflicts(_ matches: [CatalogueMatcher.Match], model: Decision) -> [StandardsConflict] {
        let musts = Sides(pay: ids(matches, .mustPay), deny: ids(matches, .mustDeny))
        if !musts.isSilent { return musts.conflicts(model: model, isHard: true) }
        return Sides(pay: ids(matches, .supportsPay), deny: ids(matches, .supportsDeny))
            .conflicts(model: model, isHard: false)
    }

    private func ids(_ matches: [CatalogueMatcher.Match], _ effect: Effect) -> [String] {
        matches.filter { $0.effect == effect && $0.isInForce }.map { catalogue.standards[$0.standard].id }
    }
}

/// Clauses in force for paying and for denying, of one rank.
private struct Sides {
    let pay: [String]
    let deny: [String]

    var isSilent: Bool { pay.isEmpty && deny.isEmpty }

    func conflicts(model: Decision, isHard: Bool) -> [StandardsConflict] {
        if !pay.isEmpty && !deny.isEmpty {
            return [StandardsConflict(forPay: pay, forDeny: deny, text: isHard ? hardText : softText)]
        }
        let (clauses, ownAnswer): ([String], Answer) = deny.isEmpty ? (pay, .pay) : (deny, .deny)
        guard !clauses.isEmpty, model.answer != .review, model.answer != ownAnswer else { return [] }
        let text = isHard ? hardText(clauses, ownAnswer, model) : softText(clauses, ownAnswer, model)
        return [StandardsConflict(forPay: pay, forDeny: deny, text: text)]
    }

    private var hardText: Titles {
        Titles(
            en: "By \(list(pay)) the claim must be paid, by \(list(deny)) it must be denied: a reviewer decides",
            zh: "依据\(chineseList(pay))须赔付，依据\(chineseList(deny))须拒赔：由复审决定"
        )
    }

    private var softText: Titles {
        Titles(
            en: "\(list(pay)) \(speak(pay)) for paying, \(list(deny)) for denying",
            zh: "\(chineseList(pay))倾向赔付，\(chineseList(deny))倾向拒赔"
        )
    }

    private func hardText(_ clauses: [String], _ answer: Answer, _ model: Decision) -> Titles {
        Titles(
            en: "By \(list(clauses)) the claim must be \(answer == .pay ? "paid" : "denied"); \(english(model)); "
                + "the standard decides",
            zh: "依据\(chineseList(clauses))须\(chinese(answer))，而\(chinese(model))：以标准为准"
        )
    }

    private func softText(_ clauses: [String], _ answer: Answer, _ model: Decision) -> Titles {
        Titles(
            en:
                "\(list(clauses)) \(speak(clauses)) for \(answer == .pay ? "paying" : "denying"); \(english(model)), which such "
                + "a standard does not outrank",
            zh: "\(chineseList(clauses))倾向\(chinese(answer))，而\(chinese(model))：此类条款不优先于模型"
        )
    }

    private func english(_ model: Decision) -> String {
        "the model says \(model.answer.rawValue), with a probability of pay of \(percent(model))"
    }

    private func chinese(_ model: Decision) -> String {
        "模型判断为\(chinese(model.answer))，赔付概率\(percent(model))"
    }

    private func chinese(_ answer: Answer) -> String { answer == .pay ? "赔付" : "拒赔" }

    private func percent(_ model: Decision) -> String {
        let tenths = Int((model.probability * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private func list(_ ids: [String]) -> String {
        ids.count < 2 ? ids.joined() : "\(ids.dropLast().joined(separator: ", ")) and \(ids[ids.count - 1])"
    }

    private func speak(_ ids: [String]) -> String { ids.count == 1 ? "speaks" : "speak" }

    private func chineseList(_ ids: [String]) -> String { ids.joined(separator: "、") }
}

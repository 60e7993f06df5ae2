import EvaCorpus

extension ClaimantNotice {
    /// The notice in words.
    ///
    /// Its own words name no field: every fact in it is in one of the lists.
    func words(_ schema: Schema) -> Titles {
        var paragraphs = [opening]
        if !mainFacts.isEmpty {
            paragraphs.append(list("What spoke for this:", "主要依据：", mainFacts, schema, isMain: true))
        }
        if !otherFacts.isEmpty {
            paragraphs.append(
                mainFacts.isEmpty
                    ? list("What we looked at:", "我们查看的信息：", otherFacts, schema)
                    : list("We also looked at:", "我们还查看了：", otherFacts, schema)
            )
        }
        paragraphs += standards.map {
            Titles(en: "Rule \($0.id), \($0.title.en): \($0.text.en)", zh: "适用规则\($0.id)（\($0.title.zh)）：\($0.text.zh)")
        }
        if !whatYouCanDo.isEmpty {
            paragraphs.append(
                Titles(
                    en: "What you can do: " + whatYouCanDo.map(\.en).joined(separator: " "),
                    zh: "您可以：" + whatYouCanDo.map(\.zh).joined()
                )
            )
        }
        return Titles(
            en: paragraphs.map(\.en).joined(separator: "\n"),
            zh: paragraphs.map(\.zh).joined(separator: "\n")
        )
    }

    private var opening: Titles {
        switch decision {
        case .pay: Titles(en: "Your claim is accepted.", zh: "您的申请已通过。")
        case .deny: Titles(en: "Your claim is not accepted.", zh: "您的申请未通过。")
        case .review:
            Titles(
                en: "Your claim is being looked at by a person; nothing is decided yet.",
                zh: "您的申请正由人工审核，尚未作出决定。"
            )
        }
    }

    private func list(_ en: String, _ zh: String, _ facts: [Fact], _ schema: Schema, isMain: Bool = false) -> Titles {
        let items = facts.map { fact -> Titles in
            let field = schema.fieldIndex(fact.field).map { schema.fields[$0] }
            // Who wrote a text knows it.
            if field?.type == .text {
                return Titles(en: "\(fact.title.en) as it was given", zh: "\(fact.title.zh)（以提交内容为准）")
            }
            let value = Wording.shown(fact.value, of: field?.type)
            // Evidence that speaks against is too little of it.
            if isMain, decision == .deny, field?.isEvidence == true, !value.en.isEmpty {
                return Titles(
                    en: "\(fact.title.en): no more than \(value.en)",
                    zh: "\(fact.title.zh)：只有\(value.zh)"
                )
            }
            if value.en.isEmpty { return Titles(en: "\(fact.title.en): nothing", zh: "\(fact.title.zh)：无") }
            return Titles(en: "\(fact.title.en): \(value.en)", zh: "\(fact.title.zh)：\(value.zh)")
        }
        return Titles(
            en: "\(en) \(items.map(\.en).joined(separator: "; ")).",
            zh: "\(zh)\(items.map(\.zh).joined(separator: "；"))。"
        )
    }
}

import EvaCorpus
import EvaDecisions
import EvaStore
import Foundation

extension Advice {
    /// Of a stored suggestion, or of what would be suggested with `ticked` evidence.
    static func make(
        _ file: CaseFile,
        _ serving: Serving,
        ticked: EvidenceAdded,
        canDecide: Bool,
        words: Words
    ) throws -> Advice? {
        guard let suggestion = file.suggestion, let json = suggestion.json, let fields = file.stored.fields else {
            return nil
        }
        let isPreview = canDecide && !ticked.isEmpty
        let (table, changed, fresh) = try serving.withSession { session in
            let table = try session.read(Array(fields.utf8), file: "case")
            let changed = isPreview ? try serving.adding(ticked, to: table) : table
            return (table, changed, try session.suggest(changed))
        }
        let shown = try SuggestionRecord(json: isPreview ? fresh.json.text : json)
        let before = isPreview ? try SuggestionRecord(json: json) : shown
        let checklist =
            canDecide ? serving.checklist(table, ticked: ticked, missing: before.missingEvidence) : []
        return Advice(
            casePath: CasePage.path(file.stored.id),
            number: suggestion.id,
            view: SuggestionView(shown, schema: table.schema, words: words),
            checklist: checklist,
            hasChecklist: !checklist.isEmpty,
            isPreview: isPreview,
            previewText: isPreview
                ? words("preview", words["answer_\(before.suggestion.rawValue)"], Shown.percent(before.probability))
                : nil,
            canDecide: canDecide && !isPreview,
            acceptText: words["accept_\(suggestion.answer.rawValue)"],
            committed: canDecide
                ? file.commitment.map { words("you_said", words["answer_\($0.answer.rawValue)"]) } : nil,
            notices: canDecide ? NoticeText.all(fresh, changed, serving, words: words) : []
        )
    }
}

extension NoticeText {
    /// One for each decision, the suggested one first.
    static func all(_ suggestion: Suggestion, _ table: CaseTable, _ serving: Serving, words: Words) -> [NoticeText] {
        let rest = Answer.allCases.filter { $0 != suggestion.answer }
        return ([suggestion.answer] + rest)
            .map { answer in
                let notice = ClaimantNotice(
                    suggestion,
                    table: table,
                    row: 0,
                    decision: answer,
                    catalogue: serving.advisor.guidance.standards?.catalogue
                )
                let text = words(notice.text)
                return NoticeText(
                    answer: answer.rawValue,
                    title: words["notice_\(answer.rawValue)"],
                    paragraphs: text.split(separator: "\n").map(String.init),
                    text: text,
                    isSuggested: answer == suggestion.answer
                )
            }
    }
}

extension CasePage {
    /// Path of a case's page.
    static func path(_ id: String) -> String { "/cases/\(escaped(id))" }

    /// An identifier as part of a path.
    static func escaped(_ id: String) -> String {
        var allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."\u{7F}"))
        allowed.insert(charactersIn: "-._~")
        return id.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    init(
        _ file: CaseFile,
        _ serving: Serving,
        ticked: EvidenceAdded,
        canDecide: Bool,
        isHidden: Bool,
        typed: (answer: Answer?, reason: String?) = (nil, nil),
        words: Words
    ) throws {
        let stored = file.stored
        let schema = serving.advisor.bundle.schema
        let table = try stored.fields.map { fields in
            try serving.withSession { try $0.read(Array(fields.utf8), file: "case") }
        }
        let rows = table.map { FactRow.all(of: $0, words: words) } ?? []
        id = stored.id
        number = stored.number
        path = Self.path(stored.id)
        received = Shown.time(stored.received)
        claimed = table.flatMap { $0.times[0].isMissing ? nil : $0.times[0].description.replacing("T", with: " ") }
        amount = stored.amount.map { Shown.money($0, schema.amount?.currency) }
        status = stored.status.rawValue
        statusName = words["status_\(stored.status.rawValue)"]
        segment = stored.segment.map(Shown.words)
        facts = rows.filter { !$0.isText }
        texts = rows.filter(\.isText)
        self.isHidden = isHidden && canDecide
        self.canDecide = canDecide
        let isVisible = !isHidden && (canDecide || file.suggestion?.shown != nil)
        advice =
            isVisible
            ? try Advice.make(file, serving, ticked: ticked, canDecide: canDecide, words: words) : nil
        withoutAdvice =
            advice == nil && !(isHidden && canDecide)
            ? words[stored.fields == nil ? "purged" : file.isBlind ? "blind_under_way" : "no_suggestion"] : nil
        history = HistoryRow.all(of: file, words: words)
        hasHistory = !history.isEmpty
        reason = typed.reason
        isOverriding = typed.answer != nil || typed.reason != nil
        choices = Self.choices(words, but: file.suggestion?.answer, chosen: typed.answer)
        commits = Self.choices(words, but: nil, chosen: nil)
    }
}

extension HistoryRow {
    /// What was decided and reviewed, in the order in which it was.
    static func all(of file: CaseFile, words: Words) -> [HistoryRow] {
        file.decisions
            .map { decision in
                HistoryRow(
                    who: file.names[decision.agent] ?? "",
                    what: words[
                        !decision.isFinal ? "before_suggestion" : decision.hasSeen ? "with_suggestion" : "decision"
                    ],
                    answer: decision.answer.rawValue,
                    answerName: words[(decision.isFinal ? "decided_" : "answer_") + decision.answer.rawValue],
                    remark: decision.reason,
                    when: Shown.time(decision.decided)
                )
            }
            + (file.review.map { review in
                [
                    HistoryRow(
                        who: file.names[review.reviewer] ?? "",
                        what: words[review.isBlind ? "blind_review" : "final_word"],
                        answer: review.answer.rawValue,
                        answerName: words["decided_\(review.answer.rawValue)"],
                        remark: review.note,
                        when: Shown.time(review.reviewed)
                    )
                ]
            } ?? [])
    }
}

import EvaCorpus
import EvaDecisions

/// One case on one screen.
struct CasePage: Sendable {
    let id: String
    let number: Int64
    let path: String
    let received: String
    let claimed: String?
    let amount: String?
    let status: String
    let statusName: String
    let segment: String?
    let facts: [FactRow]
    let texts: [FactRow]
    let advice: Advice?
    /// Whether the agent has to say first what they would do.
    let isHidden: Bool
    /// Why no suggestion is shown, where there is none and nothing is to be decided.
    let withoutAdvice: String?
    let canDecide: Bool
    let history: [HistoryRow]
    let hasHistory: Bool
    /// What was typed before, when a form came back.
    let reason: String?
    let isOverriding: Bool
    let choices: [Choice]
    let commits: [Choice]

    /// An answer that can be chosen.
    struct Choice: Sendable {
        let answer: String
        let name: String
        let key: String
        let isChosen: Bool
    }

    /// The three answers, each with its key.
    static func choices(_ words: Words, but excluded: Answer?, chosen: Answer?) -> [Choice] {
        let keys: [Answer: String] = [.pay: "p", .deny: "d", .review: "r"]
        return Answer.allCases.filter { $0 != excluded }
            .map { answer in
                Choice(
                    answer: answer.rawValue,
                    name: words["do_\(answer.rawValue)"],
                    key: keys[answer] ?? "",
                    isChosen: answer == chosen
                )
            }
    }
}

/// A suggestion with what can be done about it; the part of the page that a tick in the checklist makes anew.
struct Advice: Sendable {
    let casePath: String
    /// Number of the suggestion in the store.
    let number: Int64?
    let view: SuggestionView
    let checklist: [EvidenceItem]
    let hasChecklist: Bool
    /// Whether this is what the suggestion would be with the evidence that is ticked, and nothing is stored.
    let isPreview: Bool
    let previewText: String?
    let canDecide: Bool
    let acceptText: String
    /// What the agent said before seeing the suggestion.
    let committed: String?
    let notices: [NoticeText]
}

/// What the claimant is told when this is decided.
struct NoticeText: Sendable {
    let answer: String
    let title: String
    let paragraphs: [String]
    let text: String
    let isSuggested: Bool
}

/// Something that was done with a case.
struct HistoryRow: Sendable {
    let who: String
    let what: String
    let answer: String
    let answerName: String
    let remark: String?
    let when: String
}

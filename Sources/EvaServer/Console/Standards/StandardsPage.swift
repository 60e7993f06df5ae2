import EvaCorpus
import EvaStandards
import EvaStore

/// The clauses in force, with drafts and what was in force before.
struct StandardsPage: Sendable {
    let clauses: [Clause]
    let hasClauses: Bool
    let since: String?
    let hash: String?
    let drafts: [Version]
    let hasDrafts: Bool
    let earlier: [Version]
    let hasEarlier: Bool
    let canEdit: Bool

    struct Clause: Sendable {
        let id: String
        let title: String
        let text: String
        let effect: String
        let effectCode: String
        let evidence: String?
        let valid: String?
    }

    struct Version: Sendable {
        let path: String
        let number: String
        let author: String
        let note: String
        let when: String
        let hash: String
    }

    init(_ settings: [StoredSetting], names: [Int64: String], schema: Schema, canEdit: Bool, words: Words) {
        let published = settings.filter { $0.published != nil }
            .sorted { ($0.published?.milliseconds ?? 0, $0.id) > ($1.published?.milliseconds ?? 0, $1.id) }
        let inForce = published.first
        let catalogue = inForce.flatMap { try? StandardCatalogue(yaml: $0.body, file: "standards", schema: schema) }
        clauses = (catalogue?.standards ?? []).map { Clause($0, words) }
        hasClauses = !clauses.isEmpty
        since = inForce?.published.map(Shown.time)
        hash = inForce.map { String($0.hash.prefix(8)) }
        func version(_ setting: StoredSetting) -> Version {
            Version(
                path: "/standards/drafts/\(setting.id)",
                number: "\(setting.id)",
                author: Self.author(setting.author, names),
                note: setting.note,
                when: Shown.time(setting.published ?? setting.saved),
                hash: String(setting.hash.prefix(8))
            )
        }
        drafts = settings.filter { $0.published == nil }.map(version)
        hasDrafts = !drafts.isEmpty
        earlier = published.dropFirst().map(version)
        hasEarlier = !earlier.isEmpty
        self.canEdit = canEdit
    }

    /// The audit names users by number.
    private static func author(_ author: String, _ names: [Int64: String]) -> String {
        let parts = author.split(separator: ":")
        guard parts.count == 2, parts[0] == "user", let id = Int64(parts[1]) else { return author }
        return names[id] ?? author
    }
}

extension StandardsPage.Clause {
    init(_ standard: Standard, _ words: Words) {
        id = standard.version == 1 ? standard.id : "\(standard.id) v\(standard.version)"
        title = words(standard.title)
        text = words(standard.text)
        effect = words["effect_\(standard.effect.rawValue)"]
        effectCode = standard.effect.rawValue
        evidence = standard.evidence.isEmpty ? nil : standard.evidence.map(Shown.words).joined(separator: ", ")
        let (from, to) = (standard.validFrom?.description, standard.validTo?.description)
        valid = from == nil && to == nil ? nil : "\(from ?? "") – \(to ?? "")"
    }
}

/// A draft of the clauses.
struct DraftPage: Sendable {
    let path: String
    let body: String
    let note: String
    let saved: String
    let lines: Int
    let isChecked: Bool
    let error: String?
    /// What is found in the draft and not in what is in force.
    let findings: [Finding]
    /// What is found in both.
    let oldFindings: [Finding]
    let asBefore: String?
    let isClean: Bool
    let checked: String?
    let trial: Trial?

    struct Finding: Sendable {
        let level: String
        let levelName: String
        let clauses: String
        let message: String
    }

    struct Trial: Sendable {
        let summary: String
        let toRight: String
        let toWrong: String
        let toReview: String
        let unread: String?
        let flips: [Flip]
        let hasFlips: Bool
        let isCut: Bool
    }

    struct Flip: Sendable {
        let id: String
        let path: String
        let label: String
        let before: String
        let after: String
        let isRight: Bool
    }

    init(
        _ draft: StoredSetting,
        check: DraftCheck?,
        inForce: DraftCheck?,
        trial: CatalogueTry.Result?,
        words: Words
    ) {
        path = "/standards/drafts/\(draft.id)"
        body = draft.body
        note = draft.note
        saved = Shown.time(draft.saved)
        lines = min(40, max(18, draft.body.count { $0 == "\n" } + 2))
        isChecked = check != nil
        error = check?.error.map { "\($0)" }
        let known = inForce?.findings ?? []
        let found = check?.findings ?? []
        findings = found.filter { !known.contains($0) }.map { Finding($0, words) }
        oldFindings = found.filter { known.contains($0) }.map { Finding($0, words) }
        asBefore = oldFindings.isEmpty ? nil : words("findings_as_before", "\(oldFindings.count)")
        isClean = check.map { $0.error == nil } ?? false && findings.isEmpty
        checked = check?.count.map { words("checked", "\($0)") }
        self.trial = trial.map { Trial($0, words) }
    }
}

extension DraftPage.Finding {
    init(_ finding: CatalogueFinding, _ words: Words) {
        level = finding.level.rawValue
        levelName = words["level_\(finding.level.rawValue)"]
        clauses = finding.standards.map(\.description).joined(separator: ", ")
        message = finding.message
    }
}

extension DraftPage.Trial {
    init(_ result: CatalogueTry.Result, _ words: Words) {
        summary = words("trial", Shown.count(result.cases), Shown.count(result.flips))
        toRight = Shown.count(result.toRight)
        toWrong = Shown.count(result.toWrong)
        toReview = Shown.count(result.toReview)
        unread = result.unread > 0 ? words("trial_unread", Shown.count(result.unread)) : nil
        flips = result.examples.map { flip in
            DraftPage.Flip(
                id: flip.id,
                path: CasePage.path(flip.id),
                label: words["decided_\(flip.label.rawValue)"],
                before: words["answer_\(flip.before.rawValue)"],
                after: words["answer_\(flip.after.rawValue)"],
                isRight: flip.after == flip.label
            )
        }
        hasFlips = !flips.isEmpty
        isCut = result.flips > flips.count
    }
}

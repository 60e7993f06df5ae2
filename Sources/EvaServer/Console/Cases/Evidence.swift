import EvaCorpus
import EvaDecisions
import EvaFeatures

/// Evidence that somebody ticked: members that sets of the case are to get.
struct EvidenceAdded: Sendable {
    /// Field and member.
    private(set) var members: [(field: String, name: String)] = []

    /// Of a form in which every tick is `evidence=FIELD:MEMBER`.
    init(_ form: FormBody) {
        for text in form.all("evidence").prefix(64) {
            guard let mark = text.firstIndex(of: ":"), text.utf8.count <= 512 else { continue }
            members.append((String(text[..<mark]), String(text[text.index(after: mark)...])))
        }
    }

    var isEmpty: Bool { members.isEmpty }

    func has(_ field: String, _ name: String) -> Bool { members.contains { $0.field == field && $0.name == name } }
}

/// A kind of evidence, as the checklist has it.
struct EvidenceItem: Sendable {
    /// What the form sends.
    let value: String
    let name: String
    /// Whether the case has it already.
    let isThere: Bool
    let isTicked: Bool
    /// Clauses that ask for it.
    let askedBy: String?
}

extension Serving {
    /// The fields that hold evidence: sets in which more never hurts and that somebody can act on, and the standards'.
    private func evidenceFields() -> [Int] {
        let named = advisor.guidance.standards?.catalogue.evidenceField
        return advisor.bundle.schema.fields.indices.filter { index in
            let field = advisor.bundle.schema.fields[index]
            let isEvidence = field.isEvidence || (field.type == .set && field.name == named)
            return isEvidence && field.actionable ?? true
        }
    }

    /// The checklist of a case: what is asked for first, then what the model knows.
    func checklist(
        _ table: CaseTable,
        ticked: EvidenceAdded,
        missing: [SuggestionRecord.Missing]
    ) -> [EvidenceItem] {
        let schema = table.schema
        let named = advisor.guidance.standards?.catalogue.evidenceField
        return evidenceFields()
            .flatMap { index -> [EvidenceItem] in
                guard case .set(let set) = table.columns[index] else { return [] }
                let field = schema.fields[index].name
                let there = set.members(of: 0).map { set.dictionary[Int($0)] }
                let asked = field == named || named == nil ? missing.map(\.evidence) : []
                let known = Array(advisor.bundle.model.featurizer.knownNames(field: index).prefix(24))
                var names: [String] = []
                for name in asked + known + there where !names.contains(name) { names.append(name) }
                return names.map { name in
                    let clauses = asked.contains(name) ? missing.first { $0.evidence == name }?.standards : nil
                    return EvidenceItem(
                        value: "\(field):\(name)",
                        name: Shown.words(name),
                        isThere: there.contains(name),
                        isTicked: ticked.has(field, name),
                        askedBy: clauses?.joined(separator: ", ")
                    )
                }
            }
    }

    /// The case with further evidence, as JSON.
    func adding(_ added: EvidenceAdded, to json: [UInt8]) throws -> [UInt8] {
        try withSession { session in
            Array(CaseJSONWriter.json(try adding(added, to: try session.read(json, file: "case")), row: 0).utf8)
        }
    }

    /// The case with further evidence; what is no evidence is a problem.
    func adding(_ added: EvidenceAdded, to table: CaseTable) throws(Problem) -> CaseTable {
        var table = table
        let allowed = evidenceFields()
        for (field, name) in added.members {
            guard let index = table.schema.fieldIndex(field), allowed.contains(index), !name.isEmpty else {
                throw RequestObject.wrong("this is no evidence", "evidence", "tick what the page offers")
            }
            table = table.adding([name], toSet: index, row: 0)
        }
        return table
    }
}

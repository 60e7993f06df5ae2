import EvaCorpus
import EvaStandards

/// What is wrong with the text of a draft: the first thing that cannot be read, or what the clauses say together.
struct DraftCheck: Sendable {
    let error: StandardsError?
    let findings: [CatalogueFinding]
    /// Clauses in it; `nil` when it cannot be read.
    let count: Int?

    init(_ text: String, schema: Schema) {
        do throws(StandardsError) {
            let catalogue = try StandardCatalogue(yaml: text, file: "draft", schema: schema)
            error = nil
            findings = (try? CatalogueCheck.run(catalogue, schema: schema).findings) ?? []
            count = catalogue.standards.count
        } catch {
            self.error = error
            findings = []
            count = nil
        }
    }

    /// Whether it can be read, and means what it says.
    var canPublish: Bool { error == nil && !findings.contains { $0.level == .error } }
}

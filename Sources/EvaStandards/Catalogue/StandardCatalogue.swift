/// The written standards of a corpus, in the order of their file.
public struct StandardCatalogue: Sendable, Equatable {
    /// Name of the corpus that the standards are for.
    public var corpus: String
    /// Set field whose members are the evidence that standards ask for; `nil` when no standard asks for any.
    public var evidenceField: String?
    /// The standards, all versions.
    public var standards: [Standard]

    /// Creates a catalogue.
    public init(corpus: String, evidenceField: String? = nil, standards: [Standard]) {
        self.corpus = corpus
        self.evidenceField = evidenceField
        self.standards = standards
    }
}

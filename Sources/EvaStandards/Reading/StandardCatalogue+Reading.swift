public import EvaCorpus
import Yams

extension StandardCatalogue {
    /// Reads a catalogue from a YAML file and checks it against the schema of its corpus.
    ///
    /// **Throws** a `StandardsError` with file, line and column for the first thing that is wrong.
    public static func load(path: String, schema: Schema) throws(StandardsError) -> StandardCatalogue {
        let yaml = try CatalogueSource.text(path: path, what: "catalogue")
        return try StandardCatalogue(yaml: yaml, file: path, schema: schema)
    }

    /// Reads a catalogue from YAML; `file` is the name that errors give.
    ///
    /// **Throws** a `StandardsError` with file, line and column for the first thing that is wrong.
    public init(yaml: String, file: String = "standards.yaml", schema: Schema) throws(StandardsError) {
        let source = try CatalogueSource(
            yaml: yaml,
            file: file,
            what: "catalogue",
            example: "data/after-sales/standards.yaml"
        )
        let values = try source.mapping(
            source.root,
            of: "the catalogue",
            required: ["corpus", "standards"],
            optional: ["evidence_field"]
        )
        var reader = StandardReader(source: source, schema: schema)
        if let node = values["evidence_field"] {
            let name = try source.name(node, of: "evidence_field")
            guard let index = schema.fieldIndex(name), schema.fields[index].type == .set else {
                let sets = schema.fields.filter { $0.type == .set }.map(\.name).joined(separator: ", ")
                let message = "the schema has no set \(name)"
                throw source.badField(message, at: node, cure: "the sets are: \(sets)")
            }
            reader.evidenceField = name
        }
        var standards: [Standard] = []
        if let corpus = values["corpus"], let list = values["standards"] {
            self.corpus = try source.name(corpus, of: "corpus")
            guard self.corpus == schema.corpus else {
                let message = "the catalogue is for \(self.corpus), the schema for \(schema.corpus)"
                throw source.badValue(message, at: corpus, cure: "pass the schema of \(self.corpus)")
            }
            var versions: Set<String> = []
            for node in try source.elements(list, of: "standards") {
                let standard = try reader.standard(node)
                guard versions.insert("\(standard.id) \(standard.version)").inserted else {
                    let message = "\(standard.id) version \(standard.version) is there twice"
                    throw source.badKey(message, at: node, cure: "give the later one a new version")
                }
                standards.append(standard)
            }
        } else {
            corpus = schema.corpus
        }
        evidenceField = reader.evidenceField
        self.standards = standards
    }
}

/// Reads one standard.
private struct StandardReader {
    let source: CatalogueSource
    let schema: Schema
    var evidenceField: String?

    static let required = ["id", "title", "text", "when", "effect"]
    static let optional = ["version", "evidence", "valid_from", "valid_to"]

    func standard(_ node: Node) throws(StandardsError) -> Standard {
        let values = try source.mapping(node, of: "a standard", required: Self.required, optional: Self.optional)
        func read<Value>(
            _ key: String,
            _ read: (Node, String) throws(StandardsError) -> Value
        ) throws(StandardsError) -> Value {
            // The required keys are there: `mapping` has seen to it.
            try read(values[key] ?? node, key)
        }
        let conditions = ConditionReader(source: source, schema: schema)
        var standard = Standard(
            id: try read("id", source.name),
            title: try read("title", source.titles),
            text: try read("text", source.titles),
            condition: try conditions.condition(values["when"] ?? node),
            effect: try read("effect", source.choice)
        )
        if let version = values["version"] { standard.version = try source.count(version, of: "version") }
        if let evidence = values["evidence"] {
            standard.evidence = try source.names(evidence, of: "evidence")
            guard evidenceField != nil else {
                let cure = "add evidence_field: NAME at the top of the catalogue"
                throw source.badKey("the catalogue names no evidence field", at: evidence, cure: cure)
            }
        } else if standard.effect == .needsEvidence {
            let cure = "add evidence: [photo], for example"
            throw source.badKey("\(standard.id) needs evidence but names none", at: node, cure: cure)
        }
        if let from = values["valid_from"] { standard.validFrom = try source.date(from, of: "valid_from") }
        if let to = values["valid_to"] {
            standard.validTo = try source.date(to, of: "valid_to")
            if let from = standard.validFrom, let to = standard.validTo, to <= from {
                let cure = "write a later valid_to; it is the first day on which the clause is valid no longer"
                throw source.badValue("\(standard.id) ends before it starts", at: node, cure: cure)
            }
        }
        return standard
    }
}

import Yams

extension Schema {
    /// Reads a schema from a YAML file.
    ///
    /// **Throws** a `CorpusError` with file, line and column for the first thing that is wrong.
    public static func load(path: String) throws(CorpusError) -> Schema {
        let yaml = try SchemaSource.text(path: path, what: "schema")
        return try Schema(yaml: yaml, file: path)
    }

    /// Reads a schema from YAML; `file` is the name that errors give.
    ///
    /// **Throws** a `CorpusError` with file, line and column for the first thing that is wrong.
    public init(yaml: String, file: String = "schema.yaml") throws(CorpusError) {
        let source = try SchemaSource(yaml: yaml, file: file, what: "schema", example: "data/tsa/schema.yaml")
        let values = try source.mapping(
            source.root,
            of: "the schema",
            required: Self.requiredKeys,
            optional: Self.optionalKeys
        )
        // The required keys are there: `mapping` has seen to it.
        func node(_ key: String) -> Node { values[key] ?? source.root }
        func name(_ key: String) throws(CorpusError) -> String? {
            guard let node = values[key] else { return nil }
            return try source.string(node, of: key)
        }
        func names(_ key: String) throws(CorpusError) -> [String] {
            guard let node = values[key] else { return [] }
            return try source.strings(node, of: key)
        }

        self.init(
            corpus: try source.string(node("corpus"), of: "corpus"),
            id: try source.string(node("id"), of: "id"),
            time: try source.string(node("time"), of: "time"),
            label: try Self.label(node("label"), in: source),
            amount: try values["amount"].map { node throws(CorpusError) in try Self.amount(node, in: source) },
            fields: try Self.fields(node("fields"), in: source),
            outcomeOnly: try names("outcome_only"),
            agent: try name("agent"),
            paid: try values["paid"].map { node throws(CorpusError) in try Self.column(node, of: "paid", in: source) },
            firstDecision: try name("first_decision"),
            truth: try name("truth"),
            ignore: try names("ignore")
        )
        if let flaw = firstFlaw() {
            let node = Self.node(at: flaw.path, in: values) ?? source.root
            throw CorpusError(flaw.code, flaw.message, at: source.place(of: node), cure: flaw.cure)
        }
    }

    private static let requiredKeys = ["corpus", "id", "time", "label", "fields"]
    private static let optionalKeys = [
        "amount", "outcome_only", "agent", "paid", "first_decision", "truth", "ignore",
    ]

    private static func label(_ node: Node, in source: SchemaSource) throws(CorpusError) -> LabelColumn {
        let values = try source.mapping(node, of: "label", optional: ["field", "pay", "deny"])
        guard let field = values["field"] else {
            throw source.badKey("label lacks field", at: node, cure: "write label: {field: decision}")
        }
        var label = LabelColumn(field: try source.string(field, of: "label field"))
        if let pay = values["pay"] { label.pay = try source.strings(pay, of: "label pay") }
        if let deny = values["deny"] { label.deny = try source.strings(deny, of: "label deny") }
        return label
    }

    private static func amount(_ node: Node, in source: SchemaSource) throws(CorpusError) -> AmountColumn {
        let values = try source.mapping(node, of: "amount", optional: ["field", "currency"])
        guard let field = values["field"], let currency = values["currency"] else {
            throw source.badKey(
                "amount lacks \(values["field"] == nil ? "field" : "currency")",
                at: node,
                cure: "write amount: {field: claim_amount, currency: USD}"
            )
        }
        return AmountColumn(
            field: try source.string(field, of: "amount field"),
            currency: try source.string(currency, of: "amount currency")
        )
    }

    /// A column given as `{field: NAME}` or as `NAME`.
    private static func column(
        _ node: Node,
        of what: String,
        in source: SchemaSource
    ) throws(CorpusError) -> String {
        if node.scalar != nil { return try source.string(node, of: what) }
        let values = try source.mapping(node, of: what, optional: ["field"])
        guard let field = values["field"] else {
            throw source.badKey("\(what) lacks field", at: node, cure: "write \(what): {field: NAME}")
        }
        return try source.string(field, of: "\(what) field")
    }

    private static func fields(_ node: Node, in source: SchemaSource) throws(CorpusError) -> [Field] {
        guard let mapping = node.mapping, !mapping.isEmpty else {
            throw source.badValue(
                "fields is not a mapping of at least one column",
                at: node,
                cure: "write fields: {claim_type: {type: category}}"
            )
        }
        var fields: [Field] = []
        for (key, value) in mapping {
            fields.append(try field(try source.string(key, of: "the name of a field"), value, in: source))
        }
        return fields
    }

    private static func field(_ name: String, _ node: Node, in source: SchemaSource) throws(CorpusError) -> Field {
        let keys = ["type", "separator", "monotone", "confidential", "actionable", "language", "title", "help"]
        let values = try source.mapping(node, of: name, optional: keys)
        guard let type = values["type"] else {
            throw source.badKey("\(name) lacks type", at: node, cure: "write \(name): {type: category}")
        }
        var field = Field(name: name, type: try source.choice(type, of: "the type of \(name)"))
        if let separator = values["separator"] {
            guard field.type == .set else {
                throw source.badValue(
                    "\(name) is a \(field.type.rawValue), which has no separator",
                    at: separator,
                    cure: "leave separator out, or write type: set"
                )
            }
            field.separator = try source.string(separator, of: "the separator of \(name)")
        }
        if let monotone = values["monotone"] {
            field.monotone = try source.choice(monotone, of: "monotone of \(name)")
        }
        if let confidential = values["confidential"] {
            field.confidential = try source.bool(confidential, of: "confidential of \(name)")
        }
        if let actionable = values["actionable"] {
            field.actionable = try source.bool(actionable, of: "actionable of \(name)")
        }
        if let language = values["language"] {
            guard field.type == .text else {
                throw source.badValue(
                    "\(name) is a \(field.type.rawValue), which has no language",
                    at: language,
                    cure: "leave language out, or write type: text"
                )
            }
            field.language = try source.string(language, of: "the language of \(name)")
        }
        if let title = values["title"] { field.title = try source.titles(title, of: "the title of \(name)") }
        if let help = values["help"] { field.help = try source.titles(help, of: "the help of \(name)") }
        return field
    }

    /// The deepest node on `path`: mapping keys, then the element of a list that equals the last name.
    private static func node(at path: [String], in values: [String: Node]) -> Node? {
        guard let key = path.first, var node = values[key] else { return nil }
        for name in path.dropFirst() {
            if let entry = node.mapping?.first(where: { $0.key.scalar?.string == name }) {
                node = entry.value.mapping == nil ? entry.value : (path.last == name ? entry.key : entry.value)
            } else if let element = node.sequence?.last(where: { $0.scalar?.string == name }) {
                node = element
            }
        }
        return node
    }
}

typealias SchemaSource = YAMLSource<CorpusError>

extension CorpusError: YAMLFailure {
    package init(yaml fault: YAMLFault, _ message: String, at place: Place, cure: String) {
        let code: Code =
            switch fault {
            case .file: .file
            case .encoding: .encoding
            case .syntax: .schemaSyntax
            case .key: .schemaKey
            case .value: .schemaValue
            }
        self.init(code, message, at: place, cure: cure)
    }
}

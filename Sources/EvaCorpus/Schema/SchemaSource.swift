import Yams

/// The YAML of a schema: typed access to its nodes in which every error has a place.
struct SchemaSource {
    let file: String
    let root: Node

    /// Larger schemas are refused: hundreds of columns take some ten thousand bytes.
    static let maxBytes = 1 << 20
    /// Deepest nesting; a schema needs four levels.
    ///
    /// Yams composes nodes recursively, so depth must be bounded first.
    static let maxDepth = 64

    init(yaml: String, file: String) throws(CorpusError) {
        self.file = file
        if let line = Self.lineNestedTooDeeply(yaml) {
            throw CorpusError(
                .schemaSyntax,
                "the schema is nested deeper than \(Self.maxDepth) levels",
                at: Place(file: file, line: line),
                cure: "a schema needs four levels"
            )
        }
        guard yaml.utf8.count <= Self.maxBytes, !yaml.utf8.contains(0) else {
            throw CorpusError(
                .schemaSyntax,
                "this is no schema: \(yaml.utf8.contains(0) ? "it has NUL bytes" : "it is larger than 1 MiB")",
                at: Place(file: file, line: 1),
                cure: "pass the schema's YAML file"
            )
        }
        do {
            guard let root = try Yams.compose(yaml: yaml) else {
                throw CorpusError(
                    .schemaSyntax,
                    "the schema is empty",
                    at: Place(file: file, line: 1),
                    cure: "write a mapping with corpus, id, time, label and fields"
                )
            }
            self.root = root
        } catch let error as CorpusError {
            throw error
        } catch {
            throw Self.syntaxError(error, file: file)
        }
    }

    /// First line that opens more levels than a schema can need: by flow brackets, or by its indentation and the chain
    /// of indicators before its content.
    private static func lineNestedTooDeeply(_ yaml: String) -> Int? {
        var line = 1
        var atStart = true
        var indentation = 0
        var flowDepth = 0
        for byte in yaml.utf8 {
            switch byte {
            case 10, 13:
                if byte == 10 { line += 1 }
                atStart = true
                indentation = 0
                continue
            case 0x5B, 0x7B: flowDepth += 1
            case 0x5D, 0x7D: flowDepth = max(0, flowDepth - 1)
            default: break
            }
            if atStart {
                // Blanks and the indicators - ? : may each open a level.
                atStart = byte == 32 || byte == 9 || byte == 0x2D || byte == 0x3F || byte == 0x3A
                indentation += 1
            }
            if flowDepth > maxDepth || (atStart && indentation > maxDepth * 2) { return line }
        }
        return nil
    }

    private static func syntaxError(_ error: any Error, file: String) -> CorpusError {
        let cure = "write YAML as in data/tsa/schema.yaml"
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            let place = Place(file: file, line: mark.line, column: mark.column)
            return CorpusError(.schemaSyntax, problem, at: place, cure: cure)
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            let place = Place(file: file, line: context.mark.line, column: context.mark.column)
            return CorpusError(
                .schemaKey,
                "\(duplicates.sorted().joined(separator: ", ")) is there twice",
                at: place,
                cure: "keep one of them"
            )
        case YamlError.reader(let problem, _, _, _):
            return CorpusError(.schemaSyntax, problem, at: Place(file: file), cure: cure)
        default:
            return CorpusError(.schemaSyntax, "the YAML cannot be read", at: Place(file: file), cure: cure)
        }
    }

    func place(of node: Node) -> Place {
        Place(file: file, line: node.mark?.line, column: node.mark?.column)
    }

    func error(_ code: CorpusError.Code, _ message: String, at node: Node, cure: String) -> CorpusError {
        CorpusError(code, message, at: place(of: node), cure: cure)
    }

    /// Values of a mapping by key; keys other than `keys` are errors.
    func mapping(_ node: Node, of what: String, keys: [String]) throws(CorpusError) -> [String: Node] {
        guard let mapping = node.mapping else {
            let example = keys.prefix(3).map { "\($0): …" }.joined(separator: ", ")
            throw error(.schemaValue, "\(what) is not a mapping", at: node, cure: "write {\(example)}")
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = try string(key, of: "a key of \(what)")
            guard keys.contains(name) else {
                throw error(
                    .schemaKey,
                    "\(what) has no key \(name)\(didYouMean(name, among: keys))",
                    at: key,
                    cure: "the keys are \(keys.joined(separator: ", "))"
                )
            }
            values[name] = value
        }
        return values
    }

    /// A scalar as it is written, whatever type YAML would see in it: `yes` and `1` are names here.
    func string(_ node: Node, of what: String) throws(CorpusError) -> String {
        guard let scalar = node.scalar else {
            throw error(.schemaValue, "\(what) is not a single value", at: node, cure: "write one name")
        }
        return scalar.string
    }

    /// A list of names, or one name.
    func strings(_ node: Node, of what: String) throws(CorpusError) -> [String] {
        if node.scalar != nil { return [try string(node, of: what)] }
        guard let sequence = node.sequence else {
            throw error(.schemaValue, "\(what) is not a list", at: node, cure: "write [first, second]")
        }
        var values: [String] = []
        for element in sequence { values.append(try string(element, of: "an element of \(what)")) }
        return values
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node,
        of what: String
    ) throws(CorpusError) -> Choice where Choice.RawValue == String {
        let name = try string(node, of: what)
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw error(
            .schemaValue,
            "\(what) cannot be “\(name)”\(didYouMean(name, among: names))",
            at: node,
            cure: "write one of \(names.joined(separator: ", "))"
        )
    }

    func bool(_ node: Node, of what: String) throws(CorpusError) -> Bool {
        switch try string(node, of: what) {
        case "true": true
        case "false": false
        case let other:
            throw error(.schemaValue, "\(what) cannot be “\(other)”", at: node, cure: "write true or false")
        }
    }

    func titles(_ node: Node, of what: String) throws(CorpusError) -> Titles {
        let values = try mapping(node, of: what, keys: ["en", "zh"])
        guard let en = values["en"], let zh = values["zh"] else {
            throw error(.schemaKey, "\(what) is not there in both languages", at: node, cure: "write {en: …, zh: …}")
        }
        return Titles(en: try string(en, of: "\(what) en"), zh: try string(zh, of: "\(what) zh"))
    }
}

import EvaCorpus
import Foundation
import Yams

/// The YAML of a catalogue: typed access to its nodes in which every error has a place.
struct CatalogueSource {
    let file: String
    let root: Node

    /// Larger catalogues are refused: a hundred clauses take some fifty thousand bytes.
    static let maxBytes = 4 << 20
    /// Deepest nesting; Yams composes nodes recursively, so that depth must be bounded before.
    static let maxDepth = 64

    init(yaml: String, file: String) throws(StandardsError) {
        self.file = file
        let cure = "write YAML as in data/after-sales/standards.yaml"
        let isPlainText = yaml.utf8.count <= Self.maxBytes && !yaml.utf8.contains(0)
        guard isPlainText, !Self.isNestedTooDeeply(yaml) else {
            let message = isPlainText ? "the catalogue is nested too deeply" : "this is no catalogue of standards"
            throw StandardsError(.syntax, message, at: Place(file: file), cure: cure)
        }
        do {
            guard let root = try Yams.compose(yaml: yaml) else {
                throw StandardsError(.syntax, "the catalogue is empty", at: Place(file: file, line: 1), cure: cure)
            }
            self.root = root
        } catch let error as StandardsError {
            throw error
        } catch {
            throw Self.syntaxError(error, file: file, cure: cure)
        }
    }

    /// Whether flow brackets, or the indentation and indicators before a line's content, open too many levels.
    private static func isNestedTooDeeply(_ yaml: String) -> Bool {
        var flowDepth = 0
        var indentation = 0
        var atStart = true
        for byte in yaml.utf8 {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                (atStart, indentation) = (true, 0)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): flowDepth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flowDepth = max(0, flowDepth - 1)
            default: break
            }
            if atStart {
                atStart = " \t-?:".utf8.contains(byte)
                indentation += 1
            }
            if flowDepth > maxDepth || (atStart && indentation > 2 * maxDepth) { return true }
        }
        return false
    }

    private static func syntaxError(_ error: any Error, file: String, cure: String) -> StandardsError {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            let place = Place(file: file, line: mark.line, column: mark.column)
            return StandardsError(.syntax, problem, at: place, cure: cure)
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            let place = Place(file: file, line: context.mark.line, column: context.mark.column)
            let names = duplicates.sorted().joined(separator: ", ")
            return StandardsError(.key, "\(names) is there twice", at: place, cure: "keep one of them")
        default:
            return StandardsError(.syntax, "the YAML cannot be read", at: Place(file: file), cure: cure)
        }
    }

    func error(_ code: StandardsError.Code, _ message: String, at node: Node, cure: String) -> StandardsError {
        let place = Place(file: file, line: node.mark?.line, column: node.mark?.column)
        return StandardsError(code, message, at: place, cure: cure)
    }

    /// Values of a mapping by key; keys other than `keys` are errors, and so is the lack of a required one.
    func mapping(
        _ node: Node,
        of what: String,
        required: [String],
        optional: [String] = []
    ) throws(StandardsError) -> [String: Node] {
        let keys = required + optional
        var values: [String: Node] = [:]
        for (key, value) in try entries(node, of: what) {
            guard keys.contains(key.text) else {
                let message = "\(what) has no key \(key.text)"
                throw error(.key, message, at: key.node, cure: "the keys are \(keys.joined(separator: ", "))")
            }
            values[key.text] = value
        }
        for key in required where values[key] == nil {
            throw error(.key, "\(what) lacks \(key)", at: node, cure: "add \(key): …")
        }
        return values
    }

    /// Keys and values of a mapping, in the order written.
    func entries(
        _ node: Node,
        of what: String
    ) throws(StandardsError) -> [(key: (text: String, node: Node), value: Node)] {
        guard let mapping = node.mapping else {
            throw error(.value, "\(what) is not a mapping", at: node, cure: "write key: value")
        }
        var entries: [(key: (text: String, node: Node), value: Node)] = []
        for (key, value) in mapping {
            entries.append(((try string(key, of: "a key of \(what)"), key), value))
        }
        return entries
    }

    /// A scalar as it is written, whatever type YAML would see in it; empty is an error.
    func string(_ node: Node, of what: String) throws(StandardsError) -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            throw error(.value, "\(what) is not a single value", at: node, cure: "write one value")
        }
        return scalar.string
    }

    /// A list of names, or one name; empty is an error.
    func strings(_ node: Node, of what: String) throws(StandardsError) -> [String] {
        if node.scalar != nil { return [try string(node, of: what)] }
        var values: [String] = []
        for element in try elements(node, of: what) {
            values.append(try string(element, of: "an element of \(what)"))
        }
        return values
    }

    /// Elements of a list; empty is an error.
    func elements(_ node: Node, of what: String) throws(StandardsError) -> [Node] {
        guard let sequence = node.sequence, !sequence.isEmpty else {
            throw error(.value, "\(what) is not a list of at least one", at: node, cure: "write [first, second]")
        }
        return Array(sequence)
    }

    func number(_ node: Node, of what: String) throws(StandardsError) -> Double {
        let text = try string(node, of: what)
        guard let number = Double(text), number.isFinite else {
            throw error(.value, "\(what) is not a number: \(text)", at: node, cure: "write a number, as 30 or 0.5")
        }
        return number
    }

    func count(_ node: Node, of what: String) throws(StandardsError) -> Int {
        let text = try string(node, of: what)
        guard let number = Int(text), (0...1_000_000).contains(number) else {
            throw error(.value, "\(what) is not a whole number from 0: \(text)", at: node, cure: "write 7")
        }
        return number
    }

    func bool(_ node: Node, of what: String) throws(StandardsError) -> Bool {
        switch try string(node, of: what) {
        case "true": true
        case "false": false
        case let other: throw error(.value, "\(what) cannot be \(other)", at: node, cure: "write true or false")
        }
    }

    func titles(_ node: Node, of what: String) throws(StandardsError) -> Titles {
        let values = try mapping(node, of: what, required: ["en", "zh"])
        func text(_ language: String) throws(StandardsError) -> String {
            guard let node = values[language] else { return "" }
            return try string(node, of: "\(what) \(language)")
        }
        return Titles(en: try text("en"), zh: try text("zh"))
    }

    func date(_ node: Node, of what: String) throws(StandardsError) -> CaseTime {
        let text = try string(node, of: what)
        guard let time = CaseTime(parsing: text) else {
            throw error(.value, "\(what) is not a date: \(text)", at: node, cure: "write yyyy-MM-dd")
        }
        return time
    }
}

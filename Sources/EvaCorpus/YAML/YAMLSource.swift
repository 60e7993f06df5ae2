package import Yams

/// A YAML file that people write: typed access to its nodes in which every error has a place.
///
/// Schemas, standards, policies and costs are read through it, each with errors of its own type.
package struct YAMLSource<Failure: YAMLFailure> {
    /// Path for error messages.
    package let file: String
    package let root: Node

    /// Reads a text; `what` names the kind of file, `example` one that is right.
    ///
    /// **Throws** for texts that are empty, too large, nested too deeply, or no YAML.
    package init(yaml: String, file: String, what: String, example: String) throws(Failure) {
        self.file = file
        func failure(_ message: String, line: Int? = 1, column: Int? = nil) -> Failure {
            let place = Place(file: file, line: line, column: column)
            return Failure(yaml: .syntax, message, at: place, cure: "write YAML as in \(example)")
        }
        if let line = YAMLLimits.lineNestedTooDeeply(yaml) {
            throw failure("the \(what) is nested deeper than \(YAMLLimits.maxDepth) levels", line: line)
        }
        guard yaml.utf8.count <= YAMLLimits.maxBytes, !yaml.utf8.contains(0) else {
            throw failure("this is no \(what): it \(yaml.utf8.contains(0) ? "has NUL bytes" : "is larger than 4 MiB")")
        }
        let composed: Node?
        do {
            composed = try Yams.compose(yaml: yaml)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            throw failure(problem, line: mark.line, column: mark.column)
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let place = Place(file: file, line: context.mark.line, column: context.mark.column)
            let names = duplicates.sorted().joined(separator: ", ")
            throw Failure(yaml: .key, "\(names) is there twice", at: place, cure: "keep one of them")
        } catch YamlError.reader(let problem, _, _, _) {
            throw failure(problem, line: nil)
        } catch {
            throw failure("the YAML cannot be read", line: nil)
        }
        guard let composed else { throw failure("the \(what) is empty") }
        root = composed
    }

    /// The text of a file, for `init`.
    package static func text(path: String, what: String) throws(Failure) -> String {
        let bytes: [UInt8]
        do {
            bytes = try wholeFile(path, maxBytes: YAMLLimits.maxBytes)
        } catch {
            throw Failure(yaml: .file, error.message, at: error.place, cure: error.cure)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(yaml: .encoding, "the \(what) is not UTF-8", at: Place(file: path), cure: "save it as UTF-8")
        }
        return text
    }

    package func place(of node: Node) -> Place {
        Place(file: file, line: node.mark?.line, column: node.mark?.column)
    }

    /// A key that is unknown or missing.
    package func badKey(_ message: String, at node: Node, cure: String) -> Failure {
        Failure(yaml: .key, message, at: place(of: node), cure: cure)
    }

    /// A value that is not of its kind.
    package func badValue(_ message: String, at node: Node, cure: String) -> Failure {
        Failure(yaml: .value, message, at: place(of: node), cure: cure)
    }

    /// Keys and values of a mapping, in the order written.
    package func entries(_ node: Node, of what: String) throws(Failure) -> [(key: Node, name: String, value: Node)] {
        guard let mapping = node.mapping else {
            throw badValue("\(what) is not a mapping", at: node, cure: "write key: value")
        }
        var entries: [(key: Node, name: String, value: Node)] = []
        for (key, value) in mapping {
            entries.append((key, try string(key, of: "a key of \(what)"), value))
        }
        return entries
    }

    /// Values of a mapping by key; keys other than these are errors, and so is the lack of a required one.
    package func mapping(
        _ node: Node,
        of what: String,
        required: [String] = [],
        optional: [String] = []
    ) throws(Failure) -> [String: Node] {
        let keys = required + optional
        var values: [String: Node] = [:]
        for (key, name, value) in try entries(node, of: what) {
            guard keys.contains(name) else {
                let message = "\(what) has no key \(name)\(didYouMean(name, among: keys))"
                throw badKey(message, at: key, cure: "the keys are \(keys.joined(separator: ", "))")
            }
            values[name] = value
        }
        for key in required where values[key] == nil {
            throw badKey("\(what) lacks \(key)", at: node, cure: "add \(key): …")
        }
        return values
    }
}

/// An error type that can say what is wrong with a YAML file.
package protocol YAMLFailure: Error {
    init(yaml fault: YAMLFault, _ message: String, at place: Place, cure: String)
}

/// Kinds of faults in a YAML file.
package enum YAMLFault: Sendable {
    /// The file cannot be read, or is too large.
    case file
    /// Not UTF-8.
    case encoding
    /// Not YAML, empty, too large or nested too deeply.
    case syntax
    /// A key is unknown, missing or given twice.
    case key
    /// A value is not of its kind.
    case value
}

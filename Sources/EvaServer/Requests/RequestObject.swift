/// The object in a body: typed access to its members in which every problem has a JSON path.
struct RequestObject {
    private let members: [String: JSONValue]
    private let path: String

    /// **Throws** when the value is no object or has a member that is not allowed.
    init(_ value: JSONValue, path: String = "$", allowed: [String]) throws(Problem) {
        guard case .object(let entries) = value else {
            throw Self.wrong("this is no object", path, "send {…}")
        }
        var members: [String: JSONValue] = [:]
        for entry in entries {
            guard allowed.contains(entry.key) else {
                throw Self.wrong(
                    "there is no such member",
                    "\(path).\(String(entry.key.prefix(64)))",
                    "the members are \(allowed.joined(separator: ", "))"
                )
            }
            members[entry.key] = entry.value
        }
        self.members = members
        self.path = path
    }

    /// The member's value; `nil` when it is not there or null.
    func value(_ name: String) -> JSONValue? {
        members[name] == .null ? nil : members[name]
    }

    func text(_ name: String) throws(Problem) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else {
            throw Self.wrong("this is no text", "\(path).\(name)", "send a string")
        }
        return text
    }

    func flag(_ name: String) throws(Problem) -> Bool {
        guard let value = value(name) else { return false }
        guard case .bool(let flag) = value else {
            throw Self.wrong("this is neither true nor false", "\(path).\(name)", "send true or false")
        }
        return flag
    }

    func integer(_ name: String) throws(Problem) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .number(let text) = value, text.utf8.count < 20, let number = Int(text) else {
            throw Self.wrong("this is no whole number", "\(path).\(name)", "send a whole number")
        }
        return number
    }

    func elements(_ name: String) throws(Problem) -> [JSONValue]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else {
            throw Self.wrong("this is no list", "\(path).\(name)", "send [first, second]")
        }
        return elements
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable<String>>(_ name: String, among choices: [Choice]) throws(Problem) -> Choice {
        let text = try required(name, try text(name))
        guard let choice = choices.first(where: { $0.rawValue == text }) else {
            let names = choices.map(\.rawValue).joined(separator: ", ")
            throw Self.wrong("there is no such choice", "\(path).\(name)", "send one of \(names)")
        }
        return choice
    }

    func required<Value>(_ name: String, _ value: Value?) throws(Problem) -> Value {
        guard let value else { throw Self.wrong("this is missing", "\(path).\(name)", "send it") }
        return value
    }

    static func wrong(_ detail: String, _ path: String, _ cure: String) -> Problem {
        Problem(.unprocessableContent, "value", detail, cure: cure, path: path)
    }
}

package import Yams

extension YAMLSource {
    /// A scalar as it is written, whatever type YAML would see in it: `yes` and `1` are names here.
    package func string(_ node: Node, of what: String) throws(Failure) -> String {
        guard let scalar = node.scalar else {
            throw badValue("\(what) is not a single value", at: node, cure: "write one value")
        }
        return scalar.string
    }

    /// A scalar that is not empty.
    package func name(_ node: Node, of what: String) throws(Failure) -> String {
        let name = try string(node, of: what)
        guard !name.isEmpty else { throw badValue("\(what) is empty", at: node, cure: "write a value") }
        return name
    }

    /// Elements of a list, at least one.
    package func elements(_ node: Node, of what: String) throws(Failure) -> [Node] {
        guard let sequence = node.sequence, !sequence.isEmpty else {
            throw badValue("\(what) is not a list of at least one", at: node, cure: "write [first, second]")
        }
        return Array(sequence)
    }

    /// A list of names, at least one, or one name.
    package func names(_ node: Node, of what: String) throws(Failure) -> [String] {
        if node.scalar != nil { return [try name(node, of: what)] }
        var names: [String] = []
        for element in try elements(node, of: what) {
            names.append(try name(element, of: "an element of \(what)"))
        }
        return names
    }

    /// A list of values, or one value.
    package func strings(_ node: Node, of what: String) throws(Failure) -> [String] {
        if node.scalar != nil { return [try string(node, of: what)] }
        guard let sequence = node.sequence else {
            throw badValue("\(what) is not a list", at: node, cure: "write [first, second]")
        }
        var values: [String] = []
        for element in sequence { values.append(try string(element, of: "an element of \(what)")) }
        return values
    }

    /// One of the names of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node,
        of what: String
    ) throws(Failure) -> Choice where Choice.RawValue == String {
        let name = try string(node, of: what)
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw badValue(
            "\(what) cannot be “\(name)”\(didYouMean(name, among: names))",
            at: node,
            cure: "write one of \(names.joined(separator: ", "))"
        )
    }

    package func bool(_ node: Node, of what: String) throws(Failure) -> Bool {
        switch try string(node, of: what) {
        case "true": true
        case "false": false
        case let other: throw badValue("\(what) cannot be “\(other)”", at: node, cure: "write true or false")
        }
    }

    /// A finite number.
    package func number(_ node: Node, of what: String) throws(Failure) -> Double {
        let text = try string(node, of: what)
        guard let number = Double(text), number.isFinite else {
            throw badValue("\(what) is not a number: “\(text)”", at: node, cure: "write a number, as 30 or 0.5")
        }
        return number
    }

    /// A whole number from 0 to a million.
    package func count(_ node: Node, of what: String) throws(Failure) -> Int {
        let text = try string(node, of: what)
        guard let number = Int(text), (0...1_000_000).contains(number) else {
            throw badValue("\(what) is not a whole number from 0: “\(text)”", at: node, cure: "write 7, for example")
        }
        return number
    }

    /// A day or moment.
    package func date(_ node: Node, of what: String) throws(Failure) -> CaseTime {
        let text = try string(node, of: what)
        guard let time = CaseTime(parsing: text) else {
            throw badValue("\(what) is not a date: “\(text)”", at: node, cure: "write yyyy-MM-dd")
        }
        return time
    }

    /// A text in both languages.
    package func titles(_ node: Node, of what: String) throws(Failure) -> Titles {
        let values = try mapping(node, of: what, optional: ["en", "zh"])
        guard let en = values["en"], let zh = values["zh"] else {
            throw badKey("\(what) is not there in both languages", at: node, cure: "write {en: …, zh: …}")
        }
        return Titles(en: try string(en, of: "\(what) en"), zh: try string(zh, of: "\(what) zh"))
    }
}

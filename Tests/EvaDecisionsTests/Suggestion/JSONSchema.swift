import Foundation

/// Checks JSON against the part of JSON Schema 2020-12 that docs/suggestion.schema.json uses.
struct JSONSchema {
    private let root: [String: Any]

    init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw CocoaError(.propertyListReadCorrupt)
        }
        self.root = root
    }

    private static let annotations: Set = ["$schema", "$defs", "title", "description"]

    /// What is wrong with a value under a definition, each with its path; empty when nothing is.
    func flaws(_ value: Any, definition: String) -> [String] {
        flaws(value, ["$ref": "#/$defs/\(definition)"], "$")
    }

    private func flaws(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        schema.filter { !Self.annotations.contains($0.key) }
            .flatMap { key, rule -> [String] in
                switch (key, rule) {
                case ("$ref", let name as String): return reference(value, name, path)
                case ("anyOf", let choices as [[String: Any]]):
                    return choices.contains { flaws(value, $0, path).isEmpty } ? [] : ["\(path): none of anyOf"]
                case ("type", let names as [String]):
                    return names.contains { Self.isOf($0, value) } ? [] : ["\(path): not \(names)"]
                case ("type", let name as String): return Self.isOf(name, value) ? [] : ["\(path): not \(name)"]
                case ("enum", let values as [NSObject]):
                    return (value as? NSObject).map(values.contains) == true ? [] : ["\(path): \(value) not in enum"]
                case ("required", let names as [String]):
                    guard let object = value as? [String: Any] else { return [] }
                    return names.filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
                case ("properties", let rules as [String: [String: Any]]):
                    guard let object = value as? [String: Any] else { return [] }
                    return rules.flatMap { name, rule in
                        object[name].map { flaws($0, rule, "\(path).\(name)") } ?? []
                    }
                case ("additionalProperties", _): return additional(value, rule, schema, path)
                case ("items", let rule as [String: Any]):
                    return (value as? [Any] ?? []).enumerated().flatMap { flaws($1, rule, "\(path)[\($0)]") }
                case ("maxItems", let most as Int):
                    return (value as? [Any])?.count ?? 0 > most ? ["\(path): too many items"] : []
                case ("minItems", let least as Int):
                    return (value as? [Any])?.count ?? least < least ? ["\(path): too few items"] : []
                case ("minimum", let least as Double):
                    return (value as? Double) ?? least < least ? ["\(path): too small"] : []
                case ("maximum", let most as Double):
                    return (value as? Double) ?? most > most ? ["\(path): too large"] : []
                default: return ["\(path): the validator does not know \(key)"]
                }
            }
    }

    private func reference(_ value: Any, _ name: String, _ path: String) -> [String] {
        let definitions = root["$defs"] as? [String: [String: Any]]
        guard let schema = definitions?[String(name.dropFirst("#/$defs/".count))] else {
            return ["\(path): \(name) is not defined"]
        }
        return flaws(value, schema, path)
    }

    private func additional(_ value: Any, _ rule: Any, _ schema: [String: Any], _ path: String) -> [String] {
        let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
        let others = (value as? [String: Any] ?? [:]).filter { !known.contains($0.key) }
        if let rule = rule as? [String: Any] { return others.flatMap { flaws($1, rule, "\(path).\($0)") } }
        return others.keys.map { "\(path): has \($0), which is not documented" }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch (type, value) {
        case ("null", is NSNull), ("object", is [String: Any]), ("array", is [Any]), ("string", is String): true
        case ("boolean", let number as NSNumber): isBool(number)
        case ("number", let number as NSNumber): !isBool(number)
        case ("integer", let number as NSNumber): !isBool(number) && number.doubleValue.rounded() == number.doubleValue
        default: false
        }
    }

    private static func isBool(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }
}

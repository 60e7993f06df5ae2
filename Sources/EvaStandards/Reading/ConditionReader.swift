import EvaCorpus
import Yams

/// Reads conditions and checks their fields and operators against a schema.
struct ConditionReader {
    let source: CatalogueSource
    let schema: Schema

    /// A mapping whose keys are `all`, `any`, `not` or fields; several keys must all hold.
    func condition(_ node: Node) throws(StandardsError) -> Condition {
        var parts: [Condition] = []
        for (key, name, value) in try source.entries(node, of: "a condition") {
            switch name {
            case "all": parts.append(.all(try conditions(value, of: "all")))
            case "any": parts.append(.any(try conditions(value, of: "any")))
            case "not": parts.append(.not(try condition(value)))
            default: parts += try tests(of: name, at: key, value)
            }
        }
        guard let first = parts.first else {
            let cure = "write a field and an operator, as category: {is: apparel}"
            throw source.badValue("the condition is empty", at: node, cure: cure)
        }
        return parts.count == 1 ? first : .all(parts)
    }

    private func conditions(_ node: Node, of what: String) throws(StandardsError) -> [Condition] {
        var parts: [Condition] = []
        for element in try source.elements(node, of: what) {
            parts.append(try condition(element))
        }
        return parts
    }

    /// The tests of one field: `field: {operator: value}`.
    private func tests(of name: String, at key: Node, _ node: Node) throws(StandardsError) -> [Condition] {
        guard let index = schema.fieldIndex(name) else {
            let names = schema.fields.map(\.name).joined(separator: ", ")
            throw source.badField("the schema has no field \(name)", at: key, cure: "the fields are \(names)")
        }
        let field = schema.fields[index]
        var tests: [Condition] = []
        for (key, kindName, value) in try source.entries(node, of: "the test of \(name)") {
            let operators = Operator.allCases.filter { $0.fits(field.type) }
            guard let kind = Operator(rawValue: kindName), operators.contains(kind) else {
                throw StandardsError(
                    .operator,
                    "\(name) is a \(field.type.rawValue), which has no operator \(kindName)",
                    at: source.place(of: key),
                    cure: "write one of \(operators.map(\.rawValue).joined(separator: ", "))"
                )
            }
            tests.append(.test(field: name, try test(kind, of: field, value)))
        }
        guard !tests.isEmpty else {
            let message = "the test of \(name) has no operator"
            throw source.badValue(message, at: node, cure: "write \(name): {missing: false}, for example")
        }
        return tests
    }

    private func test(_ kind: Operator, of field: Field, _ node: Node) throws(StandardsError) -> FieldTest {
        let what = "\(kind.rawValue) of \(field.name)"
        switch kind {
        case .is where field.type == .flag: return .isFlag(try source.bool(node, of: what))
        case .is where field.type == .category: return .isOneOf([try source.name(node, of: what)])
        case .is: return .equals(try source.number(node, of: what))
        case .in: return .isOneOf(try source.names(node, of: what))
        case .has: return .hasAny([try source.name(node, of: what)])
        case .hasAny: return .hasAny(try source.names(node, of: what))
        case .hasAll: return .hasAll(try source.names(node, of: what))
        case .atLeast: return .atLeast(try source.number(node, of: what))
        case .atMost: return .atMost(try source.number(node, of: what))
        case .above: return .above(try source.number(node, of: what))
        case .below: return .below(try source.number(node, of: what))
        case .withinDays: return .withinDays(try source.count(node, of: what))
        case .afterDays: return .afterDays(try source.count(node, of: what))
        case .contains: return .contains(try source.names(node, of: what))
        case .missing: return .missing(try source.bool(node, of: what))
        }
    }
}

/// The operators of a catalogue file.
private enum Operator: String, CaseIterable {
    case `is`
    case `in`
    case has
    case hasAny = "has_any"
    case hasAll = "has_all"
    case atLeast = "at_least"
    case atMost = "at_most"
    case above
    case below
    case withinDays = "within_days"
    case afterDays = "after_days"
    case contains
    case missing

    /// Whether fields of a type have the operator.
    func fits(_ type: FieldType) -> Bool {
        switch self {
        case .missing: true
        case .is: [.category, .flag, .number, .money].contains(type)
        case .in: type == .category
        case .has, .hasAny, .hasAll: type == .set
        case .atLeast, .atMost, .above, .below: type == .number || type == .money
        case .withinDays, .afterDays: type == .date
        case .contains: type == .text
        }
    }
}

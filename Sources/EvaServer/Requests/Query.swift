import EvaStore
import Hummingbird

/// The parameters after the question mark; those that are not known are errors, so that no typing error is passed over.
struct Query {
    private var values: [String: String] = [:]

    init(_ request: Request, _ allowed: String...) throws(Problem) {
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            guard allowed.contains(name) else {
                throw Self.problem(
                    "there is no parameter of this name here",
                    name,
                    allowed.isEmpty ? "leave it out" : "the parameters are \(allowed.joined(separator: ", "))"
                )
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw Self.problem("the parameter is there twice", name, "keep one of them")
            }
        }
    }

    /// The parameter's text; `nil` when it is not there.
    func text(_ name: String) -> String? { values[name] }

    /// Whether the parameter is there, without a value or as `true`; `usual` when it is not there.
    func flag(_ name: String, usual: Bool = false) throws(Problem) -> Bool {
        switch values[name] {
        case nil: return usual
        case "false": return false
        case "", "true": return true
        default: throw Self.problem("this is neither true nor false", name, "write \(name)=true")
        }
    }

    /// A whole number in a range; `usual` when the parameter is not there.
    func count(_ name: String, usual: Int64, _ range: ClosedRange<Int64>) throws(Problem) -> Int64 {
        guard let text = values[name] else { return usual }
        guard let number = Int64(text), range.contains(number) else {
            let cure = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw Self.problem("this is no number in its range", name, cure)
        }
        return number
    }

    /// A date with an optional time of day, in UTC; `nil` when the parameter is not there.
    func time(_ name: String) throws(Problem) -> StoreTime? {
        guard let text = values[name] else { return nil }
        guard let time = StoreTime(parsing: text) else {
            throw Self.problem("this is no date", name, "write yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss")
        }
        return time
    }

    /// One of the names of an enumeration; `nil` when the parameter is not there.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) throws(Problem) -> Choice? {
        guard let text = values[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.problem("there is no such choice", name, "write one of \(names)")
        }
        return choice
    }

    private static func problem(_ detail: String, _ name: String, _ cure: String) -> Problem {
        Problem(.badRequest, "query", "\(String(name.prefix(64))): \(detail)", cure: cure)
    }
}

public import EvaCorpus
import Yams

extension CostTable {
    private typealias Source = YAMLSource<DecisionsError>

    /// Reads a table of costs from a YAML file and checks it against the schema of its corpus.
    ///
    /// **Throws** a `DecisionsError` with file, line and column for the first thing that is wrong.
    public static func load(path: String, schema: Schema) throws(DecisionsError) -> CostTable {
        try CostTable(yaml: Source.text(path: path, what: "cost table"), file: path, schema: schema)
    }

    /// Reads a table of costs from YAML; `file` is the name that errors give.
    ///
    /// **Throws** a `DecisionsError` with file, line and column for the first thing that is wrong.
    public init(yaml: String, file: String = "costs.yaml", schema: Schema) throws(DecisionsError) {
        let example = "data/after-sales/costs.yaml"
        let source = try Source(yaml: yaml, file: file, what: "cost table", example: example)
        let keys = ["corpus", "currency", "wrong_pay", "wrong_deny", "review", "missing_amount"]
        let nodes = try source.mapping(source.root, of: "the cost table", required: keys)
        // The required keys are there: `mapping` has seen to it.
        func node(_ key: String) -> Node { nodes[key] ?? source.root }

        corpus = try source.name(node("corpus"), of: "corpus")
        guard corpus == schema.corpus else {
            let message = "the costs are for \(corpus), the schema for \(schema.corpus)"
            throw source.badValue(message, at: node("corpus"), cure: "pass the costs of \(schema.corpus)")
        }
        currency = try source.name(node("currency"), of: "currency")
        if let amount = schema.amount, amount.currency != currency {
            let message = "the costs are in \(currency), the amounts of \(schema.corpus) in \(amount.currency)"
            throw source.badValue(message, at: node("currency"), cure: "give all costs in \(amount.currency)")
        }
        let pay = try Self.parts(node("wrong_pay"), of: "wrong_pay", "recovery", source)
        wrongPayRecovery = pay.share
        wrongPayFixed = pay.fixed
        let deny = try Self.parts(node("wrong_deny"), of: "wrong_deny", "share", source)
        wrongDenyShare = deny.share
        wrongDenyFixed = deny.fixed
        review = try Self.cost(node("review"), of: "review", source)
        missingAmount = try Self.cost(node("missing_amount"), of: "missing_amount", source)
    }

    /// A share of the amount, called `name`, and a fixed sum; one of them is given, the other is 0 then.
    private static func parts(
        _ node: Node,
        of what: String,
        _ name: String,
        _ source: Source
    ) throws(DecisionsError) -> (share: Double, fixed: Double) {
        let nodes = try source.mapping(node, of: what, optional: [name, "fixed"])
        guard !nodes.isEmpty else {
            throw source.badValue("\(what) says nothing", at: node, cure: "write {\(name): 0.5, fixed: 10}")
        }
        var parts = (share: 0.0, fixed: 0.0)
        if let node = nodes[name] {
            // More than the amount cannot come back, but a wronged customer can cost more than it.
            let most = name == "recovery" ? 1.0 : 1e6
            parts.share = try number(node, of: "\(name) of \(what)", most: most, example: "0.2", source)
        }
        if let node = nodes["fixed"] { parts.fixed = try cost(node, of: "fixed of \(what)", source) }
        return parts
    }

    private static func cost(_ node: Node, of what: String, _ source: Source) throws(DecisionsError) -> Double {
        try number(node, of: what, most: 1e12, example: "15", source)
    }

    private static func number(
        _ node: Node,
        of what: String,
        most: Double,
        example: String,
        _ source: Source
    ) throws(DecisionsError) -> Double {
        let number = try source.number(node, of: what)
        guard (0...most).contains(number) else {
            let cure = "write a number from 0 to \(Int(most)), as \(example)"
            throw source.badValue("\(what) is \(number)", at: node, cure: cure)
        }
        return number
    }
}

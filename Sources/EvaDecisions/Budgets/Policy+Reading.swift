public import EvaCorpus
import Yams

extension Policy {
    /// Reads a policy from a YAML file and checks it against the schema of its corpus.
    ///
    /// **Throws** a `DecisionsError` with file, line and column for the first thing that is wrong.
    public static func load(path: String, schema: Schema) throws(DecisionsError) -> Policy {
        try Policy(yaml: YAMLSource<DecisionsError>.text(path: path, what: "policy"), file: path, schema: schema)
    }

    /// Reads a policy from YAML; `file` is the name that errors give.
    ///
    /// **Throws** a `DecisionsError` with file, line and column for the first thing that is wrong.
    public init(yaml: String, file: String = "policy.yaml", schema: Schema) throws(DecisionsError) {
        let example = "data/after-sales/policy.yaml"
        let source = try YAMLSource<DecisionsError>(yaml: yaml, file: file, what: "policy", example: example)
        let values = try source.mapping(
            source.root,
            of: "the policy",
            required: ["corpus", "risk", "budgets"],
            optional: ["segments", "reserve", "least_coverage"]
        )
        // The required keys are there: `mapping` has seen to it.
        func node(_ key: String) -> Node { values[key] ?? source.root }
        let reader = PolicyReader(source: source, schema: schema)
        let corpus = try source.name(node("corpus"), of: "corpus")
        guard corpus == schema.corpus else {
            let message = "the policy is for \(corpus), the schema for \(schema.corpus)"
            throw source.badValue(message, at: node("corpus"), cure: "write a policy for \(schema.corpus)")
        }
        let risk = try reader.share(node("risk"), of: "risk")
        let reserve = try values["reserve"]
            .map { node throws(DecisionsError) in
                try reader.share(node, of: "reserve", isZeroAllowed: true)
            }
        let leastCoverage = try values["least_coverage"]
            .map { node throws(DecisionsError) in
                try reader.share(node, of: "least_coverage", isZeroAllowed: true)
            }
        let budgets = try reader.budgets(node("budgets"), of: "budgets", inside: [])
        var levels: [Level] = []
        if let list = values["segments"] {
            var outer = budgets
            for element in try source.elements(list, of: "segments") {
                let level = try reader.level(element, inside: outer, after: levels)
                outer = outer.overridden(by: level.budgets)
                levels.append(level)
            }
        }
        self.init(corpus: corpus, risk: risk, budgets: budgets, levels: levels)
        if let reserve { self.reserve = reserve }
        if let leastCoverage { self.leastCoverage = leastCoverage }
    }
}

/// Reads the parts of a policy.
private struct PolicyReader {
    let source: YAMLSource<DecisionsError>
    let schema: Schema

    func share(_ node: Node, of what: String, isZeroAllowed: Bool = false) throws(DecisionsError) -> Double {
        let share = try source.number(node, of: what)
        guard share > 0 || (isZeroAllowed && share == 0), share < 1 else {
            let least = isZeroAllowed ? "a share from 0 and" : "a share above 0 and"
            throw source.badValue("\(what) is \(share)", at: node, cure: "write \(least) below 1, as 0.05")
        }
        return share
    }

    /// Budgets by kind, none of them looser than one of `outer`.
    func budgets(_ node: Node, of what: String, inside outer: [ErrorBudget]) throws(DecisionsError) -> [ErrorBudget] {
        var budgets: [ErrorBudget] = []
        for (key, name, value) in try source.entries(node, of: what) {
            guard let kind = ErrorBudget.Kind(rawValue: name) else {
                let kinds = ErrorBudget.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw source.badKey("there is no budget \(name)", at: key, cure: "the budgets are \(kinds)")
            }
            let budget = try self.budget(kind, value)
            if let around = outer.first(where: { $0.kind == kind && $0.unit == budget.unit }), around.rate < budget.rate
            {
                throw DecisionsError(
                    .budget,
                    "\(name) \(budget.rate) is looser than the \(around.rate) of the cases around it",
                    at: source.place(of: value),
                    cure: "write at most \(around.rate), or raise the budget around it"
                )
            }
            budgets.append(budget)
        }
        guard !budgets.isEmpty else {
            throw source.badValue("\(what) has no budget", at: node, cure: "write {wrong_pay: 0.05, wrong_deny: 0.05}")
        }
        return budgets
    }

    /// A rate, or `{rate: …, of: cases|money}`.
    private func budget(_ kind: ErrorBudget.Kind, _ node: Node) throws(DecisionsError) -> ErrorBudget {
        guard node.scalar == nil else {
            return ErrorBudget(kind, rate: try share(node, of: kind.rawValue))
        }
        let values = try source.mapping(node, of: kind.rawValue, required: ["rate"], optional: ["of"])
        var budget = ErrorBudget(kind, rate: try share(values["rate"] ?? node, of: "the rate of \(kind.rawValue)"))
        if let unit = values["of"] {
            budget.unit = try source.choice(unit, of: "of")
            guard budget.unit == .cases || schema.amount != nil else {
                let message = "the schema names no amount, so that no money can be counted"
                throw source.badValue(message, at: unit, cure: "write of: cases, or name the amount in the schema")
            }
        }
        return budget
    }

    func level(
        _ node: Node,
        inside outer: [ErrorBudget],
        after levels: [Policy.Level]
    ) throws(DecisionsError) -> Policy.Level {
        let values = try source.mapping(
            node,
            of: "a level of segments",
            required: ["field"],
            optional: ["bands", "budgets", "values"]
        )
        let fieldNode = values["field"] ?? node
        var level = Policy.Level(field: try source.name(fieldNode, of: "field"))
        let kind = try kind(of: level.field, at: fieldNode)
        guard !levels.contains(where: { $0.field == level.field }) else {
            throw source.badValue("\(level.field) has a level already", at: fieldNode, cure: "keep one of them")
        }
        level.bands = try bands(values["bands"], of: level.field, kind, at: fieldNode)
        if let own = values["budgets"] { level.budgets = try budgets(own, of: "budgets", inside: outer) }
        if let list = values["values"] {
            let around = outer.overridden(by: level.budgets)
            for (key, name, value) in try source.entries(list, of: "values") {
                if !level.bands.isEmpty, !level.bandNames.contains(name), name != Policy.missing {
                    let names = (level.bandNames + [Policy.missing]).joined(separator: ", ")
                    throw source.badKey(
                        "\(level.field) has no band “\(name)”",
                        at: key,
                        cure: "the bands are: \(names)"
                    )
                }
                let budgets = try budgets(value, of: name, inside: around)
                level.values.append(Policy.Value(name: name, budgets: budgets))
            }
        }
        return level
    }

    private func kind(of field: String, at node: Node) throws(DecisionsError) -> SegmentField {
        guard let kind = SegmentField(field, schema: schema) else {
            let names = schema.fields.filter { $0.type != .text }.map(\.name).joined(separator: ", ")
            let isText = schema.fieldIndex(field) != nil
            let message =
                isText ? "cases cannot be told apart by the text \(field)" : "the schema has no field \(field)"
            throw DecisionsError(.field, message, at: source.place(of: node), cure: "the fields are \(names)")
        }
        return kind
    }

    private func bands(
        _ list: Node?,
        of field: String,
        _ kind: SegmentField,
        at node: Node
    ) throws(DecisionsError) -> [Double] {
        guard let list else {
            guard kind.isMeasured else { return [] }
            let message = "\(field) is told apart by bands, and none are given"
            throw source.badKey(message, at: node, cure: "add bands: [100, 1000], for example")
        }
        guard kind.isMeasured else {
            throw source.badKey("\(field) has values and no bands", at: list, cure: "leave bands out")
        }
        var bands: [Double] = []
        for element in try source.elements(list, of: "bands") {
            let bound = try source.number(element, of: "a band of \(field)")
            if let last = bands.last, bound <= last {
                throw source.badValue("the bands do not ascend: \(last), \(bound)", at: element, cure: "sort them")
            }
            bands.append(bound)
        }
        return bands
    }
}

import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaTestSupport
import EvaTraining

/// A small trained bundle, and the cases it was trained on, some of which only their identifiers tell apart.
struct PrecedentExample {
    let bundle: ModelBundle
    let table: CaseTable

    /// `shop` is confidential; `story` is a text.
    static let schema = Claims.schema.replacing(
        "shop: {type: category}",
        with: "shop: {type: category, confidential: true}"
    )

    /// An example of each learner, trained once.
    static func of(_ learner: LearnerChoice) throws -> PrecedentExample {
        switch learner {
        case .trees: try trees.get()
        case .logistic: try logistic.get()
        default: try blend.get()
        }
    }

    private static let trees = Result { try PrecedentExample(.trees) }
    private static let logistic = Result { try PrecedentExample(.logistic) }
    private static let blend = Result { try PrecedentExample(.blend) }

    init(_ learner: LearnerChoice, rows: Int = 520) throws {
        let lines = Claims.lines(rows: rows)
        let copies = stride(from: 0, to: rows, by: 5)
            .flatMap { row in
                let facts = lines[row].drop { $0 != "," }
                return ["b\(row)\(facts)", "a\(row)\(facts)"]
            }
        let csv = Claims.header + (lines + copies).map { $0 + "\n" }.joined()
        table = try EvaTestSupport.table(schema: Self.schema, csv: csv)
        var options = TrainingOptions()
        options.learner = learner
        options.search = .none
        bundle = try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
            .train(options, pool: WorkerPool(threads: 1)).bundle
    }

    /// The bundle with precedents.
    func withPrecedents(most: Int = .max, threads: Int = 1) throws -> ModelBundle {
        var made = bundle
        made.extras.append(try part(most: most, threads: threads))
        return made
    }

    func part(most: Int = .max, threads: Int = 1) throws -> BundlePart {
        try PrecedentBuilder(bundle, table, pool: WorkerPool(threads: threads)).part(most: most).part
    }

    /// Precedents of a row of a table, as an index finds them.
    func precedents(_ index: PrecedentIndex, _ table: CaseTable, row: Int, most: Int = 5) throws -> [Precedent] {
        var features = bundle.model.makeRow()
        let contributions = try bundle.model.explain(table, row: row, using: &features).contributions
        return try index.consult(table, row: row, features, contributions: contributions, most: most).precedents
    }

    /// The same by comparing with every earlier case: identifiers and similarities.
    func expected(_ row: Int, most: Int = 5) throws -> [(id: String, similarity: Double)] {
        let model = bundle.model
        var features = model.makeRow()
        let order = (0..<table.rowCount)
            .sorted { (table.times[$1], id($0)) < (table.times[$0], id($1)) }
        let traits = try order.map { row in
            _ = try model.predict(table, row: row, using: &features)
            return model.traits(features)
        }
        let isLinear = model.linear != nil
        let scales = FieldScale.fit(
            traits.flatMap(\.contributions),
            fields: isLinear ? model.featurizer.layout.fields.count : 0
        )
        guard let likeness = Likeness(model, scales: scales), let own = order.firstIndex(of: row) else { return [] }
        let codes = traits.map { likeness.codes(leaves: $0.leaves, contributions: $0.contributions) }
        return order.indices.filter { table.times[order[$0]] < table.times[row] }
            .map { position -> (row: Int, sum: Int) in
                var (trees, fields) = (0, 0)
                for (index, weight) in likeness.treeWeights.enumerated()
                where codes[own].leaves[index] == codes[position].leaves[index] {
                    trees += Int(weight)
                }
                for (index, weight) in likeness.fieldWeights.enumerated() {
                    let distance = abs(Int(codes[own].steps[index]) - Int(codes[position].steps[index]))
                    fields += Int(weight) * max(0, Int(likeness.reach) - distance)
                }
                return (order[position], trees * Int(likeness.treeFactor) + fields * Int(likeness.fieldFactor))
            }
            .sorted { left, right in
                if left.sum != right.sum { return left.sum > right.sum }
                if table.times[left.row] != table.times[right.row] {
                    return table.times[left.row] > table.times[right.row]
                }
                return id(left.row) < id(right.row)
            }
            .prefix(most)
            .map { (id($0.row), Double($0.sum) / Double(likeness.whole)) }
    }

    private func id(_ row: Int) -> String { table.ids.text(of: row) ?? "" }
}

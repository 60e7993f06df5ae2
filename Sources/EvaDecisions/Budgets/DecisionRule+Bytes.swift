import EvaCorpus
import EvaNumerics

extension DecisionRule {
    func encode(to writer: inout ByteWriter) {
        policy.encode(to: &writer)
        writer.write(riskPerTest)
        writer.write(groups) { writer, group in
            group.segment.encode(to: &writer)
            writer.write(UInt32(group.cases))
            writer.write(group.fallbacks) { $1.encode(to: &$0) }
            group.pay.encode(to: &writer)
            group.deny.encode(to: &writer)
        }
    }

    init(from reader: inout ByteReader, schema: Schema) throws {
        let policy = try Policy(from: &reader)
        let risk = try reader.read(Double.self)
        let groups = try reader.readArray(minimumSize: 16) { reader in
            var group = Group(segment: try Segment(from: &reader), cases: Int(try reader.read(UInt32.self)))
            group.fallbacks = try reader.readArray(minimumSize: 4) { try Segment(from: &$0) }
            group.pay = try Side(from: &reader)
            group.deny = try Side(from: &reader)
            return group
        }
        guard let rule = Self(policy: policy, groups: groups, riskPerTest: risk, schema: schema) else {
            throw ByteError(offset: reader.offset, message: "the rule does not fit the schema")
        }
        self = rule
    }
}

extension DecisionRule.Side {
    fileprivate func encode(to writer: inout ByteWriter) {
        writer.write(threshold)
        writer.write(largestAmount)
        writer.write(isSpent)
        writer.write(UInt32(cases))
        writer.write(UInt32(errors))
        writer.write(bounds) { writer, bound in
            bound.budget.encode(to: &writer)
            writer.write(bound.bound)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws {
        threshold = try reader.readOptionalNumber()
        largestAmount = try reader.readOptionalNumber()
        isSpent = try reader.read(Bool.self)
        cases = Int(try reader.read(UInt32.self))
        errors = Int(try reader.read(UInt32.self))
        bounds = try reader.readArray(minimumSize: 11) {
            DecisionRule.Bound(budget: try ErrorBudget(from: &$0), bound: try $0.readOptionalNumber())
        }
        guard errors <= cases, threshold.map({ (0...1).contains($0) }) ?? true else {
            throw ByteError(offset: reader.offset, message: "the rule has a threshold that is no probability")
        }
    }
}

extension Policy {
    fileprivate func encode(to writer: inout ByteWriter) {
        writer.write(corpus)
        writer.write(risk)
        writer.write(reserve)
        writer.write(leastCoverage)
        writer.write(budgets) { $1.encode(to: &$0) }
        writer.write(levels) { writer, level in
            writer.write(level.field)
            writer.write(level.bands) { $0.write($1) }
            writer.write(level.budgets) { $1.encode(to: &$0) }
            writer.write(level.values) { writer, value in
                writer.write(value.name)
                writer.write(value.budgets) { $1.encode(to: &$0) }
            }
        }
    }

    fileprivate init(from reader: inout ByteReader) throws {
        func budgets(_ reader: inout ByteReader) throws -> [ErrorBudget] {
            try reader.readArray(minimumSize: 10) { try ErrorBudget(from: &$0) }
        }
        let corpus = try reader.read(String.self)
        let risk = try reader.readShare()
        let (reserve, leastCoverage) = (try reader.readNumber(), try reader.readNumber())
        guard (0..<1).contains(reserve), (0..<1).contains(leastCoverage) else {
            throw ByteError(offset: reader.offset, message: "the policy has a share outside 0 to 1")
        }
        self.init(
            corpus: corpus,
            risk: risk,
            budgets: try budgets(&reader),
            levels: try reader.readArray(minimumSize: 16) { reader in
                Level(
                    field: try reader.read(String.self),
                    bands: try reader.readArray(minimumSize: 8) { try $0.readNumber() },
                    budgets: try budgets(&reader),
                    values: try reader.readArray(minimumSize: 8) {
                        Value(name: try $0.read(String.self), budgets: try budgets(&$0))
                    }
                )
            }
        )
        self.reserve = reserve
        self.leastCoverage = leastCoverage
    }
}

extension Segment {
    fileprivate func encode(to writer: inout ByteWriter) {
        writer.write(parts) { writer, part in
            writer.write(part.field)
            writer.write(part.value)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws {
        parts = try reader.readArray(minimumSize: 8) {
            Part(field: try $0.read(String.self), value: try $0.read(String.self))
        }
    }
}

extension ErrorBudget {
    fileprivate func encode(to writer: inout ByteWriter) {
        writer.write(UInt8(Kind.allCases.firstIndex(of: kind) ?? 0))
        writer.write(rate)
        writer.write(UInt8(Unit.allCases.firstIndex(of: unit) ?? 0))
    }

    fileprivate init(from reader: inout ByteReader) throws {
        self.init(
            try reader.readCase(of: Kind.self),
            rate: try reader.readShare(),
            of: try reader.readCase(of: Unit.self)
        )
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ number: Double?) {
        write(number != nil)
        if let number { write(number) }
    }
}

extension ByteReader {
    fileprivate mutating func readNumber() throws(ByteError) -> Double {
        let number = try read(Double.self)
        guard number.isFinite else { throw ByteError(offset: offset, message: "\(number) is no number") }
        return number
    }

    fileprivate mutating func readOptionalNumber() throws(ByteError) -> Double? {
        try read(Bool.self) ? try readNumber() : nil
    }

    fileprivate mutating func readShare() throws(ByteError) -> Double {
        let share = try readNumber()
        guard share > 0, share < 1 else { throw ByteError(offset: offset, message: "\(share) is no share") }
        return share
    }

    fileprivate mutating func readCase<Choice: CaseIterable>(of: Choice.Type) throws(ByteError) -> Choice {
        let choices = Array(Choice.allCases)
        let index = Int(try read(UInt8.self))
        guard choices.indices.contains(index) else { throw ByteError(offset: offset, message: "\(index) is unknown") }
        return choices[index]
    }
}

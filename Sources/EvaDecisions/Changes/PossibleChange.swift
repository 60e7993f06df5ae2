import EvaCorpus
import EvaFeatures

/// One thing that claimant or agent could do: add a member to a set, or give a field another value.
struct PossibleChange: Sendable, Equatable {
    let field: Int
    let isEvidence: Bool
    let value: Value

    enum Value: Sendable, Equatable {
        case member(String)
        case category(String)
        case flag(Bool)
        case number(Double)
    }

    /// All changes of a field that the model could tell apart, the most frequent values first.
    static func all(
        of field: Field,
        at index: Int,
        featurizer: Featurizer,
        isEvidence: Bool,
        most: Int
    ) -> [PossibleChange] {
        let values: [Value] =
            switch field.type {
            case .set: featurizer.knownNames(field: index).prefix(most).map { .member($0) }
            case .category: featurizer.knownNames(field: index).prefix(most).map { .category($0) }
            case .flag: [.flag(true), .flag(false)]
            case .number: featurizer.tenths(field: index).map { .number($0) }
            // What is tried must be what is shown, to the cent.
            case .money: featurizer.tenths(field: index).map { .number(($0 * 100).rounded() / 100) }
            case .date, .text: []
            }
        return values.map { PossibleChange(field: index, isEvidence: isEvidence, value: $0) }
    }

    /// The column of a case on its own after the change; `nil` when it changes nothing.
    func applied(to column: Column) -> Column? {
        switch (value, column) {
        case (.member(let name), .set(let set)): return set.adding([name]).map { .set($0) }
        case (.category(let name), .category(var category)):
            if let code = category.codes.first, code >= 0, category.categories[Int(code)] == name { return nil }
            category.categories = [name]
            category.codes = [0]
            return .category(category)
        case (.flag(let isYes), .flag(var flag)):
            let value: Int8 = isYes ? 1 : 0
            if flag.values == [value] { return nil }
            flag.values = [value]
            return .flag(flag)
        case (.number(let number), .number(var numbers)):
            if numbers.values == [number] { return nil }
            numbers.values = [number]
            return .number(numbers)
        default: return nil
        }
    }

    /// Whether two changes can both be made: of one field only members of a set.
    func goes(with other: PossibleChange) -> Bool {
        if field != other.field { return true }
        if case .member(let name) = value, case .member(let second) = other.value { return name != second }
        return false
    }

    /// The member that is added; `nil` for other changes.
    var member: String? {
        if case .member(let name) = value { name } else { nil }
    }
}

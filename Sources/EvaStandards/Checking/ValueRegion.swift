/// Values of one field, as far as conditions can tell them apart.
enum ValueRegion: Sendable, Equatable {
    case all
    /// Names of a category: these, or all but these.
    case names(Set<String>, isExcluding: Bool)
    case flags(Set<Bool>)
    /// Ranges of numbers that do not overlap.
    case numbers([ClosedRange<Double>])
    /// Ranges of days before the case's time that do not overlap.
    case ages([ClosedRange<Int>])
    /// Sets with all members of `with` and none of `without`.
    case members(with: Set<String>, without: Set<String>)
    /// Texts in which all of `with` stand and none of `without`.
    case texts(with: Set<String>, without: Set<String>)

    /// Whether no value is left.
    ///
    /// That texts of `with` can be joined without making one of `without` is taken for granted.
    var isEmpty: Bool {
        switch self {
        case .all: false
        case .names(let names, let isExcluding): names.isEmpty && !isExcluding
        case .flags(let flags): flags.isEmpty
        case .numbers(let ranges): ranges.isEmpty
        case .ages(let ranges): ranges.isEmpty
        case .members(let with, let without): !with.isDisjoint(with: without)
        case .texts(let with, let without):
            without.contains { part in with.contains { Array($0.utf8).contains(Array(part.utf8)) } }
        }
    }

    /// Values of both regions, which are of one type of field.
    func intersection(_ other: ValueRegion) -> ValueRegion {
        switch (self, other) {
        case (.all, let region), (let region, .all): region
        case (.names(let left, false), .names(let right, false)):
            .names(left.intersection(right), isExcluding: false)
        case (.names(let left, true), .names(let right, true)): .names(left.union(right), isExcluding: true)
        case (.names(let kept, false), .names(let excluded, true)),
            (.names(let excluded, true), .names(let kept, false)):
            .names(kept.subtracting(excluded), isExcluding: false)
        case (.flags(let left), .flags(let right)): .flags(left.intersection(right))
        case (.numbers(let left), .numbers(let right)): .numbers(overlaps(left, right))
        case (.ages(let left), .ages(let right)): .ages(overlaps(left, right))
        case (.members(let with, let without), .members(let otherWith, let otherWithout)):
            .members(with: with.union(otherWith), without: without.union(otherWithout))
        case (.texts(let with, let without), .texts(let otherWith, let otherWithout)):
            .texts(with: with.union(otherWith), without: without.union(otherWithout))
        default: .names([], isExcluding: false)
        }
    }
}

private func overlaps<Bound>(_ left: [ClosedRange<Bound>], _ right: [ClosedRange<Bound>]) -> [ClosedRange<Bound>] {
    left.flatMap { range in right.filter(range.overlaps).map(range.clamped) }
}

/// Values of one field together with its being missing.
struct FieldRegion: Sendable, Equatable {
    /// Whether the field may be missing.
    var mayBeMissing: Bool
    /// Whether a date may be there that has no age, because the case has no time.
    var mayBeAgeless: Bool
    /// Values that it may have.
    var values: ValueRegion

    static let none = ValueRegion.names([], isExcluding: false)

    var isEmpty: Bool { !mayBeMissing && !mayBeAgeless && values.isEmpty }

    func intersection(_ other: FieldRegion) -> FieldRegion {
        FieldRegion(
            mayBeMissing: mayBeMissing && other.mayBeMissing,
            mayBeAgeless: mayBeAgeless && other.mayBeAgeless,
            values: values.isEmpty || other.values.isEmpty ? Self.none : values.intersection(other.values)
        )
    }
}

extension FieldRegion {
    /// The regions that together hold all values for which a test comes out as `outcome`.
    static func regions(of test: FieldTest, outcome: Bool) -> [FieldRegion] {
        if case .missing(let wanted) = test {
            return wanted == outcome
                ? [FieldRegion(mayBeMissing: true, mayBeAgeless: false, values: none)]
                : [FieldRegion(mayBeMissing: false, mayBeAgeless: true, values: .all)]
        }
        // A test of a missing value is false.
        return (outcome ? test.passing : test.failing)
            .map { FieldRegion(mayBeMissing: !outcome, mayBeAgeless: !outcome && test.isOfAge, values: $0) }
    }
}

extension FieldTest {
    fileprivate var isOfAge: Bool {
        switch self {
        case .withinDays, .afterDays: true
        default: false
        }
    }

    /// Values that pass.
    fileprivate var passing: [ValueRegion] {
        switch self {
        case .isOneOf(let names): [.names(Set(names), isExcluding: false)]
        case .isFlag(let wanted): [.flags([wanted])]
        case .equals(let value): [.numbers([value...value])]
        case .atLeast(let value): [.numbers([value...(.infinity)])]
        case .atMost(let value): [.numbers([-.infinity...value])]
        case .above(let value): [.numbers([value.nextUp...(.infinity)])]
        case .below(let value): [.numbers([-.infinity...value.nextDown])]
        case .withinDays(let days): [.ages([.min...days])]
        case .afterDays(let days): [.ages([(days + 1)...(.max)])]
        case .hasAny(let names): names.map { .members(with: [$0], without: []) }
        case .hasAll(let names): [.members(with: Set(names), without: [])]
        case .contains(let texts): texts.map { .texts(with: [$0], without: []) }
        case .missing: []
        }
    }

    /// Values that do not pass.
    fileprivate var failing: [ValueRegion] {
        switch self {
        case .isOneOf(let names): [.names(Set(names), isExcluding: true)]
        case .isFlag(let wanted): [.flags([!wanted])]
        case .equals(let value): [.numbers([-.infinity...value.nextDown, value.nextUp...(.infinity)])]
        case .atLeast(let value): FieldTest.below(value).passing
        case .atMost(let value): FieldTest.above(value).passing
        case .above(let value): FieldTest.atMost(value).passing
        case .below(let value): FieldTest.atLeast(value).passing
        case .withinDays(let days): FieldTest.afterDays(days).passing
        case .afterDays(let days): FieldTest.withinDays(days).passing
        case .hasAny(let names): [.members(with: [], without: Set(names))]
        case .hasAll(let names): names.map { .members(with: [], without: [$0]) }
        case .contains(let texts): [.texts(with: [], without: Set(texts))]
        case .missing: []
        }
    }
}

/// A statement about the facts of a case.
///
/// **Missing values**: a test of a missing value is false, whatever the operator, except `missing: true`; `not` of such
/// a test is therefore true.
public indirect enum Condition: Sendable, Equatable {
    /// Every part holds; true without parts.
    case all([Condition])
    /// At least one part holds; false without parts.
    case any([Condition])
    /// The part does not hold.
    case not(Condition)
    /// A test of one field.
    case test(field: String, FieldTest)
}

/// A test of one field's value; each operator is for fields of certain types.
public enum FieldTest: Sendable, Equatable {
    /// `is` of a category, `in` of a category: the value is one of these names.
    case isOneOf([String])
    /// `is` of a flag.
    case isFlag(Bool)
    /// `is` of a number or money.
    case equals(Double)
    /// `has`, `has_any`: at least one of these is a member of the set.
    case hasAny([String])
    /// `has_all`: all of these are members of the set.
    case hasAll([String])
    /// `at_least`: the number is this or more.
    case atLeast(Double)
    /// `at_most`: the number is this or less.
    case atMost(Double)
    /// `above`: the number is more than this.
    case above(Double)
    /// `below`: the number is less than this.
    case below(Double)
    /// `within_days`: the date lies at most so many calendar days before the case's time, or after it.
    case withinDays(Int)
    /// `after_days`: the date lies more than so many calendar days before the case's time.
    case afterDays(Int)
    /// `contains`: at least one of these stands in the text, compared byte by byte.
    case contains([String])
    /// `missing`: the value is missing, or is not.
    case missing(Bool)
}

/// The values of one field over all rows of a table.
public enum Column: Sendable, Equatable {
    /// Values of a `category`.
    case category(CategoryColumn)
    /// Values of a `set`.
    case set(SetColumn)
    /// Values of a `number` or of `money`.
    case number(NumberColumn)
    /// Values of a `date`.
    case date(DateColumn)
    /// Values of a `flag`.
    case flag(FlagColumn)
    /// Values of a `text`.
    case text(TextColumn)
}

extension Column {
    /// Whether any row has a value.
    package var hasValue: Bool {
        switch self {
        case .category(let column): column.codes.contains { $0 >= 0 }
        case .set(let column): column.isMissing.contains(false)
        case .number(let column): column.values.contains { !$0.isNaN }
        case .date(let column): column.values.contains { !$0.isMissing }
        case .flag(let column): column.values.contains { $0 >= 0 }
        case .text(let column): column.isMissing.contains(false)
        }
    }
}

/// Names as codes into a dictionary in order of first appearance.
public struct CategoryColumn: Sendable, Equatable {
    /// A code a row; −1 is missing.
    public var codes: [Int32] = []
    /// Name of each code.
    public var categories: [String] = [] {
        didSet { known = nil }
    }
    /// The list that the names begin with, if the table was read with one and they were not changed since.
    package internal(set) var known: NameList?

    /// Creates an empty column.
    public init() {}

    /// Equality of codes and names, wherever these are from.
    public static func == (left: CategoryColumn, right: CategoryColumn) -> Bool {
        left.codes == right.codes && left.categories == right.categories
    }
}

/// Sets of names; the members of row `r` are `members[offsets[r]..<offsets[r + 1]]`.
public struct SetColumn: Sendable, Equatable {
    /// Row count + 1 positions in `members`.
    public var offsets: [Int32] = [0]
    /// Codes into `dictionary`, without repetition within a row, in the order written.
    public var members: [Int32] = []
    /// Whether the row's value is missing, which is not the empty set.
    public var isMissing: [Bool] = []
    /// Name of each code.
    public var dictionary: [String] = [] {
        didSet { known = nil }
    }
    /// The list that the names begin with, if the table was read with one and they were not changed since.
    package internal(set) var known: NameList?

    /// Creates an empty column.
    public init() {}

    /// Equality of members, what is missing, and names, wherever these are from.
    public static func == (left: SetColumn, right: SetColumn) -> Bool {
        left.offsets == right.offsets && left.members == right.members && left.isMissing == right.isMissing
            && left.dictionary == right.dictionary
    }

    /// Codes of the members of a row.
    public func members(of row: Int) -> ArraySlice<Int32> {
        members[Int(offsets[row])..<Int(offsets[row + 1])]
    }
}

/// Numbers; NaN is missing.
public struct NumberColumn: Sendable, Equatable {
    /// A value a row.
    public var values: [Double] = []

    /// Creates an empty column.
    public init() {}

    /// Equality in which a missing value equals a missing value.
    public static func == (left: NumberColumn, right: NumberColumn) -> Bool {
        left.values.elementsEqual(right.values) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}

/// Moments; `CaseTime.missing` where there is none.
public struct DateColumn: Sendable, Equatable {
    /// A moment a row.
    public var values: [CaseTime] = []

    /// Creates an empty column.
    public init() {}
}

/// Yes, no or missing.
public struct FlagColumn: Sendable, Equatable {
    /// 1 yes, 0 no, −1 missing.
    public var values: [Int8] = []

    /// Creates an empty column.
    public init() {}
}

/// Texts in one buffer of UTF-8; row `r` is `bytes[offsets[r]..<offsets[r + 1]]`.
public struct TextColumn: Sendable, Equatable {
    /// Row count + 1 positions in `bytes`.
    public var offsets: [Int] = [0]
    /// Valid UTF-8.
    public var bytes: [UInt8] = []
    /// Whether the row's value is missing, which is not the empty text.
    public var isMissing: [Bool] = []

    /// Creates an empty column.
    public init() {}

    /// UTF-8 of a row.
    public func bytes(of row: Int) -> ArraySlice<UInt8> {
        bytes[offsets[row]..<offsets[row + 1]]
    }

    /// Text of a row; `nil` when missing.
    public func text(of row: Int) -> String? {
        isMissing[row] ? nil : String(decoding: bytes(of: row), as: UTF8.self)
    }
}

/// Which of pay and deny a case may get; review is always open.
public struct AllowedAnswers: OptionSet, Sendable {
    /// Bits of the answers.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Pay may be suggested.
    public static let pay = AllowedAnswers(rawValue: 1)
    /// Deny may be suggested.
    public static let deny = AllowedAnswers(rawValue: 2)
    /// Both may be.
    public static let all: AllowedAnswers = [.pay, .deny]

    /// The one that a probability of pay speaks for, as far as it is allowed.
    func likelier(_ probability: Double) -> Answer {
        switch (contains(.pay), contains(.deny)) {
        case (true, true): probability >= 0.5 ? .pay : .deny
        case (true, false): .pay
        case (false, true): .deny
        case (false, false): .review
        }
    }
}

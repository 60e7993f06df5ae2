import Crypto
import Foundation

/// How long whoever failed to log in must wait: nothing after a few failures, then twice as long after each.
public struct LoginThrottle: Sendable, Equatable {
    /// Failures that cost nothing.
    public var free: Int
    /// Seconds to wait after the first failure that costs.
    public var firstSeconds: Double
    /// Most seconds to wait; failures this long ago are forgotten.
    public var mostSeconds: Double

    /// For a name: five free failures, then 1 s, 2 s, 4 s … up to a quarter of an hour.
    public static let name = LoginThrottle(free: 5, firstSeconds: 1, mostSeconds: 900)
    /// For an address, from which many people may come: fifty free failures.
    public static let address = LoginThrottle(free: 50, firstSeconds: 1, mostSeconds: 900)

    /// Creates a rule.
    public init(free: Int, firstSeconds: Double, mostSeconds: Double) {
        self.free = free
        self.firstSeconds = firstSeconds
        self.mostSeconds = mostSeconds
    }

    /// When the next attempt may be made after `failures`, the last one at `last`.
    public func next(failures: Int, last: StoreTime) -> StoreTime {
        let paid = failures - free
        guard paid > 0 else { return last }
        return last.adding(seconds: min(mostSeconds, firstSeconds * exp2(Double(min(paid - 1, 40)))))
    }

    static func key(_ kind: String, _ value: String) -> Data {
        Data(SHA256.hash(data: Data("\(kind):\(value)".utf8)))
    }
}

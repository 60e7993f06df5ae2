import EvaNumerics
import Foundation

extension RandomGenerator {
    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// One of several, by their shares.
    mutating func weighted<Value>(_ choices: [(Value, Double)]) -> Value? {
        var rest = uniform() * choices.reduce(0) { $0 + $1.1 }
        for (value, share) in choices {
            rest -= share
            if rest < 0 { return value }
        }
        return choices.last?.0
    }

    /// Nearly normal with mean 0 and variance 1: the sum of four uniform numbers, which no library rounds differently.
    mutating func bell() -> Double {
        (uniform() + uniform() + uniform() + uniform() - 2) * 1.732
    }

    /// Whole numbers from 0 with the mean, falling geometrically, at most `highest`.
    mutating func geometric(mean: Double, highest: Int) -> Int {
        let goOn = mean / (1 + mean)
        var value = 0
        while value < highest, uniform() < goOn { value += 1 }
        return value
    }
}

import Foundation

extension Double {
    /// Fixed number of decimals, with a point in every locale.
    func formatted(_ decimals: Int) -> String {
        String(format: "%.\(decimals)f", self)
    }
}

package import EvaCorpus
import Foundation

extension Featurizer {
    /// The names of each field's categories or members by code; a table that begins with them needs no search for names.
    package var nameLists: [NameList?] {
        encoders.map { encoder in
            switch encoder {
            case .category(let encoder): encoder.vocabulary.list
            case .set(let encoder): encoder.vocabulary.list
            default: nil
            }
        }
    }

    /// Names of a category or set that have features of their own, most frequent first; empty for other types.
    package func knownNames(field index: Int) -> ArraySlice<String> {
        switch encoders[index] {
        case .category(let encoder): encoder.vocabulary.names.prefix(encoder.vocabulary.frequent)
        case .set(let encoder): encoder.vocabulary.names.prefix(encoder.vocabulary.frequent)
        default: []
        }
    }

    /// Tenths of a number's training values, ascending; empty for monotone numbers, which have none, and other types.
    package func tenths(field index: Int) -> [Double] {
        if case .number(let encoder) = encoders[index] { encoder.cuts } else { [] }
    }

    /// Median of a number's training values; `nil` where they were all the same, and for other types.
    package func median(field index: Int) -> Double? {
        guard case .number(let encoder) = encoders[index], encoder.lower < encoder.upper else { return nil }
        return encoder.isLogarithmic ? expm1(encoder.centre) : encoder.centre
    }
}

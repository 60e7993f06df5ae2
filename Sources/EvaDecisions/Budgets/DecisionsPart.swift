public import EvaBundle
package import EvaCorpus
import EvaNumerics

/// The part `decisions` of a bundle: the record of forward scores, and the rule that was found on it.
public struct DecisionsPart: Sendable, Equatable {
    /// Cases that thresholds can be found on.
    public var record: ForwardCases
    /// The rule that serves; `nil` when the bundle was trained without a policy.
    public var rule: DecisionRule?

    /// Name of the part.
    public static let name = "decisions"
    private static let version = 1

    /// Creates a part.
    public init(record: ForwardCases, rule: DecisionRule?) {
        self.record = record
        self.rule = rule
    }

    /// The part of a bundle; `nil` when it has none.
    ///
    /// **Throws** a `BundleError` when it is damaged.
    public init?(_ bundle: ModelBundle) throws(BundleError) {
        guard let part = bundle.extra(Self.name) else { return nil }
        do {
            self = try Self(bytes: part.bytes, schema: bundle.schema)
        } catch {
            throw BundleError(
                .invalidPart,
                "part \(Self.name) is damaged: \(error)",
                place: Self.name,
                cure: "restore the bundle from where it came"
            )
        }
    }

    /// Reads what `bundlePart` wrote.
    ///
    /// **Throws** a `ByteError` for bytes that are not exactly that.
    package init(bytes: [UInt8], schema: Schema) throws {
        var reader = ByteReader(bytes)
        record = try ForwardCases(from: &reader)
        rule = try reader.read(Bool.self) ? DecisionRule(from: &reader, schema: schema) : nil
        try reader.finish()
    }

    /// The part as a bundle keeps it.
    public var bundlePart: BundlePart {
        var writer = ByteWriter()
        record.encode(to: &writer)
        writer.write(rule != nil)
        rule?.encode(to: &writer)
        return BundlePart(name: Self.name, version: Self.version, bytes: writer.bytes, optional: true)
    }
}

extension DecisionRule {
    /// The rule that keeps to a policy, with thresholds found on a bundle's record of forward scores.
    ///
    /// **Throws** a `DecisionsError` at `file`, or a `BundleError`, when the bundle has no record, or none of a field of
    /// the policy.
    public init(_ policy: Policy, of bundle: ModelBundle, file: String = "policy.yaml") throws {
        guard let part = try DecisionsPart(bundle) else {
            throw DecisionsError(
                .record,
                "the bundle has no record of forward scores to find thresholds on",
                at: Place(file: file),
                cure: "train again: eva train writes one"
            )
        }
        do {
            self = try ThresholdSearch(policy).rule(part.record, schema: bundle.schema)
        } catch {
            throw DecisionsError(error.code, error.message, at: Place(file: file), cure: error.cure)
        }
    }
}

import EvaCorpus

/// Cases, as an alternative of boxes with a region a field; a field that a box does not name may be anything.
///
/// **Determinism**: exact for every operator but `contains`, of which it is taken for granted that texts can be joined
/// without making another one, and for dates of cases without a time, which are looked at one by one.
struct CaseRegion: Sendable {
    typealias Box = [String: FieldRegion]

    /// None of them is empty.
    private(set) var boxes: [Box]

    /// Boxes above which a condition is too long to be looked at.
    private static let most = 4096

    var isEmpty: Bool { boxes.isEmpty }

    private init(boxes: [Box]) {
        self.boxes = boxes
    }

    /// All cases for which a condition comes out as `outcome`; `nil` when it takes too many boxes.
    init?(_ condition: Condition, outcome: Bool = true) {
        switch condition {
        case .not(let part):
            self.init(part, outcome: !outcome)
        case .test(let field, let test):
            let regions = FieldRegion.regions(of: test, outcome: outcome)
            self.init(boxes: regions.filter { !$0.isEmpty }.map { [field: $0] })
        case .all(let parts) where outcome, .any(let parts) where !outcome:
            var region = CaseRegion(boxes: [[:]])
            for part in parts {
                guard let next = CaseRegion(part, outcome: outcome).flatMap(region.intersection) else { return nil }
                region = next
            }
            self.init(boxes: region.boxes)
        case .all(let parts), .any(let parts):
            var boxes: [Box] = []
            for part in parts {
                guard let next = CaseRegion(part, outcome: outcome) else { return nil }
                boxes += next.boxes
            }
            guard boxes.count <= Self.most else { return nil }
            self.init(boxes: boxes)
        }
    }

    /// Cases of both; `nil` when it takes too many boxes.
    func intersection(_ other: CaseRegion) -> CaseRegion? {
        guard boxes.count * other.boxes.count <= Self.most else { return nil }
        return CaseRegion(boxes: boxes.flatMap { box in other.boxes.compactMap { Self.intersection(box, $0) } })
    }

    private static func intersection(_ left: Box, _ right: Box) -> Box? {
        var box = left
        for (field, region) in right {
            let both = box[field].map { $0.intersection(region) } ?? region
            if both.isEmpty { return nil }
            box[field] = both
        }
        return box
    }
}

extension Standard {
    /// What must hold for the effect to come about; the evidence is that of the catalogue's evidence field.
    func conditionInForce(evidenceField: String?) -> Condition {
        guard let evidenceField, !evidence.isEmpty else { return condition }
        let isComplete = Condition.test(field: evidenceField, .hasAll(evidence))
        return .all([condition, effect == .needsEvidence ? .not(isComplete) : isComplete])
    }

    /// Whether there is a moment at which both are valid.
    func isValidTogether(with other: Standard) -> Bool {
        if let from = validFrom, let end = other.validTo, end <= from { return false }
        if let from = other.validFrom, let end = validTo, end <= from { return false }
        return true
    }

    /// Whether the other is valid at every moment at which this one is.
    func isValidOnly(while other: Standard) -> Bool {
        if let from = other.validFrom, validFrom.map({ $0 < from }) ?? true { return false }
        if let end = other.validTo, validTo.map({ $0 > end }) ?? true { return false }
        return true
    }
}

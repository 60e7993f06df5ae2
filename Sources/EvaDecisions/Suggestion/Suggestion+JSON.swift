package import EvaCorpus

// Written by hand, not by Codable: the service writes one for each request, and JSONEncoder takes ten times as long.
extension Suggestion {
    /// The JSON of the contract: all keys, whatever is known.
    package var json: JSONText {
        .keys([
            "case_id": .optional(caseID),
            "suggestion": .string(answer.rawValue),
            "review_cause": .optional(reviewCause?.rawValue),
            "decided_by": .string(decidedBy.rawValue),
            "confidence": .number(confidence),
            "probability": .number(probability),
            "score": .number(score),
            "base": .number(base),
            "contributions": .object(contributions.map { (key: $0.field, value: .number($0.value)) }),
            "reasons": .array(reasons.map(\.json)),
            "standards": .array(standards.map(\.json)),
            "conflicts": .array(conflicts.map(\.json)),
            "missing_evidence": .array(missingEvidence.map(\.json)),
            "precedents": .array(precedents.map(\.json)),
            "what_would_change_it": whatWouldChangeIt?.json ?? .null,
            "amount": amount?.json ?? .null,
            "model": model.json,
        ])
    }
}

extension Reason {
    package var json: JSONText {
        .keys([
            "code": .string(code),
            "field": .string(field),
            "value": .optional(value),
            "contribution": .number(contribution),
            "text": text.json,
        ])
    }
}

extension ModelIdentity {
    package var json: JSONText {
        .keys(["name": .string(name), "version": .string(version), "hash": .string(hash)])
    }
}

extension ClauseFinding {
    fileprivate var json: JSONText {
        .keys([
            "id": .string(id),
            "version": .integer(Int64(version)),
            "title": title.json,
            "text": text.json,
            "effect": .string(effect.rawValue),
            "in_force": .bool(isInForce),
            "missing_evidence": .strings(missingEvidence),
        ])
    }
}

extension StandardsConflict {
    fileprivate var json: JSONText {
        .keys(["for_pay": .strings(forPay), "for_deny": .strings(forDeny), "text": text.json])
    }
}

extension MissingEvidence {
    fileprivate var json: JSONText {
        .keys(["evidence": .string(evidence), "standards": .strings(standards)])
    }
}

extension Precedent {
    fileprivate var json: JSONText {
        .keys([
            "id": .string(id),
            "time": .string(time),
            "label": .string(label.rawValue),
            "similarity": .number(similarity),
            "differences": .array(
                differences.map {
                    .keys(["field": .string($0.field), "here": .optional($0.here), "there": .optional($0.there)])
                }
            ),
        ])
    }
}

extension WhatWouldChangeIt {
    fileprivate var json: JSONText {
        .keys([
            "suggestion": .string(suggestion.rawValue),
            "probability": .number(probability),
            "changes": .array(
                changes.map {
                    .keys([
                        "field": .string($0.field),
                        "from": .optional($0.from),
                        "to": .string($0.to),
                        "added": .strings($0.added),
                    ])
                }
            ),
            "text": text.json,
        ])
    }
}

extension SuggestedAmount {
    fileprivate var json: JSONText {
        .keys([
            "claimed": .number(claimed),
            "suggested": .optional(suggested),
            "lowest": .optional(lowest),
            "highest": .optional(highest),
            "currency": .optional(currency),
        ])
    }
}

extension Titles {
    fileprivate var json: JSONText { .keys(["en": .string(en), "zh": .string(zh)]) }
}

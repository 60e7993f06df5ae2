import Foundation

/// Looks for what spoils learning: leaks, contradictions, constants, duplicates and absurd values.
public enum CorpusCheck {
    /// Single-field area under the ROC curve from which a field is suspected to know the outcome.
    public static let leakAUC = 0.98
    /// The same for a field whose name sounds like an outcome.
    public static let namedLeakAUC = 0.6

    /// Checks a table that was read with `rejects`.
    ///
    /// **Complexity** a sort a field.
    public static func run(table: CaseTable, rejects: RejectSummary = RejectSummary()) -> CheckReport {
        let fields = zip(table.schema.fields, table.columns)
            .map { field, column in
                CheckReport.FieldSummary(
                    field: field.name,
                    type: field.type,
                    missingShare: table.rowCount > 0 ? Double(column.missingCount) / Double(table.rowCount) : 0,
                    distinctCount: column.distinctCount,
                    auc: SingleFieldAUC.auc(column, times: table.times, labels: table.labels)
                )
            }
        let findings =
            oneClass(table) + fields.flatMap { leaks($0, table.rowCount) + emptiness($0, table.rowCount) }
            + zip(table.schema.fields, table.columns).flatMap { values($0, $1, table) } + duplicates(table)
        let order = CheckReport.Finding.Kind.allCases
        let sorted = order.flatMap { kind in findings.filter { $0.kind == kind } }
        return CheckReport(
            corpus: table.schema.corpus,
            cases: table.rowCount,
            firstTime: table.times.first?.description ?? "",
            lastTime: table.times.last?.description ?? "",
            rejects: rejects,
            fields: fields,
            years: years(table),
            twins: TwinSearch.run(table),
            findings: sorted
        )
    }

    private static func years(_ table: CaseTable) -> [CheckReport.YearSummary] {
        var summaries: [CheckReport.YearSummary] = []
        for row in 0..<table.rowCount {
            let year = table.times[row].year
            if summaries.last?.year != year {
                summaries.append(CheckReport.YearSummary(year: year, cases: 0, pays: 0, denies: 0))
            }
            let last = summaries.count - 1
            summaries[last].cases += 1
            if table.labels[row] == 1 { summaries[last].pays += 1 }
            if table.labels[row] == 0 { summaries[last].denies += 1 }
        }
        return summaries
    }

    private static func oneClass(_ table: CaseTable) -> [CheckReport.Finding] {
        let pays = table.labels.count { $0 == 1 }
        let denies = table.labels.count { $0 == 0 }
        if pays > 0, denies > 0 { return [] }
        let what = pays + denies == 0 ? "no case has a label" : "all labelled cases are \(pays > 0 ? "pay" : "deny")"
        return [finding(.oneClass, nil, pays + denies, "\(what): there is nothing to learn")]
    }

    private static func leaks(_ field: CheckReport.FieldSummary, _ cases: Int) -> [CheckReport.Finding] {
        guard cases > 0 else { return [] }
        if let auc = field.auc, auc >= leakAUC {
            let shown = numberText((auc * 1000).rounded() / 1000)
            let message = "alone it ranks the cases with AUC \(shown): if it is known only later, name it outcome_only"
            return [finding(.leakSuspect, field.field, cases, message)]
        }
        // A name alone is no ground for suspicion when the values tell nothing of the outcome.
        if let word = OutcomeNames.outcomeWord(in: field.field), field.auc ?? 1 >= namedLeakAUC {
            let message = "“\(word)” sounds like an outcome: if it is known only later, name it outcome_only"
            return [finding(.leakSuspect, field.field, cases, message)]
        }
        return []
    }

    private static func emptiness(_ field: CheckReport.FieldSummary, _ cases: Int) -> [CheckReport.Finding] {
        guard cases > 0 else { return [] }
        if field.distinctCount == 0 {
            return [finding(.constant, field.field, cases, "it is always missing: take it out")]
        }
        if field.distinctCount == 1, field.missingShare == 0, field.type != .set {
            return [finding(.constant, field.field, cases, "it has one value only: take it out")]
        }
        if field.missingShare >= 0.95 {
            let filled = Int((Double(cases) * (1 - field.missingShare)).rounded())
            return [finding(.mostlyMissing, field.field, filled, "only \(filled) cases have a value")]
        }
        return []
    }

    private static func values(_ field: Field, _ column: Column, _ table: CaseTable) -> [CheckReport.Finding] {
        switch column {
        case .date(let column):
            let late = zip(column.values, table.times)
                .count { date, time in
                    !date.isMissing && !time.isMissing && date.day > time.day
                }
            guard late > 0 else { return [] }
            let message = "\(late) dates lie after the case's \(table.schema.time): check how they were typed"
            return [finding(.dateAfterTime, field.name, late, message)]
        case .number(let column):
            guard let bounds = plausibleBounds(column.values) else { return [] }
            let absurd = column.values.filter { $0 < bounds.lowerBound || $0 > bounds.upperBound }
            // More than a few are a long tail, not mistakes.
            guard let most = absurd.max(by: { abs($0) < abs($1) }), 200 * absurd.count <= table.rowCount else {
                return []
            }
            let message = "\(absurd.count) values are far beyond all others, as \(numberText(most)): check them"
            return [finding(.absurdValue, field.name, absurd.count, message)]
        default: return []
        }
    }

    /// Median ± 8 robust standard deviations, both of the values and of their signed logarithms: amounts are skewed, so
    /// that a large one is absurd only on the second scale, a small one only on the first.
    private static func plausibleBounds(_ values: [Double]) -> ClosedRange<Double>? {
        let present = values.filter { !$0.isNaN }
        guard present.count >= 100 else { return nil }
        let linear = robustBounds(present, leastDeviation: 1e-9)
        let logarithmic = robustBounds(present.map { $0 < 0 ? -log1p(-$0) : log1p($0) }, leastDeviation: 0.05)
        func value(_ logarithm: Double) -> Double { logarithm < 0 ? -expm1(-logarithm) : expm1(logarithm) }
        return min(
            linear.lowerBound,
            value(logarithmic.lowerBound)
        )...max(
            linear.upperBound,
            value(logarithmic.upperBound)
        )
    }

    private static func robustBounds(_ values: [Double], leastDeviation: Double) -> ClosedRange<Double> {
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        let middle = median(values)
        let distances = values.map { abs($0 - middle) }
        // Where more than half of the values are equal, the median distance is zero and the mean one takes its place.
        let typical = median(distances)
        let deviation = typical > 0 ? 1.4826 * typical : 1.2533 * distances.reduce(0, +) / Double(distances.count)
        let reach = 8 * max(deviation, leastDeviation)
        return middle - reach...middle + reach
    }

    private static func duplicates(_ table: CaseTable) -> [CheckReport.Finding] {
        guard table.rowCount > 1 else { return [] }
        var findings: [CheckReport.Finding] = []
        let codes = table.columns.map { $0.groupCodes }
        for (index, own) in codes.enumerated() {
            guard Set(own).count > 1 else { continue }
            for earlier in 0..<index where isOneToOne(own, codes[earlier]) {
                let name = table.schema.fields[earlier].name
                let message = "it says the same as \(name): put one of them under ignore"
                findings.append(finding(.duplicate, table.schema.fields[index].name, table.rowCount, message))
                break
            }
        }
        return findings
    }

    private static func isOneToOne(_ left: [Int32], _ right: [Int32]) -> Bool {
        var forward: [Int32: Int32] = [:]
        var backward: [Int32: Int32] = [:]
        for (a, b) in zip(left, right) {
            if forward.updateValue(b, forKey: a).map({ $0 != b }) ?? false { return false }
            if backward.updateValue(a, forKey: b).map({ $0 != a }) ?? false { return false }
        }
        return true
    }

    private static func finding(
        _ kind: CheckReport.Finding.Kind,
        _ field: String?,
        _ cases: Int,
        _ message: String
    ) -> CheckReport.Finding {
        CheckReport.Finding(kind: kind, field: field, cases: cases, message: message)
    }
}

/// Finds contradictory twins: cases with the same facts and different labels.
enum TwinSearch {
    /// Groups that are reported, and identifiers of each.
    static let reported = 10

    /// Groups labelled cases by all fields; dates count by their distance to the case's time.
    static func run(_ table: CaseTable) -> CheckReport.TwinSummary {
        let rows = (0..<table.rowCount).filter { table.labels[$0] >= 0 }
        guard !rows.isEmpty, !table.columns.isEmpty else { return CheckReport.TwinSummary() }
        let groups = partition(table)
        var pays = [Int](repeating: 0, count: table.rowCount)
        var denies = pays
        for row in rows {
            if table.labels[row] == 1 { pays[Int(groups[row])] += 1 } else { denies[Int(groups[row])] += 1 }
        }
        let contradictory = pays.indices.filter { pays[$0] > 0 && denies[$0] > 0 }
        var summary = CheckReport.TwinSummary()
        summary.groups = contradictory.count
        summary.cases = contradictory.reduce(0) { $0 + pays[$1] + denies[$1] }
        let wrong = contradictory.reduce(0) { $0 + min(pays[$1], denies[$1]) }
        summary.ceilingAccuracy = 1 - Double(wrong) / Double(rows.count)
        let largest =
            contradictory.sorted { left, right in
                (pays[right] + denies[right], left) < (pays[left] + denies[left], right)
            }
            .prefix(reported)
        summary.largest = largest.map { group in
            let members = rows.lazy.filter { Int(groups[$0]) == group }.prefix(reported)
            return CheckReport.TwinGroup(
                ids: members.map { table.ids.text(of: $0) ?? "" },
                pays: pays[group],
                denies: denies[group]
            )
        }
        return summary
    }

    /// A group number a row: refined column by column, so that a group is one tuple of values.
    private static func partition(_ table: CaseTable) -> [Int32] {
        var groups = [Int32](repeating: 0, count: table.rowCount)
        for column in table.columns {
            let codes = relative(column, table.times).groupCodes
            var refined: [UInt64: Int32] = [:]
            for row in groups.indices {
                let key = UInt64(UInt32(bitPattern: groups[row])) << 32 | UInt64(UInt32(bitPattern: codes[row]))
                if let group = refined[key] {
                    groups[row] = group
                } else {
                    groups[row] = Int32(refined.count)
                    refined[key] = groups[row]
                }
            }
        }
        return groups
    }

    private static func relative(_ column: Column, _ times: [CaseTime]) -> Column {
        guard case .date(let dates) = column else { return column }
        var days = NumberColumn()
        days.values = zip(dates.values, times).map { SingleFieldAUC.daysBetween($0, $1) }
        return .number(days)
    }
}

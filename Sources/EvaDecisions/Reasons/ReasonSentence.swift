package import EvaCorpus
package import EvaFeatures
import Foundation

/// What a field's contribution is said to be: its value, as people speak of such a value, and what it speaks for.
///
/// Every sentence is true of any model and case: it claims a value, a comparison with the median of the cases learned
/// from, and a sign, and no cause.
package struct ReasonSentence {
    private let isPay: Bool
    private let table: CaseTable
    private let row: Int
    private let featurizer: Featurizer

    package init(isPay: Bool, table: CaseTable, row: Int, featurizer: Featurizer) {
        self.isPay = isPay
        self.table = table
        self.row = row
        self.featurizer = featurizer
    }

    private var en: String { isPay ? "speaks for paying" : "speaks for denying" }
    private var zh: String { isPay ? "倾向赔付" : "倾向拒赔" }

    /// The sentence about a field of the schema.
    package func text(field index: Int) -> Titles {
        let field = table.schema.fields[index]
        let title = field.shownTitle
        switch table.columns[index] {
        case .category(let column) where column.codes[row] >= 0:
            let name = Wording.value(column.categories[Int(column.codes[row])])
            return Titles(en: "\(title.en) is “\(name)”, which \(en).", zh: "\(title.zh)为“\(name)”，\(zh)。")
        case .set(let column) where !column.isMissing[row]:
            return set(field, title, column.members(of: row).map { Wording.value(column.dictionary[Int($0)]) })
        case .number(let column) where !column.values[row].isNaN:
            return number(index, field, title, column.values[row])
        case .date(let column) where !column.values[row].isMissing:
            return date(title, column.values[row])
        case .flag(let column) where column.values[row] >= 0:
            let isYes = column.values[row] == 1
            return Titles(
                en: "\(title.en) \(isYes ? "applies" : "does not apply"), which \(en).",
                zh: "\(title.zh)为“\(isYes ? "是" : "否")”，\(zh)。"
            )
        case .text(let column) where !column.isMissing[row]:
            if column.bytes(of: row).isEmpty {
                return Titles(en: "\(title.en) is empty, which \(en).", zh: "\(title.zh)为空，\(zh)。")
            }
            return Titles(en: "The wording of “\(title.en)” \(en).", zh: "“\(title.zh)”的内容\(zh)。")
        default: return missing(field, title)
        }
    }

    /// The sentence about the time's trend.
    package var trendText: Titles {
        let time = table.times[row]
        guard !time.isMissing else {
            return Titles(
                en: "The claim has no date and counts as new, which \(en) as decisions have shifted over time.",
                zh: "申请日期未提供，按最新案例对待；决定随时间有所变化，\(zh)。"
            )
        }
        return Titles(
            en: "Decisions have shifted over time, and the claim's date, \(Wording.day(time)), \(en).",
            zh: "决定随时间有所变化，申请日期\(Wording.day(time))\(zh)。"
        )
    }

    /// Where more never hurts and the set still speaks against, it is what is not there that does.
    private func set(_ field: Field, _ title: Titles, _ members: [String]) -> Titles {
        if members.isEmpty {
            return Titles(en: "There is nothing under “\(title.en)”, which \(en).", zh: "\(title.zh)为空，\(zh)。")
        }
        let isTooLittle = field.monotone == (isPay ? .down : .up)
        let list = Wording.list(members, most: 5)
        return Titles(
            en: "\(title.en) \(isTooLittle ? "holds no more than" : "holds") \(list.en), which \(en).",
            zh: "\(title.zh)\(isTooLittle ? "只有" : "有")\(list.zh)，\(zh)。"
        )
    }

    private func number(_ index: Int, _ field: Field, _ title: Titles, _ value: Double) -> Titles {
        let isMoney = field.type == .money
        let unit = isMoney ? table.schema.amount.map { " \($0.currency)" } ?? "" : ""
        let shown = numberText(value, isMoney: isMoney)
        var comparison = Titles(en: "", zh: "")
        if let median = featurizer.median(field: index) {
            let usual = Wording.rounded(median, isMoney: isMoney)
            // A comparison must hold for what is shown, too, which is rounded.
            let shownMedian = Double(usual) ?? median
            if usual == shown || (value > median) != (value > shownMedian) || abs(value - median) < 1e-9 {
                comparison = Titles(en: ", about as usual", zh: "，与通常相近")
            } else if value > median {
                comparison = Titles(en: ", above the usual \(usual)", zh: "，高于通常的\(usual)")
            } else {
                comparison = Titles(en: ", below the usual \(usual)", zh: "，低于通常的\(usual)")
            }
        }
        return Titles(
            en: "\(title.en) is \(shown)\(unit)\(comparison.en), which \(en).",
            zh: "\(title.zh)为\(shown)\(unit)\(comparison.zh)，\(zh)。"
        )
    }

    private func date(_ title: Titles, _ date: CaseTime) -> Titles {
        let day = Wording.day(date)
        let time = table.times[row]
        guard !time.isMissing else {
            return Titles(en: "\(title.en) \(day) \(en).", zh: "\(title.zh)\(day)，\(zh)。")
        }
        let days = time.day - date.day
        let (count, unit) = (abs(days), abs(days) == 1 ? "day" : "days")
        let distance =
            days == 0
            ? Titles(en: "the day of the claim", zh: "申请当天")
            : days > 0
                ? Titles(en: "\(count) \(unit) before the claim", zh: "申请前\(count)天")
                : Titles(en: "\(count) \(unit) after the claim", zh: "申请后\(count)天")
        return Titles(
            en: "\(title.en) \(day), \(distance.en), \(en).",
            zh: "\(title.zh)\(day)，\(distance.zh)，\(zh)。"
        )
    }

    /// The help says when a value is missing, so that it stands beside.
    private func missing(_ field: Field, _ title: Titles) -> Titles {
        var text = Titles(en: "\(title.en) is not given, which \(en).", zh: "未提供\(title.zh)，\(zh)。")
        if let help = field.help {
            text.en += " (\(help.en)\(help.en.hasSuffix(".") ? "" : "."))"
            text.zh += "（\(help.zh)\(help.zh.hasSuffix("。") ? "" : "。")）"
        }
        return text
    }
}

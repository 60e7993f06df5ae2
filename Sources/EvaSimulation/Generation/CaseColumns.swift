import EvaCorpus

/// Cases as the columns of the schema, so that the standards can be evaluated on them.
struct CaseColumns {
    private let schema: Schema
    private var columns: [Column]
    private var times: [CaseTime]

    init(_ cases: [SimulatedCase], schema: Schema) {
        self.schema = schema
        times = cases.map(\.time)
        columns = schema.fields.map { field in Self.column(of: field.name, cases) }
    }

    var table: CaseTable { CaseTable(schema: schema, columns: columns, times: times) }

    private static func column(of field: String, _ cases: [SimulatedCase]) -> Column {
        switch field {
        case "category": categories(cases, \.category)
        case "scene": categories(cases, \.scene)
        case "order_amount": numbers(cases) { Double($0.orderCents) / 100 }
        case "claim_amount": numbers(cases) { Double($0.claimCents) / 100 }
        case "order_date": dates(cases, \.orderDay)
        case "signed_date": dates(cases, \.signedDay)
        case "buyer_credit": categories(cases, \.credit)
        case "buyer_claims_12m": numbers(cases) { Double($0.claims) }
        case "buyer_upheld_share": numbers(cases) { $0.upheldShare.map { Double($0) / 100 } }
        case "shop_type": categories(cases, \.shop)
        case "shop_promises": sets(cases, \.promises)
        case "seller_dispute_rate": numbers(cases) { Double($0.disputeRate) / 100 }
        case "seller_rating": numbers(cases) { Double($0.rating) / 100 }
        case "logistics_status": categories(cases, \.logistics)
        case "delay_days": numbers(cases) { $0.delayDays.map(Double.init) }
        case "weight_gap_percent": numbers(cases) { $0.weightGap.map { Double($0) / 10 } }
        case "evidence": sets(cases, \.evidence)
        case "evidence_authenticity": categories(cases, \.authenticity)
        case "seller_answer": categories(cases, \.answer)
        case "risk_flag": flags(cases, \.hasRiskFlag)
        default: texts(cases, \.narrative)
        }
    }

    private static func categories<Name: CaseIterable & RawRepresentable<String> & Equatable>(
        _ cases: [SimulatedCase],
        _ value: (SimulatedCase) -> Name?
    ) -> Column where Name.AllCases.Index == Int {
        var column = CategoryColumn()
        column.categories = Name.allCases.map(\.rawValue)
        column.codes = cases.map { value($0).map { Int32($0.code) } ?? -1 }
        return .category(column)
    }

    private static func sets<Name: CaseIterable & RawRepresentable<String> & Hashable>(
        _ cases: [SimulatedCase],
        _ value: (SimulatedCase) -> Set<Name>
    ) -> Column {
        var column = SetColumn()
        column.dictionary = Name.allCases.map(\.rawValue)
        for drawn in cases {
            let members = value(drawn)
            for (code, name) in Name.allCases.enumerated() where members.contains(name) {
                column.members.append(Int32(code))
            }
            column.offsets.append(Int32(column.members.count))
            column.isMissing.append(false)
        }
        return .set(column)
    }

    private static func numbers(_ cases: [SimulatedCase], _ value: (SimulatedCase) -> Double?) -> Column {
        var column = NumberColumn()
        column.values = cases.map { value($0) ?? .nan }
        return .number(column)
    }

    private static func dates(_ cases: [SimulatedCase], _ day: (SimulatedCase) -> Int?) -> Column {
        var column = DateColumn()
        column.values = cases.map { day($0).map { CaseTime(seconds: Int64($0) * 86_400) } ?? .missing }
        return .date(column)
    }

    private static func flags(_ cases: [SimulatedCase], _ value: (SimulatedCase) -> Bool) -> Column {
        var column = FlagColumn()
        column.values = cases.map { value($0) ? 1 : 0 }
        return .flag(column)
    }

    private static func texts(_ cases: [SimulatedCase], _ value: (SimulatedCase) -> String) -> Column {
        var column = TextColumn()
        for drawn in cases {
            column.bytes += value(drawn).utf8
            column.offsets.append(column.bytes.count)
            column.isMissing.append(false)
        }
        return .text(column)
    }
}

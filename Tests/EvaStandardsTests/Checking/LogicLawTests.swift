import EvaCorpus
import EvaStandards
import EvaTestSupport
import Testing

@Suite("Logic against all cases there are")
struct LogicLawTests {
    /// Every case that conditions of `Drawing` can tell apart: kinds, amounts, proofs, dates, flags, each also missing,
    /// with and without a time.
    private static let world: CaseTable = {
        var kinds = CategoryColumn()
        kinds.categories = ["coat", "hat", "other"]
        var proofs = SetColumn()
        proofs.dictionary = ["photo", "slip"]
        var amounts = NumberColumn()
        var dates = DateColumn()
        var flags = FlagColumn()
        var stories = TextColumn()
        var times: [CaseTime] = []
        let now = CaseTime(year: 2024, month: 3, day: 10)
        for code in -1..<3 {
            for proof in [nil, [], [0], [1], [0, 1]] as [[Int32]?] {
                for amount in [.nan, 0.5, 1, 1.5, 2, 2.5, 3, 3.5] {
                    let aged = (0..<5).map { (CaseTime(year: 2024, month: 3, day: 10 - $0), now) }
                    for (date, time) in [(CaseTime.missing, now), (now, CaseTime.missing)] + aged {
                        kinds.codes.append(Int32(code))
                        proofs.members += proof ?? []
                        proofs.offsets.append(Int32(proofs.members.count))
                        proofs.isMissing.append(proof == nil)
                        amounts.values.append(amount)
                        dates.values.append(date)
                        flags.values.append(Int8((times.count % 3) - 1))
                        stories.offsets.append(0)
                        stories.isMissing.append(true)
                        times.append(time)
                    }
                }
            }
        }
        let columns: [Column] = [
            .category(kinds), .set(proofs), .number(amounts), .date(dates), .flag(flags), .text(stories),
        ]
        return CaseTable(schema: claimsSchema, columns: columns, times: times)
    }()

    /// Conditions drawn at random over kind, proof, amount and date.
    private struct Drawing {
        var random: SplitMix

        mutating func condition(depth: Int) -> Condition {
            switch depth == 0 ? 0 : random.below(4) {
            case 1: .all((0...random.below(3)).map { _ in condition(depth: depth - 1) })
            case 2: .any((0...random.below(3)).map { _ in condition(depth: depth - 1) })
            case 3: .not(condition(depth: depth - 1))
            default: test()
            }
        }

        private mutating func test() -> Condition {
            let bound = Double(1 + random.below(3))
            switch random.below(12) {
            case 0: return .test(field: "kind", .isOneOf(["coat"]))
            case 1: return .test(field: "kind", .isOneOf(["hat", "coat"]))
            case 2: return .test(field: "proof", .hasAny(["photo", "slip"]))
            case 3: return .test(field: "proof", .hasAll(["photo", "slip"]))
            case 4: return .test(field: "proof", .hasAny(["slip"]))
            case 5: return .test(field: "amount", .atLeast(bound))
            case 6: return .test(field: "amount", .below(bound))
            case 7: return .test(field: "amount", .equals(bound))
            case 8: return .test(field: "amount", .above(bound))
            case 9: return .test(field: "bought", .withinDays(1 + random.below(3)))
            case 10: return .test(field: "bought", .afterDays(1 + random.below(3)))
            default:
                let field = ["kind", "proof", "amount", "bought"][random.below(4)]
                return .test(field: field, .missing(random.below(2) == 0))
            }
        }
    }

    @Test("a clause is called unreachable when no case meets it, idle when another meets every case that it does")
    func exact() throws {
        var drawing = Drawing(random: SplitMix(state: 11))
        var counts = (unreachable: 0, idle: 0)
        for _ in 0..<80 {
            let standards = ["A", "B"]
                .map { id in
                    let title = Titles(en: id, zh: id)
                    return Standard(
                        id: id,
                        title: title,
                        text: title,
                        condition: drawing.condition(depth: 3),
                        effect: .supportsPay
                    )
                }
            let catalogue = StandardCatalogue(corpus: "claims", standards: standards)
            let matcher = CatalogueMatcher(catalogue, schema: claimsSchema)
            let met = (0...1)
                .map { index in
                    Set((0..<Self.world.rowCount).filter { matcher.applies(index, Self.world, row: $0) })
                }
            let findings = try CatalogueCheck.run(catalogue, schema: claimsSchema).findings
            for index in 0...1 {
                let isUnreachable = findings.contains {
                    $0.kind == .unreachable && $0.standards[0].id == standards[index].id
                }
                #expect(isUnreachable == met[index].isEmpty, "\(standards[index].condition)")
            }
            let isIdle = findings.contains { $0.kind == .overlapping }
            let isWithin = met[0].isSubset(of: met[1]) || met[1].isSubset(of: met[0])
            #expect(isIdle == (isWithin && !met[0].isEmpty && !met[1].isEmpty), "\(standards.map(\.condition))")
            counts.unreachable += met.count(where: \.isEmpty)
            counts.idle += isIdle ? 1 : 0
        }
        #expect(counts.unreachable > 3 && counts.idle > 3, "the drawing shows too little: \(counts)")
    }
}

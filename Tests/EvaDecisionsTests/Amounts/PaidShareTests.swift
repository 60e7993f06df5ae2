import EvaDecisions
import EvaTestSupport
import Testing

@Suite("Paid shares")
struct PaidShareTests {
    @Test(
        "a share is in thousandths, and full only where all was paid",
        arguments: [
            (50, 100, 500), (12.78, 25.55, 500), (100, 100, 1000), (120, 100, 1000), (99.99, 100, 999), (0, 100, 0),
        ] as [(Double, Double, Int)]
    )
    func share(paid: Double, claimed: Double, share: Int) {
        #expect(PaidShare.share(paid: paid, claimed: claimed) == share)
    }

    @Test(
        "amounts that are missing or make no sense have no share",
        arguments: [(Double.nan, 1), (1, .nan), (-1, 5), (1, 0), (1, -5), (.infinity, 5), (5, .infinity)]
            as [(Double, Double)]
    )
    func none(paid: Double, claimed: Double) {
        #expect(PaidShare.share(paid: paid, claimed: claimed) == nil)
    }

    @Test("money of a share is in cents, in order, and never above the claim")
    func money() {
        var random = SplitMix(state: 5)
        for _ in 0..<2_000 {
            let claimed = Double(random.below(1_000_000)) / 100
            let share = random.below(PaidShare.full + 1)
            let down = PaidShare.money(share, of: claimed, .down)
            let nearest = PaidShare.money(share, of: claimed, .toNearestOrAwayFromZero)
            let up = PaidShare.money(share, of: claimed, .up)
            #expect(0 <= down && down <= nearest && nearest <= up && up <= claimed)
            #expect(up - down < 0.0101)
            #expect(abs(nearest - claimed * Double(share) / 1000) < 0.00501)
        }
        // 16.7 × 100 is 1670.0000000000002 in doubles: that is no reason for another cent.
        #expect(PaidShare.money(500, of: 33.4, .up) == 16.7)
        #expect(PaidShare.money(1000, of: 0.004, .up) == 0.004)
        #expect(PaidShare.money(500, of: 3e300, .up) == 1.5e300)
    }
}

import EvaNumerics
import Testing

@Suite("Random generator")
struct RandomGeneratorTests {
    /// Computed by another implementation of the reference algorithm (prng.di.unimi.it).
    private static let vectors: [[UInt64]] = [
        [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0, 0x6AA5_94F1_262D_2D2C],
        [0x1578_0B2E_0C2E_C716, 0x6104_D986_6D11_3A7E, 0xAE17_5332_39E4_99A1, 0xECB8_AD47_03B3_60A1],
    ]

    @Test("It is xoshiro256** seeded by splitmix64", arguments: zip([0, 42], vectors))
    func knownVectors(seed: UInt64, expected: [UInt64]) {
        var generator = RandomGenerator(seed: seed)
        #expect((0..<4).map { _ in generator.next() } == expected)
    }

    @Test("Uniform numbers lie in 0..<1 and fill it evenly")
    func uniform() {
        var generator = RandomGenerator(seed: 1)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<10_000 {
            let x = generator.uniform()
            #expect(x >= 0 && x < 1)
            counts[Int(x * 10)] += 1
        }
        #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    }

    @Test("Bounded integers stay below the bound and reach every value", arguments: [1, 2, 7])
    func below(bound: Int) {
        var generator = RandomGenerator(seed: 2)
        let seen = Set((0..<200).map { _ in generator.below(bound) })
        #expect(seen == Set(0..<bound))
    }

    @Test("Derived streams differ from each other and do not depend on use")
    func derived() {
        var a = RandomGenerator.derived(seed: 3, stream: 0)
        var b = RandomGenerator.derived(seed: 3, stream: 1)
        var again = RandomGenerator.derived(seed: 3, stream: 0)
        let first = a.next()
        #expect(first != b.next())
        #expect(first == again.next())
    }
}

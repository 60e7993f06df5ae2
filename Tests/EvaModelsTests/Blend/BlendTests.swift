import EvaModels
import EvaNumerics
import Testing

@Suite("Blend")
struct BlendTests {
    @Test("The score is the weighted sum and the offset")
    func scores() {
        let blend = Blend(treesWeight: 0.7, linearWeight: 0.2, offset: -0.1)
        #expect(abs(blend.score(trees: 2, linear: -1) - 1.1) < 1e-15)
    }

    @Test("Bytes give back the same blend; truncated and impossible ones throw")
    func roundTrip() throws {
        let blend = Blend(treesWeight: 0.7, linearWeight: 0.2, offset: -0.1)
        var writer = ByteWriter()
        blend.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Blend(from: &reader) == blend)
        for count in 0..<writer.bytes.count {
            #expect(throws: ByteError.self) {
                var reader = ByteReader(Array(writer.bytes[..<count]))
                _ = try Blend(from: &reader)
            }
        }
        for bad in [
            Blend(treesWeight: -1, linearWeight: 0, offset: 0), Blend(treesWeight: 0, linearWeight: .nan, offset: 0),
            Blend(treesWeight: 0, linearWeight: 0, offset: .infinity),
        ] {
            var writer = ByteWriter()
            bad.encode(to: &writer)
            #expect(throws: ModelError.self) {
                var reader = ByteReader(writer.bytes)
                _ = try Blend(from: &reader)
            }
        }
    }
}

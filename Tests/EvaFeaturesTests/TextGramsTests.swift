import EvaFeatures
import Testing

@Suite("N-grams")
struct TextGramsTests {
    private func grams(_ text: String) -> [UInt32] {
        var grams = TextGrams()
        var found: [UInt32] = []
        grams.forEach(in: Array(text.utf8)[...]) { found.append($0) }
        return found
    }

    @Test("Chinese gives runs of one to four characters, without a segmenter")
    func chinese() {
        #expect(grams("缩水了").count == 3 + 2 + 1)
        #expect(Set(grams("缩水")).isSubset(of: Set(grams("衣服缩水了"))))
        #expect(Set(grams("缩水")).isDisjoint(with: Set(grams("破损"))))
    }

    @Test("punctuation separates, so that a run never crosses it")
    func punctuation() {
        #expect(Set(grams("缩，水")) == Set(grams("缩") + grams("水")))
        #expect(grams("!? \n，。（）") == [])
    }

    @Test("words give themselves, pairs and parts")
    func words() {
        #expect(grams("bag").count == 2)
        #expect(grams("bag lost").count == 2 + 1 + (1 + 2 + 1))
        #expect(Set(grams("bag lost")) != Set(grams("lost bag")))
    }

    @Test("capitals and full-width forms are folded", arguments: [("LOST", "lost"), ("ＬＯＳＴ", "lost"), ("１２３", "123")])
    func folding(left: String, right: String) {
        #expect(grams(left) == grams(right))
    }

    @Test("hashes stay below their bound and broken UTF-8 is no obstacle")
    func bounds() {
        #expect(grams("退货 refund 運費 überfällig 😀").allSatisfy { $0 < TextGrams.hashCount })
        var grams = TextGrams()
        grams.forEach(in: [0xFF, 0xE7, 0xBC, 0x41][...]) { _ in }
    }

    @Test("a table finds the hashes that it was made of, and no others", arguments: [0, 1, 3, 1_000])
    func table(count: Int) {
        // All of them meet in the table's low bits.
        let hashes = (0..<count).map { UInt32($0) << 12 }
        let table = GramTable(hashes)
        for (feature, hash) in hashes.enumerated() { #expect(table[hash] == Int32(feature)) }
        for hash in UInt32(1)..<5_000 where hash % 4_096 != 0 { #expect(table[hash] == nil) }
    }
}

import EvaNumerics

/// Writes the buyer's account: the complaint, the facts in it, what is not so, and what does not matter.
struct NarrativeWriter {
    private let complaints: [[Phrase]] = Scene.allCases.map(\.complaints)
    private let goods: [[String]] = Category.allCases.map(\.goods)
    private let statements: [[Phrase]] = Fact.allCases.map(\.statements)
    private let denials: [[Phrase]] = Fact.allCases.map(\.denials)

    /// What an account tells.
    struct Content {
        var category: Category
        var scene: Scene
        var facts: [Fact]
        var denied: [Fact]
        var isOffPlatform: Bool
    }

    func write(_ content: Content, using random: inout RandomGenerator) -> String {
        let names = goods[content.category.code]
        let name = names[random.below(names.count)]
        var middle = content.facts.map { phrase(statements[$0.rawValue], &random) }
        middle += content.denied.map { phrase(denials[$0.rawValue], &random) }
        if content.isOffPlatform { middle.append(phrase(Distractors.offPlatform, &random)) }
        for _ in 0..<random.below(4) { middle.append(phrase(Distractors.middles, &random)) }
        shuffle(&middle, &random)

        let complaint = complaints[content.scene.code]
        var sentences = [complaint[random.below(complaint.count)].written(using: &random, goods: name)]
        if random.uniform() < 0.35 { sentences.insert(phrase(Distractors.openings, &random), at: 0) }
        sentences += middle
        if random.uniform() < 0.5 { sentences.append(phrase(Distractors.closings, &random)) }
        return joined(sentences, &random)
    }

    private func phrase(_ phrases: [Phrase], _ random: inout RandomGenerator) -> String {
        phrases[random.below(phrases.count)].written(using: &random)
    }

    private func shuffle(_ sentences: inout [String], _ random: inout RandomGenerator) {
        for index in stride(from: sentences.count - 1, to: 0, by: -1) {
            sentences.swapAt(index, random.below(index + 1))
        }
    }

    private func joined(_ sentences: [String], _ random: inout RandomGenerator) -> String {
        var text = ""
        for (index, sentence) in sentences.enumerated() {
            if index > 0 { text += Self.separator(random.uniform()) }
            text += random.uniform() < 0.05 ? misspelt(sentence, &random) : sentence
        }
        return random.uniform() < 0.6 ? text + "。" : text
    }

    private static func separator(_ u: Double) -> String {
        switch u {
        case ..<0.7: "，"
        case ..<0.94: "。"
        case ..<0.97: ","
        case ..<0.99: " "
        default: "\n"
        }
    }

    /// One slip of the keyboard: a homophone, or a character left out; never one that turns the meaning round.
    private func misspelt(_ sentence: String, _ random: inout RandomGenerator) -> String {
        var characters = Array(sentence)
        let place = random.below(characters.count)
        if let slip = Self.homophones[characters[place]] {
            characters[place] = slip
        } else if !"没不未无还才".contains(characters[place]) {
            characters.remove(at: place)
        }
        return String(characters)
    }

    private static let homophones: [Character: Character] = [
        "的": "得", "得": "的", "在": "再", "已": "以", "做": "作", "账": "帐", "那": "哪", "像": "象", "收": "受",
        "付": "负", "是": "事", "完": "玩", "退": "推", "货": "或", "她": "他", "发": "法", "到": "道", "块": "快",
    ]
}

import EvaCorpus
import EvaNumerics
import Foundation

/// Draws the facts of claims.
struct CaseDrawing {
    private let narratives = NarrativeWriter()
    private let categories = Category.allCases.map { ($0, $0.frequency) }
    private let scenes = Category.allCases.map { $0.scenes.map { ($0.scene, $0.share) } }
    private let usualEvidence = Scene.allCases.map(\.usualEvidence)
    private let factsTold = Category.allCases.map { category in
        Scene.allCases.map { Fact.told(in: $0, about: category) }
    }

    /// First day on which pet supplies are sold: the eighteenth month.
    static let petSuppliesDay = CaseTime(year: 2024, month: 6).day

    func draw(at time: CaseTime, using random: inout RandomGenerator) -> SimulatedCase {
        let isSound = random.chance(0.55)
        let category = drawnCategory(at: time, &random)
        let scene = random.weighted(scenes[category.code]) ?? .damaged
        let amount = category.typicalAmount * exp(0.75 * random.bell())
        let orderCents = max(500, Int((amount * 100).rounded()))
        let claimsAll = random.chance(0.62)
        let claimCents = claimsAll ? orderCents : max(300, Int(Double(orderCents) * (0.15 + 0.8 * random.uniform())))
        let credit =
            random.weighted([(Credit.poor, 0.15), (.good, 0.4), (.veryGood, 0.3), (.excellent, 0.15)]) ?? .good
        let claims = random.geometric(mean: credit == .poor ? 7 : credit == .excellent ? 2.5 : 4, highest: 30)
        let shop =
            random.weighted([(Shop.flagship, 0.2), (.brand, 0.25), (.ordinary, 0.35), (.individual, 0.2)]) ?? .ordinary

        var drawn = SimulatedCase(
            time: time,
            category: category,
            scene: scene,
            orderCents: orderCents,
            claimCents: claimCents,
            orderDay: time.day,
            signedDay: nil,
            credit: credit,
            claims: claims,
            upheldShare: claims == 0 ? nil : random.below(101),
            shop: shop,
            promises: Set(Promise.allCases.filter { _ in random.chance(0.35) }),
            disputeRate: Int(900 * random.uniform() * (0.25 + 0.75 * random.uniform())),
            rating: 400 + random.below(101),
            logistics: .signed,
            delayDays: nil,
            weightGap: nil,
            evidence: drawnEvidence(scene, isSound, &random),
            authenticity: nil,
            answer: drawnAnswer(isSound, &random),
            hasRiskFlag: random.chance(credit == .poor ? 0.3 : 0.1),
            facts: [],
            narrative: ""
        )
        drawDelivery(of: &drawn, isSound, &random)
        if !drawn.evidence.isEmpty {
            drawn.authenticity = drawnAuthenticity(isRisky: drawn.hasRiskFlag, isSound, &random)
        }
        drawNarrative(of: &drawn, isSound, &random)
        return drawn
    }

    private func drawnCategory(at time: CaseTime, _ random: inout RandomGenerator) -> Category {
        let onSale = time.day < Self.petSuppliesDay ? Array(categories.dropLast()) : categories
        return random.weighted(onSale) ?? .apparel
    }

    private func drawnEvidence(_ scene: Scene, _ isSound: Bool, _ random: inout RandomGenerator) -> Set<Evidence> {
        var evidence = Set(Evidence.allCases.filter { _ in random.chance(0.08) })
        for (item, probability) in usualEvidence[scene.code] where random.chance(probability * (isSound ? 1.4 : 0.5)) {
            evidence.insert(item)
        }
        return evidence
    }

    private func drawnAnswer(_ isSound: Bool, _ random: inout RandomGenerator) -> Answer {
        let answers: [(Answer, Double)] =
            isSound
            ? [
                (.agrees, 0.14), (.partialOffer, 0.17), (.exchangeOffer, 0.14), (.refuses, 0.22),
                (.counterEvidence, 0.09), (.noAnswer, 0.24),
            ]
            : [
                (.agrees, 0.05), (.partialOffer, 0.11), (.exchangeOffer, 0.1), (.refuses, 0.3),
                (.counterEvidence, 0.28), (.noAnswer, 0.16),
            ]
        return random.weighted(answers) ?? .refuses
    }

    private func drawnAuthenticity(isRisky: Bool, _ isSound: Bool, _ random: inout RandomGenerator) -> Authenticity {
        let doubt = (isRisky ? 1.5 : 1) * (isSound ? 0.25 : 1.5)
        return random.weighted([
            (Authenticity.verified, isSound ? 0.5 : 0.35), (.unverified, 0.33), (.suspect, 0.17 * doubt),
            (.forged, 0.06 * doubt),
        ]) ?? .unverified
    }

    /// Order, receipt, delay and weight.
    private func drawDelivery(of drawn: inout SimulatedCase, _ isSound: Bool, _ random: inout RandomGenerator) {
        let (typical, long) = drawn.scene.daysToClaim
        let waited = random.chance(isSound ? 0.95 : 0.45) ? random.below(typical + 1) : random.below(long + 1)
        guard drawn.category != .virtualTopup else {
            drawn.logistics = .virtual
            drawn.orderDay = drawn.time.day - waited
            return
        }
        let transport = 1 + random.geometric(mean: 2, highest: 12)
        let isLate = random.chance(drawn.scene == .lateDelivery ? 0.9 : 0.2)
        let delay = isLate ? random.geometric(mean: drawn.scene == .lateDelivery ? 5 : 2, highest: 25) : 0
        drawn.delayDays = delay
        drawn.orderDay = drawn.time.day - waited - transport - delay
        drawn.logistics = drawnLogistics(drawn.scene, &random)
        if random.chance(0.02) { drawn.orderDay -= 100 }
        if drawn.logistics != .inTransit, drawn.logistics != .lost { drawn.signedDay = drawn.time.day - waited }
        let isWeighed = random.chance(drawn.scene == .shortDelivery ? 0.7 : 0.3)
        if isWeighed {
            let isShort = random.chance(drawn.scene.isAboutWeight ? (isSound ? 0.8 : 0.3) : 0.1)
            drawn.weightGap = isShort ? 30 + random.below(320) : random.below(30)
        }
    }

    private func drawnLogistics(_ scene: Scene, _ random: inout RandomGenerator) -> Logistics {
        let isFragile = scene == .damaged || scene == .spoiled
        return random.weighted([
            (Logistics.signed, 0.55), (.locker, 0.2), (.signedDamaged, isFragile ? 0.25 : 0.04),
            (.inTransit, scene.mayBeUndelivered ? 0.2 : 0), (.lost, scene.mayBeUndelivered ? 0.06 : 0),
            (.returned, scene.mayBeReturned ? 0.3 : 0.02),
        ]) ?? .signed
    }

    /// Facts that are told, some that are denied, and the account itself.
    private func drawNarrative(of drawn: inout SimulatedCase, _ isSound: Bool, _ random: inout RandomGenerator) {
        var told = factsTold[drawn.category.code][drawn.scene.code]
        var denied: [Fact] = []
        if random.chance(0.9) {
            let speaksForPaying = random.chance(isSound ? 0.93 : 0.07)
            let fitting = told.filter { ($0.weight > 0) == speaksForPaying }
            if !fitting.isEmpty {
                let fact = fitting[random.below(fitting.count)]
                drawn.facts.append(fact)
                told.removeAll { $0 == fact }
            }
        }
        if random.chance(0.4), !told.isEmpty { denied.append(told[random.below(told.count)]) }
        let content = NarrativeWriter.Content(
            category: drawn.category,
            scene: drawn.scene,
            facts: drawn.facts,
            denied: denied,
            isOffPlatform: random.chance(0.03)
        )
        drawn.narrative = narratives.write(content, using: &random)
    }
}

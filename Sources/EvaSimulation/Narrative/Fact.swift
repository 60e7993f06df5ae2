/// A fact that stands only in the buyer's account and that no written clause covers.
enum Fact: Int, CaseIterable {
    case tagRemoved
    case washedHot
    case brokenByBuyer
    case changedMind
    case wrongNumber
    case storedTooLong
    case alreadyCompensated
    case usedForMonths
    case washedByHand
    case sealBroken
    case courierWitness
    case sellerAdmits
    case sellerPromisedRefund
    case counterSaysFake
    case operatorConfirms
    case manyBuyers
    case doctorNote
    case systemError
    case repairedTwice

    /// What the fact adds to the log-odds of pay.
    var weight: Double {
        switch self {
        case .tagRemoved, .washedHot, .brokenByBuyer, .changedMind, .wrongNumber, .storedTooLong,
            .alreadyCompensated:
            -9
        case .usedForMonths: -8
        case .washedByHand, .sealBroken, .courierWitness, .counterSaysFake, .operatorConfirms, .systemError: 9
        case .sellerAdmits, .sellerPromisedRefund, .repairedTwice, .doctorNote: 9
        case .manyBuyers: 8
        }
    }

    /// Complaints in which the fact is told.
    var scenes: Set<Scene> {
        switch self {
        case .tagRemoved: [.returnRefused, .notAsDescribed]
        case .washedHot, .washedByHand: [.shrank]
        case .brokenByBuyer: [.damaged, .qualityDefect, .missingAccessory]
        case .changedMind: [.returnRefused, .notAsDescribed, .lateDelivery, .sellerBrokePromise]
        case .wrongNumber, .operatorConfirms: [.topupNotReceived]
        case .storedTooLong: [.spoiled, .shortDelivery]
        case .alreadyCompensated:
            [.lateDelivery, .refundNotReceived, .shortDelivery, .platformFault, .sellerBrokePromise, .missingAccessory]
        case .usedForMonths: [.qualityDefect, .counterfeit, .notAsDescribed, .shrank, .wrongItem]
        case .sealBroken: [.damaged, .spoiled, .shortDelivery, .missingAccessory, .wrongItem]
        case .courierWitness: [.damaged, .shortDelivery, .wrongItem, .missingAccessory, .spoiled]
        case .sellerAdmits: [.wrongItem, .notAsDescribed, .shrank, .qualityDefect, .shortDelivery, .lateDelivery]
        case .sellerPromisedRefund: [.returnRefused, .sellerBrokePromise, .refundNotReceived, .lateDelivery]
        case .counterSaysFake: [.counterfeit]
        case .manyBuyers: [.counterfeit, .notAsDescribed, .platformFault]
        case .doctorNote: [.counterfeit, .spoiled, .qualityDefect]
        case .systemError: [.platformFault, .refundNotReceived, .topupNotReceived]
        case .repairedTwice: [.qualityDefect]
        }
    }

    /// Whether the fact can be told of goods of a category.
    func fits(_ category: Category) -> Bool {
        switch self {
        case .tagRemoved: [.apparel, .sports, .motherBaby].contains(category)
        case .doctorNote: [.cosmetics, .freshFood, .motherBaby].contains(category)
        case .repairedTwice: [.electronics, .homeAppliances, .furniture].contains(category)
        case .usedForMonths: ![.freshFood, .petSupplies].contains(category)
        default: true
        }
    }

    /// Facts that can be told in a complaint about goods of a category, in the order of declaration.
    static func told(in scene: Scene, about category: Category) -> [Fact] {
        allCases.filter { $0.scenes.contains(scene) && $0.fits(category) }
    }
}

extension Category {
    /// Share of the claims, in parts of all categories on sale.
    var frequency: Double {
        switch self {
        case .apparel: 18
        case .freshFood: 13
        case .electronics, .cosmetics: 10
        case .virtualTopup, .homeAppliances, .motherBaby: 8
        case .furniture, .jadeJewellery, .sports, .petSupplies: 6
        case .books: 5
        }
    }

    /// Middle of the order amounts, in yuan.
    var typicalAmount: Double {
        switch self {
        case .apparel: 220
        case .freshFood: 90
        case .electronics: 900
        case .virtualTopup: 110
        case .jadeJewellery: 1400
        case .cosmetics: 260
        case .furniture: 1100
        case .books: 60
        case .homeAppliances: 700
        case .motherBaby: 200
        case .sports: 240
        case .petSupplies: 130
        }
    }

    /// Complaints and their shares within the category.
    var scenes: [(scene: Scene, share: Double)] {
        switch self {
        case .apparel:
            [
                (.shrank, 28), (.notAsDescribed, 14), (.qualityDefect, 12), (.returnRefused, 16), (.wrongItem, 8),
                (.counterfeit, 6), (.lateDelivery, 6), (.sellerBrokePromise, 6), (.refundNotReceived, 4),
            ]
        case .freshFood:
            [
                (.spoiled, 40), (.shortDelivery, 18), (.damaged, 14), (.lateDelivery, 12), (.wrongItem, 6),
                (.returnRefused, 4), (.refundNotReceived, 6),
            ]
        case .virtualTopup:
            [(.topupNotReceived, 60), (.platformFault, 22), (.refundNotReceived, 12), (.sellerBrokePromise, 6)]
        case .jadeJewellery:
            [
                (.counterfeit, 30), (.notAsDescribed, 28), (.damaged, 10), (.returnRefused, 14), (.wrongItem, 6),
                (.sellerBrokePromise, 6), (.refundNotReceived, 6),
            ]
        case .cosmetics:
            [
                (.counterfeit, 30), (.damaged, 12), (.notAsDescribed, 12), (.shortDelivery, 10), (.qualityDefect, 12),
                (.returnRefused, 8), (.lateDelivery, 6), (.platformFault, 10),
            ]
        case .electronics:
            [
                (.qualityDefect, 26), (.counterfeit, 12), (.missingAccessory, 16), (.damaged, 10), (.returnRefused, 10),
                (.notAsDescribed, 8), (.sellerBrokePromise, 10), (.platformFault, 8),
            ]
        case .furniture:
            [
                (.damaged, 28), (.missingAccessory, 18), (.qualityDefect, 18), (.notAsDescribed, 12),
                (.lateDelivery, 12), (.sellerBrokePromise, 12),
            ]
        case .books:
            [
                (.damaged, 22), (.counterfeit, 20), (.wrongItem, 16), (.lateDelivery, 16), (.shortDelivery, 14),
                (.qualityDefect, 12),
            ]
        case .homeAppliances:
            [
                (.qualityDefect, 34), (.damaged, 18), (.missingAccessory, 16), (.sellerBrokePromise, 14),
                (.returnRefused, 8), (.platformFault, 10),
            ]
        case .motherBaby:
            [
                (.qualityDefect, 18), (.counterfeit, 16), (.shortDelivery, 14), (.damaged, 12), (.wrongItem, 12),
                (.lateDelivery, 10), (.returnRefused, 10), (.refundNotReceived, 8),
            ]
        case .sports:
            [
                (.qualityDefect, 22), (.notAsDescribed, 16), (.wrongItem, 14), (.returnRefused, 16),
                (.counterfeit, 14), (.missingAccessory, 10), (.refundNotReceived, 8),
            ]
        case .petSupplies:
            [
                (.spoiled, 26), (.qualityDefect, 20), (.shortDelivery, 16), (.damaged, 14), (.lateDelivery, 12),
                (.wrongItem, 12),
            ]
        }
    }
}

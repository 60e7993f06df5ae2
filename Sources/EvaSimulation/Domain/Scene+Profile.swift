extension Scene {
    /// Evidence that is handed in often, with its probability; everything else comes by chance.
    var usualEvidence: [(evidence: Evidence, probability: Double)] {
        switch self {
        case .shrank: [(.photo, 0.75), (.washLabelPhoto, 0.6), (.inspectionReport, 0.12)]
        case .damaged: [(.photo, 0.7), (.unboxingVideo, 0.4), (.video, 0.45), (.deliveryRecord, 0.4)]
        case .shortDelivery: [(.weighingSlip, 0.6), (.unboxingVideo, 0.45), (.photo, 0.4)]
        case .topupNotReceived: [(.topupRecord, 0.5), (.paymentRecord, 0.65)]
        case .counterfeit: [(.inspectionReport, 0.35), (.photo, 0.6), (.chatScreenshot, 0.3)]
        case .notAsDescribed: [(.photo, 0.65), (.pageScreenshot, 0.65), (.inspectionReport, 0.18)]
        case .lateDelivery: [(.deliveryRecord, 0.5), (.chatScreenshot, 0.3)]
        case .platformFault: [(.pageScreenshot, 0.6), (.paymentRecord, 0.6)]
        case .wrongItem: [(.photo, 0.65), (.unboxingVideo, 0.4)]
        case .spoiled: [(.photo, 0.75), (.video, 0.4), (.unboxingVideo, 0.25)]
        case .qualityDefect: [(.photo, 0.6), (.video, 0.5), (.inspectionReport, 0.25)]
        case .missingAccessory: [(.unboxingVideo, 0.45), (.photo, 0.5), (.video, 0.4)]
        case .returnRefused: [(.chatScreenshot, 0.4), (.deliveryRecord, 0.45), (.photo, 0.3)]
        case .sellerBrokePromise: [(.chatScreenshot, 0.65), (.pageScreenshot, 0.4)]
        case .refundNotReceived: [(.paymentRecord, 0.55), (.deliveryRecord, 0.45)]
        }
    }

    /// Days between receipt (or, for virtual goods, order) and claim: typical and long delays.
    var daysToClaim: (typical: Int, long: Int) {
        switch self {
        case .spoiled: (1, 4)
        case .shortDelivery, .wrongItem, .damaged: (5, 24)
        case .missingAccessory, .lateDelivery: (5, 12)
        case .topupNotReceived: (8, 40)
        case .platformFault: (5, 30)
        case .returnRefused: (7, 20)
        case .notAsDescribed, .counterfeit: (14, 50)
        case .sellerBrokePromise, .refundNotReceived: (20, 60)
        case .shrank: (25, 70)
        case .qualityDefect: (35, 100)
        }
    }

    /// Whether the parcel is on its way or lost in part of the complaints.
    var mayBeUndelivered: Bool { self == .lateDelivery || self == .refundNotReceived || self == .platformFault }

    /// Whether something is said to be missing from the parcel.
    var isAboutWeight: Bool { self == .shortDelivery || self == .missingAccessory }

    /// Whether the goods are back with the seller in part of the complaints.
    var mayBeReturned: Bool { self == .returnRefused || self == .refundNotReceived }

    /// What complaints of the kind add to the log-odds of pay when nothing else speaks.
    var base: Double {
        switch self {
        case .shrank: -0.4
        case .damaged: 0
        case .shortDelivery: 0.2
        case .topupNotReceived: 1.2
        case .counterfeit: 0
        case .notAsDescribed: 0.6
        case .lateDelivery: -0.6
        case .platformFault: -0.4
        case .wrongItem: 0
        case .spoiled: 0.4
        case .qualityDefect: 0
        case .missingAccessory: -0.3
        case .returnRefused: -0.4
        case .sellerBrokePromise: 0.6
        case .refundNotReceived: 0.2
        }
    }
}

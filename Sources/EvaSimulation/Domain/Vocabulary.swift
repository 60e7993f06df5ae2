/// What was bought.
enum Category: String, CaseIterable {
    case apparel
    case freshFood = "fresh_food"
    case electronics
    case virtualTopup = "virtual_topup"
    case jadeJewellery = "jade_jewellery"
    case cosmetics
    case furniture
    case books
    case homeAppliances = "home_appliances"
    case motherBaby = "mother_baby"
    case sports
    case petSupplies = "pet_supplies"
}

/// What the buyer complains of.
enum Scene: String, CaseIterable {
    case shrank
    case damaged
    case shortDelivery = "short_delivery"
    case topupNotReceived = "topup_not_received"
    case counterfeit
    case notAsDescribed = "not_as_described"
    case lateDelivery = "late_delivery"
    case platformFault = "platform_fault"
    case wrongItem = "wrong_item"
    case spoiled
    case qualityDefect = "quality_defect"
    case missingAccessory = "missing_accessory"
    case returnRefused = "return_refused"
    case sellerBrokePromise = "seller_broke_promise"
    case refundNotReceived = "refund_not_received"
}

/// The buyer's credit tier.
enum Credit: String, CaseIterable {
    case poor
    case good
    case veryGood = "very_good"
    case excellent
}

/// Kind of shop.
enum Shop: String, CaseIterable {
    case flagship
    case brand
    case ordinary
    case individual
}

/// Where the parcel is, by the carrier's records.
enum Logistics: String, CaseIterable {
    case signed
    case locker
    case signedDamaged = "signed_damaged"
    case inTransit = "in_transit"
    case lost
    case returned
    case virtual
}

/// What the seller answered to the claim.
enum Answer: String, CaseIterable {
    case agrees
    case partialOffer = "partial_offer"
    case exchangeOffer = "exchange_offer"
    case refuses
    case counterEvidence = "counter_evidence"
    case noAnswer = "no_answer"
}

/// What the check of the evidence found.
enum Authenticity: String, CaseIterable {
    case verified
    case unverified
    case suspect
    case forged
}

/// Evidence that the buyer can hand in.
enum Evidence: String, CaseIterable {
    case photo
    case video
    case unboxingVideo = "unboxing_video"
    case chatScreenshot = "chat_screenshot"
    case weighingSlip = "weighing_slip"
    case inspectionReport = "inspection_report"
    case washLabelPhoto = "wash_label_photo"
    case deliveryRecord = "delivery_record"
    case topupRecord = "topup_record"
    case paymentRecord = "payment_record"
    case pageScreenshot = "page_screenshot"
}

/// What the shop guarantees.
enum Promise: String, CaseIterable {
    case sevenDayReturn = "seven_day_return"
    case freightInsurance = "freight_insurance"
    case authentic = "authentic_or_triple"
    case freshness = "freshness_guarantee"
    case punctual = "on_time_guarantee"
    case repair = "repair_guarantee"
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// Position among all cases, which is the code in a column.
    var code: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Set where Element: RawRepresentable<String> & CaseIterable {
    /// Names in the order of declaration.
    var names: [String] { Element.allCases.filter(contains).map(\.rawValue) }
}

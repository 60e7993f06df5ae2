extension AfterSalesStandards {
    /// Clauses for food; SPO-02 changes in the sixteenth month.
    static let fresh = """
        - id: SPO-01
          title: {en: "Spoiled, shown at once", zh: 变质且及时举证}
          text:
            en: A photo within two days of receipt shows that the food is spoiled.
            zh: 签收2天内有照片证明变质的，倾向赔付。
          when:
            all:
              - scene: {is: spoiled}
              - signed_date: {within_days: 2}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [photo]
          effect: supports_pay
        - id: SPO-02
          version: 1
          title: {en: "Spoiled, reported late", zh: 变质反馈过晚}
          text:
            en: More than two days after receipt the storage is the buyer's.
            zh: 签收超过2天才反馈变质的，不予赔付。
          when:
            all:
              - scene: {is: spoiled}
              - signed_date: {after_days: 2}
          effect: must_deny
          valid_to: 2024-04-01
        - id: SPO-02
          version: 2
          title: {en: "Spoiled, reported late", zh: 变质反馈过晚}
          text:
            en: More than one day after receipt the storage is the buyer's.
            zh: 签收超过1天才反馈变质的，不予赔付。
          when:
            all:
              - scene: {is: spoiled}
              - signed_date: {after_days: 1}
          effect: must_deny
          valid_from: 2024-04-01
        - id: SPO-03
          title: {en: Freshness guaranteed, zh: 坏单包赔}
          text:
            en: The shop guarantees freshness; a verified photo within a day of receipt.
            zh: 店铺承诺坏单包赔，且签收1天内照片核验属实的，应予赔付。
          when:
            all:
              - scene: {is: spoiled}
              - shop_promises: {has: freshness_guarantee}
              - signed_date: {within_days: 1}
              - evidence_authenticity: {is: verified}
          evidence: [photo]
          effect: must_pay
        - id: SPO-04
          title: {en: Left in the locker, zh: 滞留自提柜}
          text:
            en: Food that lay in a locker is the buyer's risk.
            zh: 生鲜滞留自提柜后变质的，倾向不赔。
          when:
            all:
              - scene: {is: spoiled}
              - logistics_status: {is: locker}
          effect: supports_deny

        """
}

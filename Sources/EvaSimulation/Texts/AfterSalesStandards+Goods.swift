extension AfterSalesStandards {
    /// Clauses for goods that are false, defective, incomplete or not as described.
    static let goods = """
        - id: CFT-01
          title: {en: Counterfeit by report, zh: 检测报告认定假货}
          text:
            en: An inspection report, not in doubt, finds a counterfeit.
            zh: 检测报告认定为假货且凭证不存疑的，应予赔付。
          when:
            all:
              - scene: {is: counterfeit}
              - evidence_authenticity: {in: [verified, unverified]}
          evidence: [inspection_report]
          effect: must_pay
        - id: CFT-02
          title: {en: Authenticity guaranteed, zh: 承诺正品}
          text:
            en: The shop guarantees authenticity and is rated below 4.5.
            zh: 店铺承诺假一赔三且评分低于4.5的，倾向赔付。
          when:
            all:
              - scene: {is: counterfeit}
              - shop_promises: {has: authentic_or_triple}
              - seller_rating: {below: 4.5}
          effect: supports_pay
        - id: CFT-03
          title: {en: "Counterfeit, report needed", zh: 假货须提供检测报告}
          text:
            en: Jewellery, cosmetics and electronics cannot be judged by eye.
            zh: 珠宝、美妆、数码类假货申请须提供检测报告。
          when:
            all:
              - scene: {is: counterfeit}
              - category: {in: [jade_jewellery, cosmetics, electronics]}
          evidence: [inspection_report]
          effect: needs_evidence
        - id: CFT-04
          title: {en: Counterfeit claimed of a flagship shop, zh: 旗舰店假货申请}
          text:
            en: A flagship shop's goods count as genuine unless a report says otherwise.
            zh: 旗舰店商品在没有检测报告时推定为正品，倾向不赔。
          when:
            all:
              - scene: {is: counterfeit}
              - shop_type: {is: flagship}
              - not: {evidence: {has: inspection_report}}
          effect: supports_deny
        - id: NAD-01
          title: {en: Page and goods differ, zh: 页面与实物不符}
          text:
            en: A screenshot of the page and a photo show that the goods differ.
            zh: 有页面截图和实物照片的描述不符，倾向赔付。
          when:
            all:
              - scene: {is: not_as_described}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [photo, page_screenshot]
          effect: supports_pay
        - id: NAD-02
          title: {en: Description contested late, zh: 描述不符反馈过晚}
          text:
            en: More than 15 days after receipt.
            zh: 签收超过15天才提出描述不符的，倾向不赔。
          when:
            all:
              - scene: {is: not_as_described}
              - signed_date: {after_days: 15}
          effect: supports_deny
        - id: NAD-03
          title: {en: Jewellery not as certified, zh: 珠宝与证书不符}
          text:
            en: Jewellery whose inspection report differs from the description.
            zh: 珠宝类检测结果与描述不符的，应予赔付。
          when:
            all:
              - scene: {is: not_as_described}
              - category: {is: jade_jewellery}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [inspection_report]
          effect: must_pay
        - id: NAD-04
          title: {en: "Description, page needed", zh: 描述不符须提供页面截图}
          text:
            en: What the page said must be shown.
            zh: 描述不符类申请须提供商品页面截图。
          when:
            scene: {is: not_as_described}
          evidence: [page_screenshot]
          effect: needs_evidence
        - id: WRG-01
          title: {en: "Wrong item, reported soon", zh: 及时反馈发错货}
          text:
            en: A photo of the wrong item within seven days of receipt.
            zh: 签收7天内反馈发错货且有照片的，倾向赔付。
          when:
            all:
              - scene: {is: wrong_item}
              - signed_date: {within_days: 7}
          evidence: [photo]
          effect: supports_pay
        - id: WRG-02
          title: {en: "Wrong item, seller disproves", zh: 商家反证未发错}
          text:
            en: The seller has counter-evidence and the buyer no video of the unpacking.
            zh: 商家提供反证且买家没有开箱视频的，倾向不赔。
          when:
            all:
              - scene: {in: [wrong_item, short_delivery, missing_accessory]}
              - seller_answer: {is: counter_evidence}
              - not: {evidence: {has: unboxing_video}}
          effect: supports_deny
        - id: WRG-03
          title: {en: "Wrong item, shown while unpacking", zh: 开箱视频显示发错货}
          text:
            en: A verified video of the unpacking shows the wrong item.
            zh: 开箱视频核验属实、显示发错货的，应予赔付。
          when:
            all:
              - scene: {is: wrong_item}
              - evidence_authenticity: {is: verified}
          evidence: [unboxing_video]
          effect: must_pay
        - id: WRG-04
          title: {en: "Wrong item, reported late", zh: 发错货反馈过晚}
          text:
            en: A wrong item reported more than 15 days after receipt.
            zh: 签收超过15天才反馈发错货的，倾向不赔。
          when:
            all:
              - scene: {is: wrong_item}
              - signed_date: {after_days: 15}
          effect: supports_deny
        - id: QUA-01
          title: {en: Defect by report, zh: 检测报告认定质量问题}
          text:
            en: A report on electronics or an appliance within 30 days of receipt.
            zh: 数码、家电签收30天内有检测报告的质量问题，应予赔付。
          when:
            all:
              - scene: {is: quality_defect}
              - category: {in: [electronics, home_appliances]}
              - signed_date: {within_days: 30}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [inspection_report]
          effect: must_pay
        - id: QUA-02
          title: {en: Defect under guarantee, zh: 保修承诺内的质量问题}
          text:
            en: The shop guarantees repair, and a video shows the defect.
            zh: 店铺承诺保修且有视频显示故障的，倾向赔付。
          when:
            all:
              - scene: {is: quality_defect}
              - shop_promises: {has: repair_guarantee}
          evidence: [video]
          effect: supports_pay
        - id: QUA-03
          title: {en: Defect after long use, zh: 使用较久后的质量问题}
          text:
            en: A defect more than 45 days after receipt.
            zh: 签收超过45天的质量问题，倾向不赔。
          when:
            all:
              - scene: {is: quality_defect}
              - signed_date: {after_days: 45}
          effect: supports_deny
        - id: QUA-04
          title: {en: Defect must be seen, zh: 质量问题须有照片}
          text:
            en: A defect of goods that are worn, read or sat on must be seen on a photo.
            zh: 服饰、图书、家具类质量问题须提供照片。
          when:
            all:
              - scene: {is: quality_defect}
              - category: {in: [apparel, books, furniture, sports]}
          evidence: [photo]
          effect: needs_evidence
        - id: ACC-01
          title: {en: Accessory missing while unpacking, zh: 开箱视频显示缺件}
          text:
            en: A video of the unpacking, not in doubt.
            zh: 开箱视频显示缺件且凭证不存疑的，倾向赔付。
          when:
            all:
              - scene: {is: missing_accessory}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [unboxing_video]
          effect: supports_pay
        - id: ACC-02
          title: {en: Dear accessory without video, zh: 高价缺件无视频}
          text:
            en: An accessory claimed at 200 yuan or more without a video of the unpacking.
            zh: 缺件申请金额达到200元且没有开箱视频的，倾向不赔。
          when:
            all:
              - scene: {is: missing_accessory}
              - claim_amount: {at_least: 200}
              - not: {evidence: {has: unboxing_video}}
          effect: supports_deny
        - id: ACC-03
          title: {en: Seller offers the accessory, zh: 商家愿意补发}
          text:
            en: The seller offers part of the amount or a replacement.
            zh: 商家愿意部分补偿或换货的缺件，倾向赔付。
          when:
            all:
              - scene: {is: missing_accessory}
              - seller_answer: {in: [partial_offer, exchange_offer]}
          effect: supports_pay

        """
}

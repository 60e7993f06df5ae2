extension AfterSalesStandards {
    /// Clauses for garments that shrank.
    static let apparel = """
        - id: SHR-01
          title: {en: "Shrank, wash label shown", zh: 缩水且有洗标凭证}
          text:
            en: The garment shrank within 30 days of receipt; photos of the garment and its wash label are there.
            zh: 签收30天内缩水，且有实物照片和洗标照片的，倾向赔付。
          when:
            all:
              - scene: {is: shrank}
              - signed_date: {within_days: 30}
          evidence: [photo, wash_label_photo]
          effect: supports_pay
        - id: SHR-02
          title: {en: "Shrank, label needed", zh: 缩水须提供洗标}
          text:
            en: Whether the washing followed the label can only be judged with a photo of it.
            zh: 缩水类申请须提供洗标照片。
          when:
            scene: {is: shrank}
          evidence: [wash_label_photo]
          effect: needs_evidence
        - id: SHR-03
          title: {en: Shrank after long wear, zh: 穿着较久后缩水}
          text:
            en: More than 30 days after receipt shrinking counts as wear.
            zh: 签收超过30天的缩水按正常穿着损耗处理，倾向不赔。
          when:
            all:
              - scene: {is: shrank}
              - signed_date: {after_days: 30}
          effect: supports_deny
        - id: SHR-04
          title: {en: "Shrank, inspected", zh: 缩水且有检测报告}
          text:
            en: An inspection report, not in doubt, that finds the fabric at fault.
            zh: 有检测报告且凭证不存疑的缩水，应予赔付。
          when:
            all:
              - scene: {is: shrank}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
              - signed_date: {within_days: 60}
          evidence: [inspection_report]
          effect: must_pay

        """
}

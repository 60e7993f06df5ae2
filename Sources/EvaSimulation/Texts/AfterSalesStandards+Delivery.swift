extension AfterSalesStandards {
    /// Clauses for damage, short and late delivery.
    static let delivery = """
        - id: DMG-01
          title: {en: Damage noted on delivery, zh: 签收时已注明破损}
          text:
            en: The carrier noted the damage at delivery, and there is a photo.
            zh: 物流签收时已注明破损，且有照片的，倾向赔付。
          when:
            all:
              - scene: {in: [damaged, spoiled]}
              - logistics_status: {is: signed_damaged}
          evidence: [photo]
          effect: supports_pay
        - id: DMG-02
          title: {en: Damage shown while unpacking, zh: 开箱视频显示破损}
          text:
            en: A video of the unpacking, not in doubt, shows the damage.
            zh: 开箱视频显示破损且凭证不存疑的，倾向赔付。
          when:
            all:
              - scene: {is: damaged}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [unboxing_video]
          effect: supports_pay
        - id: DMG-03
          title: {en: Damage reported late, zh: 破损反馈过晚}
          text:
            en: Damage reported more than seven days after receipt, without a video of the unpacking.
            zh: 签收超过7天才反馈破损，且没有开箱视频的，倾向不赔。
          when:
            all:
              - scene: {is: damaged}
              - signed_date: {after_days: 7}
              - not: {evidence: {has: unboxing_video}}
          effect: supports_deny
        - id: DMG-04
          title: {en: Damage with delivery record, zh: 破损且有物流记录}
          text:
            en: Damage noted by the carrier, with its verified record, is paid.
            zh: 物流注明破损且物流凭证核验属实的，应予赔付。
          when:
            all:
              - scene: {is: damaged}
              - logistics_status: {is: signed_damaged}
              - evidence_authenticity: {is: verified}
          evidence: [delivery_record]
          effect: must_pay
        - id: SHD-01
          title: {en: Short delivery on the scales, zh: 称重确认少发}
          text:
            en: The carrier weighed at least 15 percent less, and the slip is not in doubt.
            zh: 物流称重缺重15%以上且称重单不存疑的，应予赔付。
          when:
            all:
              - scene: {is: short_delivery}
              - weight_gap_percent: {at_least: 15}
              - evidence_authenticity: {in: [verified, unverified]}
          evidence: [weighing_slip]
          effect: must_pay
        - id: SHD-02
          title: {en: Weight is missing, zh: 存在缺重}
          text:
            en: The carrier weighed at least 6 percent less than shipped.
            zh: 物流称重缺重6%以上的，倾向赔付。
          when:
            all:
              - scene: {in: [short_delivery, missing_accessory]}
              - weight_gap_percent: {at_least: 6}
          effect: supports_pay
        - id: SHD-03
          title: {en: Weight is complete, zh: 重量相符}
          text:
            en: The carrier weighed less than 3 percent short.
            zh: 物流称重缺重不足3%的，倾向不赔。
          when:
            all:
              - scene: {in: [short_delivery, missing_accessory]}
              - weight_gap_percent: {below: 3}
          effect: supports_deny
        - id: SHD-04
          title: {en: "Short delivery, not weighed", zh: 少发且未称重}
          text:
            en: Without the carrier's weight a video of the unpacking is needed.
            zh: 没有物流称重的少发申请须提供开箱视频。
          when:
            all:
              - scene: {is: short_delivery}
              - weight_gap_percent: {missing: true}
          evidence: [unboxing_video]
          effect: needs_evidence
        - id: LAT-01
          title: {en: On-time guarantee broken, zh: 违反准时送达承诺}
          text:
            en: The shop guarantees punctual delivery and was three days late or more.
            zh: 店铺承诺准时达且超时3天以上的，应予赔付。
          when:
            all:
              - scene: {is: late_delivery}
              - shop_promises: {has: on_time_guarantee}
              - delay_days: {at_least: 3}
          effect: must_pay
        - id: LAT-02
          title: {en: Very late, zh: 严重超时}
          text:
            en: At least eight days late.
            zh: 超时8天以上的，倾向赔付。
          when:
            all:
              - scene: {is: late_delivery}
              - delay_days: {at_least: 8}
          effect: supports_pay
        - id: LAT-03
          title: {en: Hardly late, zh: 轻微超时}
          text:
            en: Less than two days late.
            zh: 超时不足2天的，倾向不赔。
          when:
            all:
              - scene: {is: late_delivery}
              - delay_days: {below: 2}
          effect: supports_deny
        - id: LAT-04
          title: {en: Late fresh food, zh: 生鲜超时}
          text:
            en: Fresh food that came two days late or more.
            zh: 生鲜商品超时2天以上的，倾向赔付。
          when:
            all:
              - scene: {is: late_delivery}
              - category: {is: fresh_food}
              - delay_days: {at_least: 2}
          effect: supports_pay
        - id: LAT-05
          title: {en: Parcel lost, zh: 包裹丢失}
          text:
            en: The carrier has lost the parcel.
            zh: 物流确认丢件的，应予赔付。
          when:
            all:
              - scene: {in: [late_delivery, refund_not_received]}
              - logistics_status: {is: lost}
          effect: must_pay

        """
}

extension AfterSalesStandards {
    /// Clauses for top-ups, returns, promises and refunds, and for pet supplies, which appear in the eighteenth month.
    static let services = """
        - id: TOP-01
          title: {en: Top-up not booked, zh: 充值未到账}
          text:
            en: The operator's record shows that nothing was booked.
            zh: 运营商充值记录显示未到账的，倾向赔付。
          when:
            scene: {is: topup_not_received}
          evidence: [topup_record]
          effect: supports_pay
        - id: TOP-02
          title: {en: Top-up claimed late, zh: 充值申请过晚}
          text:
            en: A top-up is claimed within 20 days.
            zh: 下单超过20天才申请的充值问题，不予赔付。
          when:
            all:
              - scene: {is: topup_not_received}
              - order_date: {after_days: 20}
          effect: must_deny
        - id: TOP-03
          title: {en: Large top-up by a poor credit, zh: 低信用大额充值}
          text:
            en: A top-up of 300 yuan or more by a buyer of poor credit.
            zh: 信用差的买家充值300元以上的，倾向不赔。
          when:
            all:
              - scene: {is: topup_not_received}
              - order_amount: {at_least: 300}
              - buyer_credit: {is: poor}
          effect: supports_deny
        - id: TOP-04
          title: {en: "Top-up, payment needed", zh: 充值须有付款记录}
          text:
            en: The payment must be shown.
            zh: 充值类申请须提供付款记录。
          when:
            scene: {is: topup_not_received}
          evidence: [payment_record]
          effect: needs_evidence
        - id: PLF-01
          title: {en: Fault of the platform shown, zh: 平台故障有凭证}
          text:
            en: Payment and page show the fault.
            zh: 付款记录和页面截图能证明平台故障的，倾向赔付。
          when:
            scene: {is: platform_fault}
          evidence: [payment_record, page_screenshot]
          effect: supports_pay
        - id: PLF-02
          title: {en: Large claim without payment, zh: 大额申请无付款记录}
          text:
            en: A claim of at least 500 yuan without a record of the payment.
            zh: 申请金额达到500元且没有付款记录的平台故障，倾向不赔。
          when:
            all:
              - scene: {is: platform_fault}
              - claim_amount: {at_least: 500}
              - not: {evidence: {has: payment_record}}
          effect: supports_deny
        - id: PLF-03
          title: {en: Trusted buyer, zh: 优质买家遇平台故障}
          text:
            en: A buyer of excellent credit with at most five claims in a year.
            zh: 信用极好且近12个月维权不超过5次的，倾向赔付。
          when:
            all:
              - scene: {is: platform_fault}
              - buyer_credit: {is: excellent}
              - buyer_claims_12m: {at_most: 5}
          effect: supports_pay
        - id: RET-01
          title: {en: No-reason return promised, zh: 七天无理由退货}
          text:
            en: The shop promises returns; the return was asked within seven days of receipt.
            zh: 店铺承诺七天无理由，且签收7天内申请的，倾向赔付。
          when:
            all:
              - scene: {is: return_refused}
              - shop_promises: {has: seven_day_return}
              - signed_date: {within_days: 7}
          effect: supports_pay
        - id: RET-02
          title: {en: Goods without return, zh: 不适用无理由退货的商品}
          text:
            en: Fresh food cannot be returned without a reason.
            zh: 生鲜商品不适用无理由退货，不予赔付。
          when:
            all:
              - scene: {is: return_refused}
              - category: {is: fresh_food}
          effect: must_deny
        - id: RET-03
          title: {en: Return asked late, zh: 退货申请过晚}
          text:
            en: More than seven days after receipt.
            zh: 签收超过7天才申请退货的，倾向不赔。
          when:
            all:
              - scene: {is: return_refused}
              - signed_date: {after_days: 7}
          effect: supports_deny
        - id: RET-04
          title: {en: Goods are back, zh: 货已退回}
          text:
            en: The goods are back with the seller by the carrier's record.
            zh: 物流记录显示货已退回商家的，应予赔付。
          when:
            all:
              - scene: {in: [return_refused, refund_not_received]}
              - logistics_status: {is: returned}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          evidence: [delivery_record]
          effect: must_pay
        - id: PRM-01
          title: {en: Promise shown, zh: 承诺有聊天记录}
          text:
            en: A verified screenshot of the chat shows the promise.
            zh: 聊天截图核验属实、显示商家作出承诺的，应予赔付。
          when:
            all:
              - scene: {is: seller_broke_promise}
              - evidence_authenticity: {is: verified}
          evidence: [chat_screenshot]
          effect: must_pay
        - id: PRM-02
          title: {en: "Promise, chat needed", zh: 违背承诺须有聊天截图}
          text:
            en: What was promised must be shown.
            zh: 违背承诺类申请须提供聊天截图。
          when:
            scene: {is: seller_broke_promise}
          evidence: [chat_screenshot]
          effect: needs_evidence
        - id: PRM-03
          title: {en: Doubtful chat, zh: 聊天截图存疑}
          text:
            en: A doubtful screenshot shows no promise.
            zh: 聊天截图存疑的，倾向不赔。
          when:
            all:
              - scene: {is: seller_broke_promise}
              - evidence_authenticity: {is: suspect}
          effect: supports_deny
        - id: PRM-04
          title: {en: Promise on the page, zh: 页面承诺}
          text:
            en: The promise stands on the page and the seller does not refuse.
            zh: 页面载有承诺且商家未拒绝的，倾向赔付。
          when:
            all:
              - scene: {is: seller_broke_promise}
              - not: {seller_answer: {in: [refuses, counter_evidence]}}
          evidence: [page_screenshot]
          effect: supports_pay
        - id: REF-01
          title: {en: Refund not booked, zh: 退款未到账}
          text:
            en: The seller does not answer; the payment is shown.
            zh: 商家逾期未答复且有付款记录的，倾向赔付。
          when:
            all:
              - scene: {is: refund_not_received}
              - seller_answer: {in: [no_answer, partial_offer]}
          evidence: [payment_record]
          effect: supports_pay
        - id: REF-02
          title: {en: Refund shown by the seller, zh: 商家证明已退款}
          text:
            en: The seller has counter-evidence.
            zh: 商家提供已退款凭证的，倾向不赔。
          when:
            all:
              - scene: {is: refund_not_received}
              - seller_answer: {is: counter_evidence}
          effect: supports_deny
        - id: PET-01
          title: {en: Pet food gone bad, zh: 宠物食品变质}
          text:
            en: Spoiled pet food, shown on a video.
            zh: 宠物食品变质且有视频的，倾向赔付。
          when:
            all:
              - category: {is: pet_supplies}
              - scene: {in: [spoiled, quality_defect]}
          evidence: [video]
          effect: supports_pay
          valid_from: 2024-06-01

        """
}

extension AfterSalesStandards {
    /// Clauses for every complaint.
    static let general = """
        - id: GEN-01
          title: {en: Forged evidence, zh: 伪造凭证}
          text:
            en: A claim that rests on forged evidence is denied.
            zh: 凭证经核验为伪造的，不予赔付。
          when:
            evidence_authenticity: {is: forged}
          effect: must_deny
        - id: GEN-02
          title: {en: Doubtful evidence from a flagged account, zh: 风险账号的存疑凭证}
          text:
            en: Doubtful evidence from an account with a risk flag speaks against paying.
            zh: 凭证存疑且账号带风险标记的，倾向不赔。
          when:
            all:
              - evidence_authenticity: {is: suspect}
              - risk_flag: {is: true}
          effect: supports_deny
        - id: GEN-03
          title: {en: Claim out of time, zh: 超过受理期限}
          text:
            en: A claim more than 120 days after the order is not accepted.
            zh: 下单超过120天的申请不予受理。
          when:
            order_date: {after_days: 120}
          effect: must_deny
        - id: GEN-04
          title: {en: Small claim that the seller accepts, zh: 商家同意的小额申请}
          text:
            en: A claim of at most 100 yuan that the seller agrees to is paid at once.
            zh: 商家同意且申请金额不超过100元的，直接赔付。
          when:
            all:
              - seller_answer: {is: agrees}
              - claim_amount: {at_most: 100}
          effect: must_pay
        - id: GEN-05
          title: {en: Seller agrees, zh: 商家同意赔付}
          text:
            en: The seller agrees and the evidence is not in doubt.
            zh: 商家同意赔付，且凭证不存疑。
          when:
            all:
              - seller_answer: {is: agrees}
              - not: {evidence_authenticity: {in: [suspect, forged]}}
          effect: supports_pay
        - id: GEN-06
          title: {en: Frequent claims that rarely hold, zh: 频繁维权且成立率低}
          text:
            en: Eight claims or more in a year, of which less than 30 percent were upheld.
            zh: 近12个月维权8次以上且成立率低于30%的，倾向不赔。
          when:
            all:
              - buyer_claims_12m: {at_least: 8}
              - buyer_upheld_share: {below: 0.3}
          effect: supports_deny
        - id: GEN-07
          title: {en: Small claim of a trusted buyer, zh: 优质买家小额先行赔付}
          text:
            en: A buyer of very good or excellent credit with at most two claims in a year, and a claim of at most 80 yuan.
            zh: 信用很好或极好、近12个月维权不超过2次、申请金额不超过80元的，倾向赔付。
          when:
            all:
              - buyer_credit: {in: [very_good, excellent]}
              - buyer_claims_12m: {at_most: 2}
              - claim_amount: {at_most: 80}
          effect: supports_pay
        - id: GEN-08
          title: {en: Payment outside the platform, zh: 平台外交易}
          text:
            en: The buyer paid outside the platform.
            zh: 买家绕开平台私下付款的，倾向不赔。
          when:
            narrative: {contains: [私下转账, 线下转账, 微信转账]}
          effect: supports_deny
        - id: GEN-09
          title: {en: Silent seller with many disputes, zh: 高纠纷商家不回应}
          text:
            en: The seller does not answer and has a dispute rate of at least 5 percent.
            zh: 商家逾期未答复且纠纷率不低于5%的，倾向赔付。
          when:
            all:
              - seller_answer: {is: no_answer}
              - seller_dispute_rate: {at_least: 5}
          effect: supports_pay
        - id: GEN-10
          title: {en: Large claim without moving pictures, zh: 大额申请缺少视频}
          text:
            en: A claim of at least 2,000 yuan for damage or defect needs a video.
            zh: 破损或质量类申请金额达到2000元的，须提供视频。
          when:
            all:
              - scene: {in: [damaged, quality_defect, missing_accessory]}
              - claim_amount: {at_least: 2000}
          evidence: [video]
          effect: needs_evidence

        """
}

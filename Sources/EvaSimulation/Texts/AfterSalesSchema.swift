/// The schema of the after-sales corpus; `eva simulate` writes it, and data/after-sales/schema.yaml is a copy of it.
enum AfterSalesSchema {
    static let yaml = """
        # Claims of buyers against a compensation fund. Simulated by `eva simulate`: no such corpus is public.
        corpus: after-sales
        id: case_id
        time: claimed_at
        label: {field: decision, pay: [pay], deny: [deny]}
        amount: {field: claim_amount, currency: CNY}
        fields:
          category:
            type: category
            title: {en: Product category, zh: 商品类目}
          scene:
            type: category
            title: {en: Complaint, zh: 投诉场景}
          order_amount:
            type: money
            title: {en: Order amount, zh: 订单金额}
          claim_amount:
            type: money
            title: {en: Amount claimed, zh: 申请赔付金额}
          order_date:
            type: date
            title: {en: Ordered on, zh: 下单日期}
          signed_date:
            type: date
            title: {en: Received on, zh: 签收日期}
            help: {en: "Missing while the parcel has not been received, and for virtual goods", zh: "未签收或虚拟商品时为空"}
          buyer_credit:
            type: category
            title: {en: Buyer's credit tier, zh: 买家信用等级}
            help: {en: "poor, good, very_good or excellent", zh: "差、良好、很好、极好"}
          buyer_claims_12m:
            type: number
            title: {en: Buyer's claims in 12 months, zh: 买家近12个月维权次数}
          buyer_upheld_share:
            type: number
            title: {en: Share of the buyer's claims upheld, zh: 买家维权成立率}
            help: {en: "Missing when the buyer has not claimed before", zh: "此前没有维权记录时为空"}
          shop_type:
            type: category
            title: {en: Shop type, zh: 店铺类型}
          shop_promises:
            type: set
            monotone: up
            actionable: false
            title: {en: Shop's guarantees, zh: 店铺服务承诺}
          seller_dispute_rate:
            type: number
            monotone: up
            title: {en: Seller's dispute rate in percent, zh: 卖家纠纷率（%）}
          seller_rating:
            type: number
            monotone: down
            title: {en: Seller's rating, zh: 卖家评分}
          logistics_status:
            type: category
            title: {en: Delivery status, zh: 物流状态}
          delay_days:
            type: number
            monotone: up
            title: {en: Days late, zh: 超时天数}
            help: {en: "Days after the promised day of delivery; missing for virtual goods", zh: "超出承诺送达日的天数；虚拟商品为空"}
          weight_gap_percent:
            type: number
            monotone: up
            title: {en: Weight missing in percent, zh: 缺重比例（%）}
            help: {en: "Shortfall by the carrier's scales; missing when not weighed", zh: "按物流称重计算；未称重时为空"}
          evidence:
            type: set
            monotone: up
            title: {en: Evidence, zh: 凭证}
          evidence_authenticity:
            type: category
            confidential: true
            title: {en: Check of the evidence, zh: 凭证真实性核验}
            help: {en: "Missing when there is no evidence", zh: "没有凭证时为空"}
          seller_answer:
            type: category
            actionable: true
            title: {en: Seller's answer, zh: 卖家答复}
          risk_flag:
            type: flag
            confidential: true
            title: {en: Risk flag, zh: 风险标记}
          narrative:
            type: text
            language: zh
            title: {en: Buyer's account, zh: 买家陈述}
        outcome_only: [paid_amount, closing_status]
        agent: agent_id
        paid: {field: paid_amount}
        first_decision: agent_decision
        truth: true_probability

        """
}

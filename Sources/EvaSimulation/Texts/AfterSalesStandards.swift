/// The written standards of the after-sales corpus; `eva simulate` writes them, and data/after-sales/standards.yaml is a
/// copy of them.
enum AfterSalesStandards {
    static let yaml =
        """
        # The written clauses by which the simulated claims are decided. A clause counts for a case when it is valid on
        # the day of the claim, its conditions hold and its evidence is complete; needs_evidence counts against paying as
        # long as the evidence is not complete. What no clause covers is left to judgement.
        corpus: after-sales
        evidence_field: evidence
        standards:

        """ + general + apparel + delivery + goods + fresh + services
}

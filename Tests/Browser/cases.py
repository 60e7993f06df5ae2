"""Open cases from the sample of the after-sales corpus, as the service takes them."""

import csv
import json

from console import ROOT

NUMBERS = {"order_amount", "claim_amount", "buyer_claims_12m", "buyer_upheld_share", "seller_dispute_rate",
           "seller_rating", "delay_days", "weight_gap_percent"}
SETS = {"shop_promises", "evidence"}
OUTCOMES = {"decision", "paid_amount", "closing_status", "agent_id", "agent_decision", "true_probability"}
HOSTILE = """<script>document.title="hacked"</script>"><img src=x onerror=alert(1)>\"\u0338 onfocus=alert(2) autofocus x=" {{{w}}} '; DROP TABLE cases; --"""


def sample(count):
    """JSON Lines: a case with hostile text, the new claim of the documents, and the sample's."""
    lines = []
    with open(ROOT / "data" / "after-sales" / "sample.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            case = {}
            for name, text in row.items():
                if not text or name in OUTCOMES:
                    continue
                if name in NUMBERS:
                    case[name] = float(text)
                elif name in SETS:
                    case[name] = text.split(";")
                elif name == "risk_flag":
                    case[name] = text in ("yes", "true", "1")
                else:
                    case[name] = text
            lines.append(case)
            if len(lines) == count:
                break
    lines[0].update(narrative=HOSTILE, scene=HOSTILE[:60], evidence=["photo", HOSTILE[:40]])
    lines.insert(1, json.loads((ROOT / "data" / "after-sales" / "new-claim.json").read_text(encoding="utf-8")))
    return "\n".join(json.dumps(case, ensure_ascii=False) for case in lines)

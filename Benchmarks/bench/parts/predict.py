"""Scores and reasons of many rows, one thread."""

from ..models import DATA_SET, EVA_MODEL, PEER_MODELS, prepare
from ..part import Contestant, Part, Ratio
from ..paths import driver, peer

RUNNERS = {
    "LightGBM": "lightgbm",
    "tl2cgen": "tl2cgen-plain",
    "tl2cgen, branches annotated, quantised": "tl2cgen-tuned",
    "ONNX Runtime": "onnx",
    "treelite": "treelite",
}
EXPLAINERS = {"LightGBM pred_contrib": "lightgbm", "shap, its own algorithm": "shap"}

PARTS = [
    Part(
        name="predict",
        title="Batch prediction: 100,000 raw rows, one thread",
        text=(
            "200 trees of 31 leaves, 30 numbers a row. The peers run LightGBM's trees, Eva its own, grown on the same data "
            "with the same settings. Rows are raw 32-bit floats in memory, in the layout that each wants; median of three "
            "passes after a first one. *Difference* is that from LightGBM's own probability, at most."
        ),
        contestants=[
            Contestant("Eva", driver("predict", EVA_MODEL, DATA_SET, "--repeats", 3), threads=1),
            *(
                Contestant(name, peer("predict.py", DATA_SET, "--models", PEER_MODELS, "--runner", runner), threads=1)
                for name, runner in RUNNERS.items()
            ),
        ],
        targets=[Ratio("batch prediction, 1 thread", "Eva", list(RUNNERS), 0.35)],
        columns={"microseconds_per_row": "µs a row", "log_loss": "test log loss", "difference": "difference"},
        prepare=prepare,
    ),
    Part(
        name="reasons",
        title="Exact reasons: 10,000 rows, one thread",
        text=(
            "Path-dependent Shapley values for the same models. shap would hand LightGBM's trees over to LightGBM; here it "
            "walks them itself. What Eva prepares for a model is part of its time; the peers had a row before. *Additivity* is how far base plus contributions is from the score, at most."
        ),
        contestants=[
            Contestant("Eva", driver("reasons", EVA_MODEL, DATA_SET), threads=1),
            *(
                Contestant(name, peer("reasons.py", DATA_SET, "--models", PEER_MODELS, "--runner", runner), threads=1)
                for name, runner in EXPLAINERS.items()
            ),
        ],
        targets=[Ratio("exact reasons for 10,000 rows, 1 thread", "Eva", list(EXPLAINERS), 0.2)],
        columns={"microseconds_per_row": "µs a row", "additivity_error": "additivity"},
        prepare=prepare,
    ),
]

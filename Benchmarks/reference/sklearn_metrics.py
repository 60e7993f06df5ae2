"""Writes the fixture that EvaEvaluation's figures are compared with.

    pip install -r requirements.txt
    python sklearn_metrics.py > ../../Tests/EvaEvaluationTests/Fixtures/sklearn_metrics.json

Log loss is taken of probabilities clipped at 1e-6, as Eva defines it. The expected calibration error is not in
scikit-learn; it is written out here by its definition.
"""

import json
import sys

import numpy
import sklearn
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss, roc_auc_score, roc_curve

SEED = 20170


def ece(labels, probabilities):
    confidence = numpy.maximum(probabilities, 1 - probabilities)
    right = (probabilities >= 0.5) == (labels == 1)
    bins = numpy.minimum(14, ((confidence - 0.5) * 30).astype(int))
    total = 0.0
    for b in range(15):
        inside = bins == b
        if inside.any():
            total += inside.sum() * abs(right[inside].mean() - confidence[inside].mean())
    return total / len(labels)


def case(name, labels, probabilities, weights):
    clipped = numpy.clip(probabilities, 1e-6, 1 - 1e-6)
    predictions = (probabilities >= 0.5).astype(int)
    fpr, tpr, _ = roc_curve(labels, probabilities, drop_intermediate=False)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "weights": weights.tolist(),
        "accuracy": accuracy_score(labels, predictions),
        "auc": roc_auc_score(labels, probabilities),
        "log_loss": log_loss(labels, clipped),
        "brier": brier_score_loss(labels, probabilities),
        "ece": ece(labels, probabilities),
        "weighted_accuracy": accuracy_score(labels, predictions, sample_weight=weights),
        "weighted_auc": roc_auc_score(labels, probabilities, sample_weight=weights),
        "weighted_log_loss": log_loss(labels, clipped, sample_weight=weights),
        "weighted_brier": brier_score_loss(labels, probabilities, sample_weight=weights),
        "false_positive_rates": fpr.tolist(),
        "true_positive_rates": tpr.tolist(),
    }


def main():
    random = numpy.random.default_rng(SEED)
    cases = []
    for name, count, decimals in [("distinct", 150, 6), ("tied", 180, 1), ("heavily tied", 60, 0), ("few", 4, 3)]:
        probabilities = random.uniform(size=count)
        labels = (random.uniform(size=count) < probabilities).astype(int)
        labels[:2] = [0, 1]
        noisy = 1 / (1 + numpy.exp(-(1.5 * numpy.log(probabilities / (1 - probabilities)) + random.normal(size=count))))
        weights = numpy.round(random.uniform(0.1, 3, size=count), 3)
        cases.append(case(name, labels, numpy.round(noisy, decimals), weights))
    fixture = {
        "numpy": numpy.__version__,
        "scikit-learn": sklearn.__version__,
        "seed": SEED,
        "cases": cases,
    }
    json.dump(fixture, sys.stdout, indent=None, separators=(",", ":"))
    print()


main()

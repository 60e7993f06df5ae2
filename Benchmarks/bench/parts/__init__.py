"""The parts of the benchmark, in the order in which they run and are shown."""

from ..part import Part
from . import budgets, busy, case, logistic, precedents, predict, public, quality, reader, service, train, trees

PARTS: list[Part] = [
    *trees.PARTS,
    *busy.PARTS,
    *reader.PARTS,
    *train.PARTS,
    *logistic.PARTS,
    *predict.PARTS,
    *case.PARTS,
    *precedents.PARTS,
    *service.PARTS,
    *quality.PARTS,
    *public.PARTS,
    *budgets.PARTS,
]

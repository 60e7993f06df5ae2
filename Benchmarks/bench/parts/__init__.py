"""The parts of the benchmark, in the order in which they run and are shown."""

from ..part import Part
from . import logistic, train, trees

PARTS: list[Part] = [*trees.PARTS, *train.PARTS, *logistic.PARTS]

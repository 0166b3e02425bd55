"""Trees that put candidates in order: LightGBM's LambdaMART, grown from the questions of the past. Loaded when first needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType

import numpy as np

from .bags import Vector

SEEDS = 6
ROUNDS = 70
WRONG = 80  # candidates a question that are not right, drawn by chance
SETTINGS = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "label_gain": [0, 1],
    "learning_rate": 0.1,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


def lightgbm() -> ModuleType:
    """The library, which takes a second to load: only a ranking that has been trained needs it."""
    return import_module("lightgbm")


@dataclass(frozen=True)
class Example:
    """A question's candidates: one row each, which are right, and how much the question counts."""

    table: Vector
    right: Vector
    weight: float = 1.0


@dataclass(frozen=True)
class Forest:
    """Several models as text; the score is their sum."""

    texts: tuple[str, ...]

    @cached_property
    def _models(self) -> list[object]:
        return [lightgbm().Booster(model_str=text) for text in self.texts]

    def scores(self, table: Vector) -> Vector:
        """One number a row, larger for what fits better."""
        return sum(model.predict(table, num_threads=1) for model in self._models)


def grow(examples: Sequence[Example], directions: Sequence[int]) -> Forest:
    """`directions` says of each column whether more of it speaks for a candidate (1), against it (-1) or either (0)."""
    return Forest(tuple(_tree(examples, directions, seed) for seed in range(SEEDS)))


def _tree(examples: Sequence[Example], directions: Sequence[int], seed: int) -> str:
    chance = np.random.default_rng(seed)
    drawn = [_drawn(example, chance) for example in examples if example.right.any()]
    data = lightgbm().Dataset(
        np.concatenate([each.table for each in drawn]),
        np.concatenate([each.right for each in drawn]).astype(int),
        weight=np.concatenate([np.full(len(each.right), each.weight) for each in drawn]),
        group=[len(each.right) for each in drawn],
    )
    settings = SETTINGS | {"seed": seed, "monotone_constraints": list(directions)}
    return lightgbm().train(settings, data, ROUNDS).model_to_string()


def _drawn(example: Example, chance: np.random.Generator) -> Example:
    right, wrong = np.flatnonzero(example.right), np.flatnonzero(~example.right)
    kept = chance.choice(wrong, min(WRONG, len(wrong)), replace=False)
    rows = np.concatenate([right, kept])
    return Example(example.table[rows], example.right[rows], example.weight)

"""Small linear models with readable weights: for every feature a weight for each class."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from processor.reading import learned


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Softmax regression over features that are present or absent."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class; they sum to 1."""
        scores = list(self.bias)
        for feature in features:
            for index, weight in enumerate(self.weights.get(feature, ())):
                scores[index] += weight
        top = max(scores)
        exponentials = [math.exp(score - top) for score in scores]
        return {name: value / sum(exponentials) for name, value in zip(self.classes, exponentials, strict=True)}


@cache
def load(name: str) -> LinearModel:
    """The model learned/<name>.json, as `training` wrote it."""
    stored = json.loads(learned.path_of(f"{name}.json").read_text(encoding="utf-8"))
    weights = {feature: tuple(values) for feature, values in stored["weights"].items()}
    return LinearModel(tuple(stored["classes"]), tuple(stored["bias"]), weights)

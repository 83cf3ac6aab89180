"""A linear model over named features: weights in one small file, read with numpy alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError

NONE = "NONE"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial logistic regression: one column of `weights` a class, one row a feature."""

    classes: tuple[str, ...]
    index: Mapping[str, int]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]
    quiet: frozenset[str] = frozenset()  # words that are none without looking further

    def probabilities(self, features: Iterable[str], base: NDArray[np.float32] | None = None) -> dict[str, float]:
        """Chance of each class given the features that hold; unknown features do not count.

        `base` is what other features, which many things have in common, add up to: see `sum_of`.
        """
        scores = self.sum_of(features) + self.intercept
        if base is not None:
            scores += base
        scores -= scores.max()
        odds = np.exp(scores)
        odds /= odds.sum()
        return dict(zip(self.classes, odds.tolist(), strict=True))

    def chances_against(self, label: str, sums: Sequence[NDArray[np.float32]]) -> list[float]:
        """For each sum of all its features the chance of any class but one."""
        scores = np.array(sums) + self.intercept
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: list[float] = (1 - odds[:, self.classes.index(label)] / odds.sum(axis=1)).tolist()
        return chances

    def sum_of(self, features: Iterable[str]) -> NDArray[np.float32]:
        """The weights of features added up, one number a class."""
        index = self.index
        rows = [row for name in features if (row := index.get(name)) is not None]
        total: NDArray[np.float32] = np.add.reduce(self.weights.take(rows, axis=0), axis=0)
        return total

    def against(self, label: str, prefix: str) -> frozenset[str]:
        """What stands after a prefix in the features that speak more for some other class than for this one."""
        names = [name for name in self.index if name.startswith(prefix)]
        best = self.weights[[self.index[name] for name in names]].argmax(axis=1) if names else ()
        column = self.classes.index(label)
        return frozenset(name.removeprefix(prefix) for name, most in zip(names, best, strict=True) if most != column)

    def strongest(self, features: Iterable[str], label: str, count: int = 5) -> list[tuple[str, float]]:
        """The features that speak most for a class, with their weights, strongest first."""
        column = self.classes.index(label)
        found = [(name, float(self.weights[self.index[name], column])) for name in features if name in self.index]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:count]


def load_model(path: Path) -> LinearModel:
    """Raises ModelError where the file is missing or not such a model."""
    try:
        with np.load(path, allow_pickle=False) as data:
            names = str(data["features"]).split("\n")
            return LinearModel(
                tuple(str(data["classes"]).split("\n")),
                {name: row for row, name in enumerate(names)},
                data["weights"].astype(np.float32),
                data["intercept"].astype(np.float32),
                frozenset(filter(None, str(data["quiet"]).split("\n"))),
            )
    except (OSError, KeyError, ValueError) as wrong:
        raise ModelError(f"{path}: not the weights of the learned coder: {wrong}") from wrong


def save_model(model: LinearModel, path: Path) -> None:
    """Weights to three digits, so that the same training gives the same bytes."""
    names = sorted(model.index, key=lambda name: model.index[name])
    np.savez_compressed(
        path,
        features=np.array("\n".join(names)),
        classes=np.array("\n".join(model.classes)),
        weights=np.round(model.weights, 3).astype(np.float16),
        intercept=np.round(model.intercept, 3).astype(np.float32),
        quiet=np.array("\n".join(sorted(model.quiet))),
    )

"""A linear model over named features: weights in one small file, read with numpy alone."""

from collections.abc import Iterable, Mapping
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

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Chance of each class given the features that hold; unknown features do not count."""
        index = self.index
        rows = [row for name in features if (row := index.get(name)) is not None]
        scores = self.intercept + self.weights[rows].sum(axis=0, dtype=np.float32)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.classes, (odds / odds.sum()).tolist(), strict=True))

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

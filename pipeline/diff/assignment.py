"""The best one-to-one assignment between two lists, by the scores of their pairs."""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

A = TypeVar("A")
B = TypeVar("B")

_ORDER = 1e-6
"""What a pair loses by standing in another place: enough to decide between equals, and nothing else."""


def assigned(
    olds: Sequence[A], news: Sequence[B], score: Callable[[A, B], float], least: float
) -> list[tuple[int, int]]:
    """Pairs of indexes whose scores, all of them above ``least``, have the largest sum; in order.

    >>> assigned(["a b", "c"], ["c", "a b d"], lambda x, y: len(set(x.split()) & set(y.split())), 0.5)
    [(0, 1), (1, 0)]
    """
    if not olds or not news:
        return []
    places = max(len(olds), len(news))
    worth = np.array([[score(old, new) for new in news] for old in olds], dtype=float)
    cost = -np.where(worth > least, worth - least, 0)
    rows, columns = np.indices(cost.shape)
    cost += _ORDER * np.abs(rows - columns) / places
    pairs = _least(cost) if len(olds) <= len(news) else [(i, j) for j, i in _least(cost.T)]
    return sorted((i, j) for i, j in pairs if worth[i, j] > least)


def _least(cost: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> list[tuple[int, int]]:
    """A column for each row, at the least cost (the Hungarian method by shortest augmenting paths)."""
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        shortest = np.full(columns + 1, math.inf)
        before = np.zeros(columns + 1, dtype=int)
        seen = np.zeros(columns + 1, dtype=bool)
        while owner[column]:
            seen[column] = True
            reduced = cost[owner[column] - 1] - of_row[owner[column]] - of_column[1:]
            closer = ~seen[1:] & (reduced < shortest[1:])
            shortest[1:][closer], before[1:][closer] = reduced[closer], column
            following = int(np.argmin(np.where(seen[1:], math.inf, shortest[1:]))) + 1
            step = shortest[following]
            of_row[owner[seen]] += step
            of_column[seen] -= step
            shortest[~seen] -= step
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = int(before[column])
    return [(int(owner[column]) - 1, column - 1) for column in range(1, columns + 1) if owner[column]]

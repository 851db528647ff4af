"""What scikit-learn and NumPy say of cuts in time and of forecasts.

    python3 bench/references/forecasts.py engine/src/test/resources/reference

writes forecasts.json there: the folds of TimeSeriesSplit and of KFold without shuffling; errors of predictions; the
continuous ranked probability score as an integral over the steps of the draws' distribution and, for the fair form, as a
double sum over all pairs of draws; interval coverage, width and score.

Needs Debian's python3-sklearn.
"""
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import (mean_absolute_error, mean_absolute_percentage_error, mean_squared_error, r2_score)
from sklearn.model_selection import KFold, TimeSeriesSplit

folder = Path(sys.argv[1])
command = "python3 bench/references/forecasts.py engine/src/test/resources/reference"
versions = f"Python {sys.version.split()[0]}, NumPy {np.__version__}, scikit-learn {sklearn.__version__}"


def spans(rows):
    """Consecutive rows as [first, one after the last]."""
    cuts = np.flatnonzero(np.diff(rows) != 1) + 1
    return [[int(s[0]), int(s[-1]) + 1] for s in np.split(rows, cuts)]


def folds(splitter, n):
    return [{"train": spans(train), "test": spans(test)[0]} for train, test in splitter.split(np.zeros(n))]


splits = []
for n, k, window, test, gap in [(104, 5, 0, 0, 0), (6, 5, 0, 0, 0), (23, 3, 0, 0, 0), (156, 5, 0, 4, 2), (208, 10, 52, 0, 0),
                                (52, 4, 20, 6, 3), (100, 2, 0, 0, 0), (17, 4, 5, 0, 1), (30, 5, 0, 4, 9)]:
    splitter = TimeSeriesSplit(n_splits=k, max_train_size=window or None, test_size=test or None, gap=gap)
    splits.append({"rows": n, "folds": k, "window": window, "test": test, "gap": gap, "expected": folds(splitter, n)})
blocks = [{"rows": n, "folds": k, "expected": folds(KFold(k), n)} for n, k in [(104, 5), (23, 4), (5, 5), (10, 2)]]


def integral(y, draws):
    """The CRPS of one period, by the definition: the distribution of the draws is constant between its steps."""
    steps = np.unique(np.append(draws, y))
    heights = np.array([np.mean(draws <= z) - (y <= z) for z in steps[:-1]])
    return float(np.sum(heights ** 2 * np.diff(steps)))


def fair(y, draws):
    m = len(draws)
    pairs = np.abs(draws[:, None] - draws[None, :]).sum()
    return float(np.abs(draws - y).mean() - pairs / (2 * m * (m - 1)))


rng = np.random.default_rng(8)
forecasts = []
for name, n, scale, shift in (("weekly", 52, 30.0, 500.0), ("small", 4, 1.0, 2.0), ("negative", 13, 2.0, 0.3)):
    y = np.round(rng.normal(shift, scale, n), 6)
    p = np.round(shift + 0.7 * (y - shift) + rng.normal(0, scale / 2, n), 6)
    draws = np.round(p + rng.normal(0, scale / 2, (40, n)), 4)
    lower, upper = np.round(p - scale * .7, 6), np.round(p + scale * .8, 6)
    level = 0.9
    rmse = mean_squared_error(y, p) ** 0.5
    inside = (lower <= y) & (y <= upper)
    score = (upper - lower) + 2 / (1 - level) * (np.maximum(lower - y, 0) + np.maximum(y - upper, 0))
    forecasts.append({
        "name": name, "actual": y.tolist(), "predicted": p.tolist(), "draws": draws.tolist(), "lower": lower.tolist(),
        "upper": upper.tolist(), "level": level,
        "rSquared": r2_score(y, p), "rmse": rmse, "nrmseByRange": rmse / np.ptp(y), "nrmseByMean": rmse / abs(y.mean()),
        "mae": mean_absolute_error(y, p), "mape": mean_absolute_percentage_error(y, p),
        "weightedMape": np.abs(y - p).sum() / np.abs(y).sum(), "smape": float(np.mean(2 * np.abs(y - p) / (np.abs(y) + np.abs(p)))),
        "ensemble": [integral(y[t], draws[:, t]) for t in range(n)], "fair": [fair(y[t], draws[:, t]) for t in range(n)],
        "coverage": inside.mean(), "width": float(np.mean(upper - lower)), "score": score.mean()})

(folder / "forecasts.json").write_text(
    json.dumps({"command": command, "versions": versions, "splits": splits, "blocks": blocks, "forecasts": forecasts}) + "\n")

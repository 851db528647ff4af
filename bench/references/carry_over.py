#!/usr/bin/env python3
"""Reference values of carry-over and saturation, written down from their formulas.

    python3 bench/references/carry_over.py engine/src/test/resources/reference

writes carry_over.json there. Every adstock is computed twice, in two ways that share nothing but the formula (a convolution
and a sum over lags; pandas and a sum over lags), and the script stops unless they agree to 1e-13.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from scipy.stats import weibull_min

folder = Path(sys.argv[1])
# A flighted series: bursts, pauses, one odd week. 0 at the start and inside.
x = np.array([0, 0, 12.5, 8, 0, 0, 0, 3.25, 7, 7, 7.5, 0, 0, 0, 0, 0, 20, 0, 1e-3, 0, 4, 5, 6, 7, 8, 9, 0, 0, 2, 11,
              0.5, 0, 0, 0, 0, 0, 0, 0, 16, 3])
n = len(x)


def by_lags(weights):
    return np.array([math.fsum(weights[l] * x[t - l] for l in range(min(t, len(weights) - 1) + 1)) for t in range(n)])


def kernel(name, lags, at, weights, normalised):
    w = np.asarray(weights, dtype=float)
    if normalised:
        w = w / math.fsum(w)
    convolved = np.convolve(x, w)[:n]
    summed = by_lags(w)
    assert np.allclose(convolved, summed, rtol=1e-13, atol=1e-15), name
    return {"name": name, "lags": lags, "normalised": normalised, "at": at, "weights": w.tolist(), "values": summed.tolist()}


adstocks = []
for normalised in (True, False):
    for lags, r in ((8, 0.5), (12, 0.87), (3, 0.0), (60, 0.3), (4, 1.0)):
        adstocks.append(kernel("geometric", lags, [r], [r ** l for l in range(lags + 1)], normalised))
    for lags, r, peak in ((8, 0.5, 2.0), (12, 0.9, 3.7), (5, 0.2, 0.0)):
        adstocks.append(kernel("delayed", lags, [r, peak], [r ** ((l - peak) ** 2) for l in range(lags + 1)], normalised))
    for lags, r in ((8, 0.5), (12, 0.85), (5, 0.1), (4, 1.0)):
        adstocks.append(kernel("binomial", lags, [r], [(1 - l / (lags + 1)) ** (1 / r - 1) for l in range(lags + 1)], normalised))
    for lags, shape, scale in ((10, 0.7, 2.0), (39, 2.0, 5.5), (6, 1.0, 0.6)):
        survival = [1.0] + [weibull_min.sf(l, shape, scale=scale) for l in range(1, lags + 1)]
        adstocks.append(kernel("weibullCdf", lags, [shape, scale], np.cumprod(survival), normalised))
        density = weibull_min.pdf(np.arange(1, lags + 2), shape, scale=scale)
        stretched = (density - density.min()) / (density.max() - density.min())
        adstocks.append(kernel("weibullPdf", lags, [shape, scale], stretched, normalised))

# Robyn: the scale is a share of the series, the kernel as long as the series, nothing normalised.
robyn = []
for periods, shape, share in ((n, 0.9, 0.08), (n, 2.5, 0.1), (n, 1.3, 0.5)):
    scale = float(np.round(np.quantile(np.arange(1, periods + 1), share)))
    survival = np.append(1.0, weibull_min.sf(np.arange(1, periods), shape, scale=scale))
    density = weibull_min.pdf(np.arange(1, periods + 1), shape, scale=scale)
    for name, w in (("weibullCdf", np.cumprod(survival)),
                    ("weibullPdf", (density - density.min()) / (density.max() - density.min()))):
        values = by_lags(w)
        assert np.allclose(np.convolve(x, w)[:n], values, rtol=1e-13, atol=1e-15)
        robyn.append({"name": name, "shape": shape, "share": share, "scale": scale, "values": values.tolist()})

endless = []
for r in (0.0, 0.3, 0.7, 0.95):
    whole = by_lags([r ** l for l in range(n)])
    endless.append({"name": "recursive", "normalised": False, "at": [r], "values": whole.tolist()})
    endless.append({"name": "recursive", "normalised": True, "at": [r], "values": ((1 - r) * whole).tolist()})
    mean = pd.Series(x).ewm(alpha=1 - r).mean().to_numpy()
    weight = np.cumsum([r ** l for l in range(n)])
    assert np.allclose(mean, whole / weight, rtol=1e-13, atol=1e-15)
    endless.append({"name": "runningMean", "normalised": True, "at": [r], "values": mean.tolist()})

points = np.array([0, 1e-9, 0.02, 0.4, 0.8, 1, 1.7, 3, 12.5])
saturations = [
    ("hill", [1.0, 0.8], points / (points + 0.8)),
    ("hill", [2.3, 0.8], points ** 2.3 / (points ** 2.3 + 0.8 ** 2.3)),
    ("hill", [0.6, 1.9], points ** 0.6 / (points ** 0.6 + 1.9 ** 0.6)),
    ("logistic", [3.0], -np.expm1(-3 * points) / (1 + np.exp(-3 * points))),
    ("logistic", [0.25], -np.expm1(-0.25 * points) / (1 + np.exp(-0.25 * points))),
    ("michaelisMenten", [1.3], points / (1.3 + points)),
    ("tanh", [0.7], np.tanh(points / 0.7)),
    ("root", [0.5], np.sqrt(points)),
    ("root", [0.31], points ** 0.31),
    ("log1p", [1.0], np.log1p(points)),
    ("log1p", [4.0], np.log1p(points / 4)),
    ("identity", [], points),
]

# Half-lives: the smallest time by which half of the weights' sum is over, what remains falling exponentially in each period.
shares = []
for name, at, w in (("geometric", [0.6], 0.6 ** np.arange(9)), ("delayed", [0.5, 2.0], 0.5 ** ((np.arange(9) - 2.0) ** 2))):
    w = w / w.sum()
    remaining = np.append(1.0, 1 - np.cumsum(w))
    l = int(np.argmax(remaining[1:] <= 0.5))
    half = l + math.log(0.5 / remaining[l]) / math.log(remaining[l + 1] / remaining[l])
    shares.append({"name": name, "lags": 8, "at": at, "immediate": float(w[0]), "meanLag": float(np.arange(9) @ w), "halfLife": half})

# Both together, on the series divided by its maximum.
z = x / x.max()
stock = np.convolve(z, 0.6 ** np.arange(9) / np.sum(0.6 ** np.arange(9)))[:n]
first = stock ** 1.4 / (stock ** 1.4 + 0.3 ** 1.4)
bent = z ** 1.4 / (z ** 1.4 + 0.3 ** 1.4)
second = np.convolve(bent, 0.6 ** np.arange(9) / np.sum(0.6 ** np.arange(9)))[:n]

result = {
    "command": "python3 bench/references/carry_over.py engine/src/test/resources/reference",
    "versions": f"numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}",
    "x": x.tolist(), "kernels": adstocks, "robyn": robyn, "endless": endless,
    "points": points.tolist(),
    "saturations": [{"name": name, "at": at, "values": values.tolist()} for name, at, values in saturations],
    "shares": shares,
    "carryOver": {"series": z.tolist(), "lags": 8, "at": [0.6, 1.4, 0.3], "carryOverFirst": first.tolist(), "saturationFirst": second.tolist()},
}
(folder / "carry_over.json").write_text(json.dumps(result) + "\n")

"""What statsmodels says of unit roots, stationarity and cointegration.

    python3 bench/references/unit_roots.py engine/src/test/resources/reference

writes unit_roots.json there.

Needs Debian's python3-statsmodels.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import statsmodels
from statsmodels.tsa.adfvalues import mackinnoncrit, mackinnonp
from statsmodels.tsa.stattools import _kpss_autolag, adfuller, coint, kpss

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
command = "python3 bench/references/unit_roots.py engine/src/test/resources/reference"
versions = f"Python {sys.version.split()[0]}, NumPy {np.__version__}, statsmodels {statsmodels.__version__}"
AROUND = {"NOTHING": "n", "LEVEL": "c", "TREND": "ct"}

rng = np.random.default_rng(21)


def ar(n, phi, scale=1.0):
    e = rng.normal(0, scale, n)
    y = np.empty(n)
    y[0] = e[0]
    for t in range(1, n):
        y[t] = phi * y[t - 1] + e[t]
    return y


n = 156
walk = np.cumsum(rng.normal(0, 1, n))
series = {
    "noise": rng.normal(5, 1, 104), "walk": walk, "slow": 50 + ar(208, 0.95), "trend": 10 + 0.1 * np.arange(n) + ar(n, 0.4),
    "drift": np.cumsum(rng.normal(0.5, 1, 120)), "seasonal": 20 + 5 * np.sin(2 * np.pi * np.arange(n) / 52) + rng.normal(0, 1, n),
    "short": 3 + ar(26, 0.5), "zero weeks": np.where(np.arange(104) % 9 < 5, 0.0, 10 + ar(104, 0.3)),
}
series = {name: np.round(y, 6) for name, y in series.items()}
tests = []
for name, y in series.items():
    for around, code in AROUND.items():
        statistic, p, lags, rows, critical, _ = adfuller(y, regression=code, autolag="AIC")
        fixed = adfuller(y, regression=code, maxlag=2, autolag=None)
        case = {"series": name, "around": around, "adf": statistic, "adfP": p, "adfLags": lags, "adfRows": rows,
                "critical": critical["5%"], "adf2": fixed[0], "adf2P": fixed[1], "adf2Rows": fixed[3]}
        if around != "NOTHING":
            statistic, p, lags, _ = kpss(y, regression=code, nlags="auto")
            five = kpss(y, regression=code, nlags=5)
            case |= {"kpss": statistic, "kpssP": p, "kpssLags": lags, "kpss5": five[0], "kpss5P": five[1]}
        tests.append(case)

x = np.round(np.column_stack([walk] + [np.cumsum(rng.normal(0, 1, n)) for _ in range(4)]), 6)
outcomes = {"together": np.round(2 + 1.5 * walk + ar(n, 0.5), 6), "apart": np.round(np.cumsum(rng.normal(0, 1, n)), 6)}
together = []
for name, y in outcomes.items():
    for columns in range(1, 6):
        for around in ("LEVEL", "TREND"):
            statistic, p, critical = coint(y, x[:, :columns], trend=AROUND[around], autolag="aic")
            together.append({"outcome": name, "columns": columns, "around": around, "statistic": statistic, "p": p,
                             "critical": critical[1]})


def levels_and_changes(y, x):
    """Both regressions, and the standard error of their difference from the influence of each row on it."""
    level_x, step_x = np.column_stack([x, np.ones(len(y))]), np.diff(x, axis=0)
    level = np.linalg.lstsq(level_x, y, rcond=None)[0]
    step = np.linalg.lstsq(step_x, np.diff(y), rcond=None)[0]
    residuals = y - level_x @ level
    apart = (level_x * residuals[:, None]) @ np.linalg.inv(level_x.T @ level_x)
    moved = (step_x * (np.diff(y) - step_x @ step)[:, None]) @ np.linalg.inv(step_x.T @ step_x)
    errors = []
    for j in range(x.shape[1]):
        z = apart[:, j].copy()
        z[1:] -= moved[:, j]
        lags = max(1, _kpss_autolag(z, len(z)))
        errors.append(np.sqrt(z @ z + 2 * sum((1 - k / (lags + 1)) * (z[k:] @ z[:-k]) for k in range(1, lags + 1))))
    return {"levels": level[:-1].tolist(), "changes": step.tolist(), "errors": errors,
            "rSquared": 1 - residuals @ residuals / np.sum((y - y.mean()) ** 2),
            "durbinWatson": np.sum(np.diff(residuals) ** 2) / (residuals @ residuals)}


changes = [{"outcome": name, "columns": columns, **levels_and_changes(y, x[:, :columns])}
           for name, y in outcomes.items() for columns in (1, 3, 5)]

# The response surfaces over their whole range, also where a test seldom goes.
surface = [{"around": around, "series": k, "statistic": tau, "p": mackinnonp(tau, regression=code, N=k)}
           for around, code in AROUND.items() for k in range(1, 7 if around != "NOTHING" else 2)
           for tau in (-40.0, -9.5, -4.4, -3.4, -2.7, -1.5, -0.4, 0.5, 0.8, 1.6, 3.0)]
critical = [{"around": around, "series": k, "rows": rows, "value": mackinnoncrit(N=k, regression=code, nobs=rows)[1]}
            for around, code in AROUND.items() for k in range(1, 7 if around != "NOTHING" else 2) for rows in (25, 104, 1000)]

(folder / "unit_roots.json").write_text(json.dumps({
    "command": command, "versions": versions, "series": {k: v.tolist() for k, v in series.items()}, "tests": tests,
    "columns": x.T.tolist(), "outcomes": {k: v.tolist() for k, v in outcomes.items()}, "together": together, "changes": changes,
    "surface": surface, "critical": critical}, default=float) + "\n")

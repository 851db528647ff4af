"""Reference values of a media mix: penalties as scikit-learn counts them, added columns, a two-year season, correlated errors.

    python3 bench/references/media_mix.py FRAMING.csv engine/src/test/resources/reference

writes media_mix.json. FRAMING.csv is the data set "framing" of R's package mediation (Brader, Valentino and Suhay 2008); only
what is computed from it is written.

Needs Debian's python3-sklearn, python3-statsmodels and python3-scipy.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.optimize import minimize
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import RobustScaler, StandardScaler
from statsmodels.tsa.seasonal import STL

framing, folder = sys.argv[1], Path(sys.argv[2])
rng = np.random.default_rng(20240103)


def rounded(values):
    """As they are written, so that both sides compute from the same digits."""
    return np.round(np.asarray(values, dtype=float), 6)


# Two years of weeks: three columns that go together, and errors with a memory.
weeks = 104
common = rng.normal(size=weeks)
x = rounded(np.column_stack([50 + 9 * common + 6 * rng.normal(size=weeks), np.exp(0.4 * common + 0.7 * rng.normal(size=weeks)),
                             3 * rng.normal(size=weeks)]))
errors = np.zeros(weeks)
for t in range(weeks):
    errors[t] = (0.6 * errors[t - 1] if t else 0) + rng.normal()
y = rounded(400 + 2 * x[:, 0] + 15 * x[:, 1] - 4 * x[:, 2] + 12 * errors)

penalised = []
for name, scaler in (("standard", StandardScaler()), ("robust", RobustScaler())):
    scaled = scaler.fit_transform(x)
    for model, fit in (("ridge", Ridge(alpha=1.0, tol=1e-14, solver="cholesky")), ("ridge", Ridge(alpha=40.0, solver="cholesky")),
                       ("lasso", Lasso(alpha=5.0, tol=1e-14, max_iter=1_000_000))):
        fit.fit(scaled, y)
        penalised.append({"scaling": name, "model": model, "alpha": fit.alpha,
                          "coefficients": list(fit.coef_ / scaler.scale_)})


def added(outcome, columns, column, units):
    """Newey and West for one unit; Driscoll and Kraay for several."""
    n = len(outcome)
    periods = n // units
    lags = int(4 * (periods / 100) ** (2 / 9))
    dummies = np.kron(np.eye(units), np.ones((periods, 1)))
    design = np.column_stack([dummies, columns, column])
    fit = sm.OLS(outcome, design).fit()
    scores = np.zeros((periods, design.shape[1]))
    for row in range(n):
        scores[row % periods] += design[row] * fit.resid[row]
    middle = scores.T @ scores
    for k in range(1, lags + 1):
        cross = scores[k:].T @ scores[:-k]
        middle += (1 - k / (lags + 1)) * (cross + cross.T)
    bread = np.linalg.inv(design.T @ design)
    covariance = bread @ middle @ bread * n / (n - design.shape[1])
    error = math.sqrt(covariance[-1, -1])
    if units == 1:
        hac = fit.get_robustcov_results("HAC", maxlags=lags, use_correction=True, use_t=True)
        assert abs(hac.bse[-1] - error) < 1e-10 * error
        assert abs(hac.pvalues[-1] - 2 * scipy.stats.t.sf(abs(fit.params[-1]) / error, n - design.shape[1])) < 1e-12
    return {"units": units, "coefficient": fit.params[-1], "standardError": error,
            "pValue": 2 * scipy.stats.t.sf(abs(fit.params[-1]) / error, n - design.shape[1]),
            "plainPValue": fit.pvalues[-1], "lags": lags}


tests = [added(y, x[:, :2], x[:, 2], 1), added(y, x[:, 1:], x[:, 0], 1), added(y, x[:, :2], x[:, 2], 2),
         added(y, x[:, 1:], x[:, 0], 4)]

# Two years, a season of 52 weeks: R's stl(s.window = "periodic") as statsmodels computes it; R itself wants one week more.
series = rounded(200 + 0.4 * np.arange(weeks) + 25 * np.sin(2 * np.pi * np.arange(weeks) / 52) + 8 * rng.normal(size=weeks))


def odd(number):
    return number + 1 - number % 2


window = 10 * weeks + 1
trend, low_pass = odd(math.ceil(1.5 * 52 / (1 - 1.5 / window))), 53
fit = STL(series, period=52, seasonal=window, seasonal_deg=0, trend=trend, low_pass=low_pass,
          seasonal_jump=math.ceil(window / 10), trend_jump=math.ceil(trend / 10),
          low_pass_jump=math.ceil(low_pass / 10)).fit(inner_iter=2, outer_iter=0)
seasonal = np.array([fit.seasonal[t % 52::52].mean() for t in range(weeks)])

# The indirect effect of a news frame through emotion on writing to Congress, both equations linear, with errors of a given
# correlation: the maximum of the joint normal likelihood, found by a search that knows nothing of a closed form.
data = pd.read_csv(framing)
controls = np.column_stack([np.ones(len(data)), data["age"], data["income"], data["gender"] == "male"]
                           + [data["educ"] == level for level in sorted(data["educ"].unique())[1:]]).astype(float)
treated, emotion, outcome = (data[c].to_numpy(dtype=float) for c in ("treat", "emo", "cong_mesg"))
first = np.column_stack([treated, controls])
second = np.column_stack([emotion, treated, controls])


def indirect(rho):
    """a · b at the maximum of the likelihood; scaled columns, so that the search is well posed."""
    s1, s2 = first.std(axis=0), second.std(axis=0)
    s1[s1 == 0], s2[s2 == 0] = 1, 1
    left, right = first / s1, second / s2
    start = np.concatenate([np.linalg.lstsq(left, emotion, rcond=None)[0], np.linalg.lstsq(right, outcome, rcond=None)[0],
                            [math.log(3.0), math.log(0.5)]])
    k = left.shape[1]

    def loss(p):
        e1 = (emotion - left @ p[:k]) * math.exp(-p[-2])
        e2 = (outcome - right @ p[k:-2]) * math.exp(-p[-1])
        n = len(e1)
        q = (e1 @ e1 - 2 * rho * (e1 @ e2) + e2 @ e2) / (1 - rho**2)
        d1 = (e1 - rho * e2) / (1 - rho**2)
        d2 = (e2 - rho * e1) / (1 - rho**2)
        gradient = np.concatenate([-(left.T @ d1) * math.exp(-p[-2]), -(right.T @ d2) * math.exp(-p[-1]),
                                   [n - d1 @ e1, n - d2 @ e2]])
        return 0.5 * q + n * (p[-2] + p[-1]), gradient

    best = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 10000})
    best = minimize(loss, best.x, jac=True, method="BFGS", options={"gtol": 1e-10, "maxiter": 10000})
    assert np.abs(best.jac).max() < 1e-5, best.message
    return best.x[0] / s1[0] * best.x[k] / s2[0]


rhos = [-0.9, -0.6, -0.3, 0.0, 0.2, 0.4, 0.7, 0.9]
e1 = emotion - first @ np.linalg.lstsq(first, emotion, rcond=None)[0]
e2 = outcome - first @ np.linalg.lstsq(first, outcome, rcond=None)[0]

# What R's medsens starts from: a probit of writing on emotion, the frame and the controls.
names = ["intercept", "age", "income", "male"] + [f"educ{i}" for i in range(controls.shape[1] - 4)]
probit = sm.Probit(outcome, second).fit(method="newton", tol=1e-14, disp=0)
assert np.abs(probit.model.score(probit.params)).max() < 1e-8

out = {
    "command": "python3 bench/references/media_mix.py FRAMING.csv engine/src/test/resources/reference",
    "versions": f"Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}, "
                f"scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}",
    "x": [list(column) for column in x.T],
    "y": list(y),
    "penalised": penalised,
    "added": tests,
    "season": {"period": 52, "values": list(series), "seasonal": list(seasonal), "trend": list(fit.trend)},
    "framing": {"rho": rhos, "indirect": [indirect(r) for r in rhos], "zeroAt": float(e1 @ e2 / math.sqrt((e1 @ e1) * (e2 @ e2))),
                "probit": dict(zip(["emo", "treat"] + names, map(float, probit.params)))},
}
(folder / "media_mix.json").write_text(json.dumps(out, indent=1) + "\n")

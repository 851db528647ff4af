"""Reference values of bounded least squares and of recursive elimination.

usage: python3 bench/references/penalised.py engine/src/test/resources/reference

reads penalised.csv in that folder (made by penalised.R) and writes there
  bounded.json      scipy.optimize.lsq_linear (bounded-variable least squares) on rows extended by sqrt(ridge): limits of all kinds,
                    a start from nothing, more columns than rows under a ridge penalty
  elimination.json  numpy: recursive elimination by least squares and by ridge, within each fold and on all rows

Needs Debian's python3-scipy.
"""
import json, os, sys
import numpy as np, scipy
from scipy.optimize import lsq_linear

FOLDER = sys.argv[1]
COMMAND = "python3 bench/references/penalised.py engine/src/test/resources/reference"
VERSIONS = f"numpy {np.__version__}, scipy {scipy.__version__}"


def write(name, cases):
    with open(os.path.join(FOLDER, name), "w") as f:
        f.write(f'{{"command": {json.dumps(COMMAND)}, "versions": {json.dumps(VERSIONS)}, "cases": [\n')
        f.write(",\n".join(json.dumps(c) for c in cases) + "]}\n")


def finite(v):
    return [x if np.isfinite(x) else np.sign(x) * 1e300 for x in np.asarray(v, float)]


def bounded(name, rng, n, p, ridge, lower, upper, common):
    x = rng.normal(size=(n, p)) + common * rng.normal(size=(n, 1))
    y = x @ rng.normal(size=p) + rng.normal(size=n)
    x, y = np.round(x, 6), np.round(y, 6)
    extended = np.vstack([x, np.diag(np.sqrt(ridge))])
    found = lsq_linear(extended, np.concatenate([y, np.zeros(p)]), bounds=(lower, upper), method="bvls", tol=1e-15, max_iter=10000)
    assert found.success and found.optimality < 1e-8, (name, found.optimality)
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "ridge": list(ridge), "lower": finite(lower), "upper": finite(upper),
            "coefficients": found.x.tolist(), "places": [int(m) for m in found.active_mask]}


def bounded_cases():
    rng = np.random.default_rng(31)
    inf = np.inf
    return [
        bounded("not negative", rng, 40, 10, np.zeros(10), np.zeros(10), np.full(10, inf), 1),
        bounded("boxes", rng, 60, 12, rng.uniform(0, 3, 12), rng.uniform(-1, 0, 12), rng.uniform(.01, .5, 12), 1),
        bounded("some free", rng, 30, 8, np.zeros(8), np.array([-inf, 0, -inf, .2, 0, -inf, -.1, 0]), np.array([inf, inf, 0, .8, .1, -.3, inf, inf]), 2),
        bounded("more columns than rows", rng, 15, 30, np.full(30, .5), np.zeros(30), np.full(30, inf), 0),
        bounded("one column", rng, 10, 1, np.array([.1]), np.array([0.]), np.array([.5]), 0),
        bounded("many", rng, 120, 60, np.zeros(60), np.full(60, -.2), np.full(60, .2), 1),
    ]


def fit(x, y, w, penalty):
    """Ridge as glmnet has it: (1/2) sum w (y - b0 - z g)^2 / sum w + penalty / (2 sd(y)) sum g^2 on standardised columns z."""
    w = w / w.sum()
    mean, centre = w @ x, w @ y
    sd = np.sqrt(w @ (x - mean) ** 2)
    z = (x - mean) / sd
    penalty = penalty / np.sqrt(w @ (y - centre) ** 2)
    g = np.linalg.solve(z.T @ (w[:, None] * z) + penalty * np.eye(x.shape[1]), z.T @ (w * (y - centre)))
    return g, lambda new: centre + ((new - mean) / sd) @ g


def eliminate(x, y, w, penalty, kept):
    """Column sets from all down to the kept ones (or one), and what was dropped in turn."""
    columns, sets, dropped = list(range(x.shape[1])), [], []
    while True:
        g, predict = fit(x[:, columns], y, w, penalty)
        sets.append((list(columns), predict))
        able = [(abs(g[i]), c) for i, c in enumerate(columns) if c not in kept]
        if not able or len(columns) == 1:
            return sets, dropped
        drop = min(able)[1]
        columns.remove(drop)
        dropped.append(drop)


def elimination(name, x, y, w, fold, penalty, kept):
    errors, weights = [], []
    for k in np.unique(fold):
        test = fold == k
        sets, _ = eliminate(x[~test], y[~test], w[~test], penalty, kept)
        errors.append([np.average((y[test] - predict(x[test][:, c])) ** 2, weights=w[test]) for c, predict in sets])
        weights.append(w[test].sum())
    errors, weights = np.array(errors), np.array(weights)
    mean = np.average(errors, axis=0, weights=weights)
    se = np.sqrt(np.average((errors - mean) ** 2, axis=0, weights=weights) / (len(weights) - 1))
    sets, dropped = eliminate(x, y, w, penalty, kept)
    sizes = [len(c) for c, _ in sets]
    best = max(i for i in range(len(mean)) if mean[i] == mean.min())
    simplest = max(i for i in range(len(mean)) if mean[i] <= mean[best] + se[best])
    return {"name": name, "penalty": penalty, "kept": kept, "weighted": bool((w != 1).any()), "order": dropped, "sizes": sizes,
            "errors": mean.tolist(), "standardErrors": se.tolist(), "best": sets[best][0], "simplest": sets[simplest][0]}


def main():
    write("bounded.json", bounded_cases())
    data = np.genfromtxt(os.path.join(FOLDER, "penalised.csv"), delimiter=",", names=True)
    x = np.column_stack([data[f"x{j}"] for j in range(1, 9)])
    y, w, fold = data["y"], data["weight"], data["fold"]
    write("elimination.json", [
        elimination("least squares", x, y, np.ones(len(y)), fold, 0.0, []),
        elimination("ridge", x, y, w, fold, 0.3, []),
        elimination("kept", x, y, w, fold, 0.05, [5, 3]),
    ])


main()

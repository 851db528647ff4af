#!/usr/bin/env python3
"""The cross-fitted AIPW recipe of the public analysis, to solver precision, on a small slate log with given folds.

    ./elsewise simulate slate --set effect=0.02 --rows 4000 --seed 4 --out log.csv
    python3 bench/references/slate_aipw.py folds log.csv > engine/src/test/resources/reference/slate_log.csv
    python3 bench/references/slate_aipw.py fit engine/src/test/resources/reference

"folds" adds a column of three folds, stratified on the treatment. "fit" reads slate_log.csv and writes there
    slate_scores.csv   propensity (not clipped), outcome means and score of each row
    slate_aipw.json    lift, standard errors, fold metrics and the segment tables

The recipe: propensity and outcome are logistic regressions with C = 1; the outcome model is pooled over the arms, the
treatment a standardised and penalised feature; one-hot levels with fewer than 50 training rows pooled; propensity clipped
to [0.01, 0.99] in the score (mu1 - mu0) + t (y - mu1) / e - (1 - t) (y - mu0) / (1 - e). Here the solver goes to the end
(largest gradient below 1e-8, checked), where the analysis stopped at scikit-learn's default tolerance.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMERIC = ["history_len", "candidate_set_size", "title_length", "abstract_length", "hour", "day_of_week",
           "log_item_exposures"]
CATEGORIES = ["category", "subcategory"]
CLIP, MIN_FREQUENCY = 0.01, 50
SUPPORT = {"rows": 100, "treated": 10, "control": 50}
FOLDS = 3


def with_folds(file):
    log = pd.read_csv(file)
    rng = np.random.default_rng(42)
    log["fold"] = 0
    for arm in (0, 1):
        rows = np.flatnonzero(log["is_top_3"] == arm)
        log.loc[rows, "fold"] = rng.permutation(np.arange(len(rows)) % FOLDS)
    log.to_csv(sys.stdout, index=False)


def fitted(numeric, train, outcome):
    features = ColumnTransformer(
        [("number", Pipeline([("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler())]), numeric),
         ("category", Pipeline([("impute", SimpleImputer(strategy="most_frequent")),
                                ("levels", OneHotEncoder(handle_unknown="infrequent_if_exist",
                                                         min_frequency=MIN_FREQUENCY))]), CATEGORIES)],
        sparse_threshold=0)
    model = Pipeline([("features", features), ("model", LogisticRegression(solver="newton-cholesky", tol=1e-12,
                                                                           max_iter=10_000))])
    model.fit(train[numeric + CATEGORIES], outcome)
    rest = model.predict_proba(train)[:, 1] - outcome
    gradient = np.append(model["features"].transform(train).T @ rest + model["model"].coef_[0], rest.sum())
    if np.abs(gradient).max() > 1e-8:
        raise SystemExit(f"the largest gradient is {np.abs(gradient).max():.1e}")
    return model


def metrics(y, p):
    return {"rocAuc": roc_auc_score(y, p), "averagePrecision": average_precision_score(y, p),
            "brier": brier_score_loss(y, p)}


def cut(values, edges, labels):
    return pd.cut(values, edges, labels=labels, include_lowest=True).astype(str)


def segments(log, by):
    table = []
    for level, part in log.groupby(by, dropna=False):
        treated, control = part[part["is_top_3"] == 1], part[part["is_top_3"] == 0]
        if (len(part) < SUPPORT["rows"] or len(treated) < SUPPORT["treated"] or len(control) < SUPPORT["control"]):
            continue
        error = part["score"].std(ddof=1) / np.sqrt(len(part))
        table.append({"by": by, "segment": level, "rows": len(part), "treated": len(treated), "control": len(control),
                      "treatedMean": treated["clicked"].mean(), "controlMean": control["clicked"].mean(),
                      "naive": treated["clicked"].mean() - control["clicked"].mean(),
                      "value": part["score"].mean(), "standardError": error})
    return sorted(table, key=lambda row: -row["value"])


def clustered(score, cluster):
    """sqrt(sum over clusters of (sum of score - mean)^2) / n, and times sqrt(G / (G - 1))."""
    sums = (score - score.mean()).groupby(cluster).sum()
    plain = np.sqrt((sums**2).sum()) / len(score)
    return {"clusters": len(sums), "plain": plain, "corrected": plain * np.sqrt(len(sums) / (len(sums) - 1))}


def fit(folder):
    log = pd.read_csv(folder / "slate_log.csv")
    log["log_item_exposures"] = np.log1p(log["item_exposures"])
    t, y, fold = (log[column].to_numpy() for column in ("is_top_3", "clicked", "fold"))
    e, mu1, mu0 = (np.full(len(log), np.nan) for _ in range(3))
    quality = []
    for k in range(FOLDS):
        held = fold == k
        train, rest = log[~held].assign(treatment=t[~held]), log[held]
        propensity = fitted(NUMERIC, train, t[~held])
        outcome = fitted(NUMERIC + ["treatment"], train, y[~held])
        e[held] = propensity.predict_proba(rest)[:, 1]
        mu1[held] = outcome.predict_proba(rest.assign(treatment=1))[:, 1]
        mu0[held] = outcome.predict_proba(rest.assign(treatment=0))[:, 1]
        quality.append({"fold": k, "propensity": metrics(t[held], e[held]),
                        "outcome": metrics(y[held], np.where(t[held] == 1, mu1[held], mu0[held]))})
    clipped = np.clip(e, CLIP, 1 - CLIP)
    score = (mu1 - mu0) + t * (y - mu1) / clipped - (1 - t) * (y - mu0) / (1 - clipped)
    log["score"] = score
    numerator = t * (y - mu0) - (1 - t) * clipped / (1 - clipped) * (y - mu0)
    att = numerator.sum() / t.sum()
    influence = (numerator - att * t) / t.mean()

    log["history"] = cut(log["history_len"], [-1, 0, 10, 30, 100, np.inf], ["0", "1-10", "11-30", "31-100", "101+"])
    log["slate"] = cut(log["candidate_set_size"], [0, 10, 25, 50, 100, np.inf],
                       ["1-10", "11-25", "26-50", "51-100", "101+"])
    log["exposure"] = pd.qcut(log["item_exposures"].rank(method="first"), 4,
                              labels=["Q1 lowest", "Q2", "Q3", "Q4 highest"]).astype(str)
    log["time"] = cut(log["hour"], [-1, 5, 11, 16, 20, 23],
                      ["overnight", "morning", "afternoon", "evening", "late_evening"])
    scores = pd.DataFrame({"row": np.arange(len(log)), "propensity": e, "mu1": mu1, "mu0": mu0, "score": score})
    scores.to_csv(folder / "slate_scores.csv", index=False)
    result = {
        "command": "python3 bench/references/slate_aipw.py fit engine/src/test/resources/reference",
        "versions": f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}, numpy {np.__version__}",
        "rows": len(log), "treatedRate": t.mean(), "outcomeMean": y.mean(),
        "clipped": int(((e < CLIP) | (e > 1 - CLIP)).sum()),
        "naive": {"value": y[t == 1].mean() - y[t == 0].mean()},
        "everyone": {"value": score.mean(), "standardErrorDivisorNMinus1": score.std(ddof=1) / np.sqrt(len(score)),
                     "standardErrorDivisorN": score.std(ddof=0) / np.sqrt(len(score)),
                     "byUser": clustered(log["score"], log["user_id"]),
                     "byImpression": clustered(log["score"], log["impression_id"])},
        "treated": {"value": att, "standardErrorDivisorN": np.sqrt((influence**2).mean() / len(t))},
        "folds": quality, "support": SUPPORT,
        "segments": [row for by in ("category", "subcategory", "history", "slate", "exposure", "time")
                     for row in segments(log, by)]}
    (folder / "slate_aipw.json").write_text(json.dumps(result, indent=1) + "\n")


if sys.argv[1] == "folds":
    with_folds(sys.argv[2])
elif sys.argv[1] == "fit":
    fit(Path(sys.argv[2]))
else:
    raise SystemExit(__doc__)

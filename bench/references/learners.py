#!/usr/bin/env python3
"""Reference fits of scikit-learn on mixed.csv, and its metrics on predictions with ties.

    python3 bench/references/learners.py engine/src/test/resources/reference

reads mixed.csv in that folder and writes there
    logistic.json     LogisticRegression in the pipeline of the public analysis, fitted without each fold
    ridge.json        Ridge in the same pipeline
    heldout.csv       predictions of both for every row, by the model that has not seen it
    metrics.json      ROC AUC, average precision, Brier score, log loss and R2 of given predictions

Objectives (x standardised with the population standard deviation, one 0/1 column a level, none dropped; intercept b not
penalised): logistic  C * sum log(1 + exp(-y (x'w + b))) + w'w / 2,  y = +1 or -1;  ridge  sum (y - x'w - b)^2 + alpha w'w.
Every gradient is checked here: its largest component must be below 1e-8.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, r2_score, roc_auc_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

MIN_FREQUENCY, C, ALPHA = 20, 1.0, 2.5
NUMERIC = ["tenure", "visits", "income", "rating", "treatment"]
CATEGORIES = ["region", "device"]
folder = Path(sys.argv[1])
data = pd.read_csv(folder / "mixed.csv")
command = "python3 bench/references/learners.py engine/src/test/resources/reference"
versions = f"scikit-learn {sklearn.__version__}, numpy {np.__version__}"


def pipeline(model):
    numeric = Pipeline([("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler())])
    categories = Pipeline([("impute", SimpleImputer(strategy="most_frequent")),
                           ("levels", OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=MIN_FREQUENCY))])
    return Pipeline([("features", ColumnTransformer([("number", numeric, NUMERIC), ("category", categories, CATEGORIES)],
                                                    sparse_threshold=0)), ("model", model)])


def described(fitted, train):
    features, model = fitted["features"], fitted["model"]
    numeric = features.named_transformers_["number"]
    names = [name.split("__", 1)[1] for name in features.get_feature_names_out()]
    return {"trainingRows": len(train),
            "medians": dict(zip(NUMERIC, numeric["impute"].statistics_.tolist())),
            "means": dict(zip(NUMERIC, numeric["scale"].mean_.tolist())),
            "standardDeviations": dict(zip(NUMERIC, numeric["scale"].scale_.tolist())),
            "modes": dict(zip(CATEGORIES, features.named_transformers_["category"]["impute"].statistics_.tolist())),
            "pooled": {column: [] if levels is None else levels.tolist() for column, levels in
                       zip(CATEGORIES, features.named_transformers_["category"]["levels"].infrequent_categories_)},
            "intercept": float(np.ravel(model.intercept_)[0]),
            "coefficients": dict(zip(names, np.ravel(model.coef_).tolist()))}


def logistic(train):
    fitted = pipeline(LogisticRegression(C=C, solver="newton-cholesky", tol=1e-12, max_iter=10_000)).fit(
        train[NUMERIC + CATEGORIES], train["bought"])
    x, p = fitted["features"].transform(train), fitted.predict_proba(train)[:, 1]
    w, y = fitted["model"].coef_[0], train["bought"].to_numpy()
    gradient = np.append(C * x.T @ (p - y) + w, np.sum(p - y))
    return fitted, np.abs(gradient).max()


def ridge(train):
    fitted = pipeline(Ridge(alpha=ALPHA, solver="cholesky")).fit(train[NUMERIC + CATEGORIES], train["spend"])
    x, w = fitted["features"].transform(train), fitted["model"].coef_
    rest = fitted.predict(train) - train["spend"].to_numpy()
    gradient = np.append(x.T @ rest + ALPHA * w, np.sum(rest))
    return fitted, np.abs(gradient).max()


heldout = pd.DataFrame({"row": data["row"], "fold": data["fold"], "bought": np.nan, "spend": np.nan})
folds = {"logistic": [], "ridge": []}
for fold in range(3):
    train, held = data[data["fold"] != fold], data[data["fold"] == fold]
    for kind, fit, outcome in (("logistic", logistic, "bought"), ("ridge", ridge, "spend")):
        fitted, gradient = fit(train)
        if gradient > 1e-8:
            raise SystemExit(f"{kind}, fold {fold}: the largest gradient is {gradient:.1e}")
        predicted = fitted.predict_proba(held)[:, 1] if kind == "logistic" else fitted.predict(held)
        heldout.loc[held.index, outcome] = predicted
        y = held[outcome]
        scores = ({"rocAuc": roc_auc_score(y, predicted), "averagePrecision": average_precision_score(y, predicted),
                   "brier": brier_score_loss(y, predicted), "logLoss": log_loss(y, predicted)} if kind == "logistic"
                  else {"r2": r2_score(y, predicted)})
        folds[kind].append({"fold": fold, **described(fitted, train), "largestGradient": float(gradient), "heldOut": scores})

common = {"command": command, "versions": versions, "minFrequency": MIN_FREQUENCY, "numeric": NUMERIC,
          "categories": CATEGORIES}
for kind, settings in (("logistic", {"outcome": "bought", "C": C}), ("ridge", {"outcome": "spend", "alpha": ALPHA})):
    (folder / f"{kind}.json").write_text(json.dumps({**common, **settings, "folds": folds[kind]}, indent=1) + "\n")
heldout.to_csv(folder / "heldout.csv", index=False)

rng = np.random.default_rng(77)
cases = {}
for name, p in {"tenths": np.round(rng.beta(2, 3, 60), 1).clip(.1, .9), "distinct": rng.beta(2, 3, 60),
                "constant": np.full(60, .25), "two values": rng.choice([.2, .7], 60)}.items():
    y = (rng.random(60) < p).astype(int)
    cases[name] = {"outcome": y.tolist(), "predicted": p.tolist(), "rocAuc": roc_auc_score(y, p),
                   "averagePrecision": average_precision_score(y, p), "brier": brier_score_loss(y, p),
                   "logLoss": log_loss(y, p)}
y, p = rng.normal(3, 2, 40), rng.normal(3, 2, 40)
cases["continuous"] = {"outcome": y.tolist(), "predicted": ((y + p) / 2).tolist(), "r2": r2_score(y, (y + p) / 2)}
(folder / "metrics.json").write_text(json.dumps({"command": command, "versions": versions, "cases": cases}, indent=1) + "\n")

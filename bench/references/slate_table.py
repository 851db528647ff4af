#!/usr/bin/env python3
"""Derives the table of slate sizes and clicks that the slate world draws from.

    python3 bench/references/slate_table.py > engine/src/main/resources/dev/elsewise/simulate/slates.csv

Needs numpy and scipy (1.9 or later, for the integer programme). Prints the table on standard output and how well it
meets each published figure on standard error.

A public analysis of the first 20,000 impressions (slates) of the MIND-small news log prints figures about them but not
the number of slates of each size. Given here are the printed figures; sought are, for each size K = 2, ..., 294, the
number of slates n_K among 20,000 and the mean number of clicks m_K of a slate of that size.

Sizes. log n_K (K > 2) is the smoothest curve in log K, in the sense of the least squared third derivative (so that
without data it would be a lognormal curve), which meets the figures; then whole numbers near the curve meet the exact
figures exactly, by an integer linear programme. Exact figures: slates, slates of two, items shown in each rank bucket
(hence the rows), the largest size. To their printed digits: mean and standard deviation of the size over rows, and its
quartiles. Within sampling error: rows and treated rows by slate bucket, which were printed for a random sample of
150,000 of the rows.

Clicks. m_K - 1 is positive (every slate has a click), and log(m_K - 1) is the smoothest curve in log K, in the sense of
the least squared second derivative, within sampling error of the clicks by rank bucket, by slate bucket and treatment,
and meets the total exactly.
"""
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, least_squares, milp

SLATES, ROWS, CLICKS, LARGEST = 20_000, 737_762, 29_894, 294
TWOS = 1_354
MEAN_SIZE, SD_SIZE = 76.6542, 52.7167
QUARTILES = {0.25: 36, 0.50: 66, 0.75: 108}
# Rank bucket (first and last rank): items shown, clicks.
RANKS = {(1, 1): (20_000, 2_229), (2, 3): (38_646, 3_729), (4, 10): (114_987, 6_828), (11, 25): (181_168, 7_455),
         (26, 50): (177_476, 5_340), (51, LARGEST): (205_485, 4_313)}
# Slate bucket: treated and control rows and their click rates, in a random sample of SAMPLE rows.
SAMPLE = 150_000
BUCKETS = {(2, 10): (3_068, 2_797, .2627, .1376), (11, 25): (2_895, 14_056, .0739, .0706),
           (26, 50): (3_030, 32_086, .0462, .0430), (51, 100): (2_052, 46_411, .0249, .0265),
           (101, LARGEST): (968, 42_637, .0134, .0169)}

K = np.arange(2, LARGEST + 1, dtype=float)
top = np.minimum(K, 3)
scale = ROWS / SAMPLE


def between(low, high):
    return ((K >= low) & (K <= high)).astype(float)


def ranked(low, high):
    """How many ranks from low to high a slate of each size has."""
    return np.clip(np.minimum(K, high) - low + 1, 0, None)


def sampling_sd(count):
    """Of a count in the whole that was estimated by a count in the sample, drawn without replacement."""
    return scale * np.sqrt(count * (1 - count / SAMPLE) * (1 - SAMPLE / ROWS))


def differences(x, order):
    """Divided differences of that order on an uneven grid, scaled so that their squares integrate over x."""
    d = np.eye(len(x))
    for k in range(1, order + 1):
        step = x[k:] - x[:-k]
        d = k * (d[1:] - d[:-1]) / step[:, None]
    width = (x[order:] - x[:-order]) / order
    return d * np.sqrt(width)[:, None]


def sizes():
    sum_squares = MEAN_SIZE * ROWS
    sum_cubes = (SD_SIZE**2 * (ROWS - 1) / ROWS + MEAN_SIZE**2) * ROWS
    features, targets, sds = [], [], []

    def figure(feature, target, sd):
        features.append(feature), targets.append(target), sds.append(sd)

    for (low, high), (items, _) in RANKS.items():
        figure(ranked(low, high), items, 0.5)
    figure(K**2, sum_squares, 0.00005 * ROWS)
    figure(K**3, sum_cubes, 0.0001 * SD_SIZE * ROWS)
    for share, size in QUARTILES.items():
        figure(K * (K < size) + K * (K == size) / 2, share * ROWS, 500)
    for (low, high), (treated, control, _, _) in BUCKETS.items():
        figure(K * between(low, high), (treated + control) * scale, sampling_sd(treated + control))
        figure(top * between(low, high), treated * scale, sampling_sd(treated))
    features, targets, sds = np.array(features), np.array(targets), np.array(sds)

    smooth = 0.05 * differences(np.log(K[1:]), 3)

    def counts(eta):
        return np.concatenate([[TWOS], np.exp(eta)])

    def residuals(eta):
        return np.concatenate([(features @ counts(eta) - targets) / sds, smooth @ eta])

    def jacobian(eta):
        return np.vstack([features[:, 1:] * np.exp(eta) / sds[:, None], smooth])

    x = np.log(K[1:])
    eta = 8 - 0.5 * ((x - 3.0) / 0.9) ** 2 - x
    eta += np.log((SLATES - TWOS) / np.exp(eta).sum())
    fit = least_squares(residuals, eta, jacobian, ftol=1e-15, xtol=1e-15, gtol=1e-12)
    curve = counts(fit.x)

    # Whole numbers: least sum of |n - curve| / sqrt(curve), with n from floor(curve) - 1 to floor(curve) + 2.
    base = np.floor(curve)
    m = len(K)
    weight = 1 / np.sqrt(np.maximum(curve, 0.3))
    # Variables: n (m), then u >= |n - curve| (m).
    eye = np.eye(m)
    rows = [LinearConstraint(np.hstack([eye, -eye]), -np.inf, curve), LinearConstraint(np.hstack([eye, eye]), curve, np.inf)]

    def exactly(feature, low, high):
        rows.append(LinearConstraint(np.concatenate([feature, np.zeros(m)])[None, :], low, high))

    for (low, high), (items, _) in RANKS.items():
        exactly(ranked(low, high), items, items)
    exactly(K**2 / ROWS, MEAN_SIZE - 4e-5, MEAN_SIZE + 4e-5)
    exactly(K**3 / ROWS, sum_cubes / ROWS - 0.004, sum_cubes / ROWS + 0.004)
    for share, size in QUARTILES.items():
        place = share * (ROWS - 1)
        exactly(K * (K < size), 0, np.floor(place))
        exactly(K * (K <= size), np.ceil(place) + 1, ROWS)
    lower, upper = np.maximum(base - 1, 0), base + 2
    lower[0] = upper[0] = TWOS
    lower[-1] = max(lower[-1], 1)
    whole = milp(np.concatenate([np.zeros(m), weight]), constraints=rows,
                 integrality=np.concatenate([np.ones(m), np.zeros(m)]),
                 bounds=Bounds(np.concatenate([lower, np.zeros(m)]), np.concatenate([upper, np.full(m, np.inf)])),
                 options={"mip_rel_gap": 0.1})
    if whole.x is None:
        raise SystemExit("no whole numbers meet the exact figures: " + whole.message)
    n = np.round(whole.x[:m]).astype(int)
    report("sizes, curve", features @ curve, targets, sds)
    report("sizes, whole", features @ n, targets, sds)
    return n


def clicks(n):
    rate = 1 / K
    features, targets, sds = [], [], []

    def figure(feature, target, sd):
        features.append(feature * n * rate), targets.append(target), sds.append(sd)

    figure(K, CLICKS, 0.01)
    for (low, high), (_, count) in RANKS.items():
        figure(ranked(low, high), count, np.sqrt(count))
    for (low, high), (treated, control, treated_rate, control_rate) in BUCKETS.items():
        treated_clicks, control_clicks = treated * treated_rate, control * control_rate
        figure(top * between(low, high), treated_clicks * scale, sampling_sd(treated_clicks))
        figure((K - top) * between(low, high), control_clicks * scale, sampling_sd(control_clicks))
    features, targets, sds = np.array(features), np.array(targets), np.array(sds)
    smooth = differences(np.log(K), 2)

    def residuals(zeta):
        return np.concatenate([(features @ (1 + np.exp(zeta)) - targets) / sds, smooth @ zeta])

    def jacobian(zeta):
        return np.vstack([features * np.exp(zeta) / sds[:, None], smooth])

    fit = least_squares(residuals, np.full(len(K), np.log(0.4)), jacobian, ftol=1e-15, xtol=1e-15, gtol=1e-12)
    mean = 1 + np.exp(fit.x)
    report("clicks", features @ mean, targets, sds)
    return mean


def report(title, fitted, targets, sds):
    print(title, file=sys.stderr)
    for f, t, s in zip(fitted, targets, sds):
        print(f"  {f:18.2f} for {t:18.2f}: off by {(f - t) / s:6.2f} of {s:.2f}", file=sys.stderr)


n = sizes()
mean = clicks(n)
print("size,slates,clicks")
for size, slates, m in zip(K.astype(int), n, mean):
    print(f"{size},{slates},{m:.4f}")

#!/usr/bin/env python3
"""Makes mixed.csv: 2,000 customers with missing values, rare levels and a fold column, for the reference fits.

    python3 bench/references/mixed_data.py > engine/src/test/resources/reference/mixed.csv

Of the levels of "device" some have fewer than 20 rows in all, some only outside one fold, and "kiosk" occurs in fold 2
alone, so the model that predicts fold 2 has never seen it.
"""
import sys

import numpy as np
import pandas as pd

rng = np.random.default_rng(2302)
n = 2_000
tenure = np.round(rng.gamma(2.0, 9.0, n), 2)
visits = rng.poisson(4, n)
income = np.round(rng.lognormal(3.4, 0.5, n), 1)
rating = np.round(rng.normal(0, 1, n) + 0.03 * tenure, 3)
region = rng.choice(["north", "south", "east", "west", "islands", "abroad"], n, p=[.34, .27, .2, .13, .052, .008])
devices = ["phone", "tablet", "laptop", "desktop", "tv", "watch", "console", "reader", "fridge", "car", "glasses", "ring"]
device = rng.choice(devices, n, p=np.array([700, 420, 310, 220, 130, 80, 45, 31, 29, 27, 6, 2]) / 2000).astype(object)
fold = rng.permutation(np.arange(n) % 3)
device[rng.choice(np.flatnonzero(fold == 2), 9, replace=False)] = "kiosk"
household = rng.integers(0, 700, n)

effect_of_region = {"north": 0, "south": .3, "east": -.2, "west": .1, "islands": .5, "abroad": -.6}
effect_of_device = dict(zip(devices + ["kiosk"], [0, .2, -.1, .3, -.4, .1, .2, -.3, .5, -.2, .4, -.8, .6]))
score = (.04 * (tenure - 18) + .12 * (visits - 4) - .015 * (income - 34) + .3 * rating
         + np.array([effect_of_region[r] + effect_of_device[d] for r, d in zip(region, device)]))
treatment = (rng.random(n) < 1 / (1 + np.exp(.7 - .6 * score))).astype(int)
bought = (rng.random(n) < 1 / (1 + np.exp(1.1 - .8 * score - .5 * treatment))).astype(int)
spend = np.round(20 + 6 * score + 4 * treatment + rng.normal(0, 8, n), 2)

frame = pd.DataFrame({"row": np.arange(n), "fold": fold, "household": household, "tenure": tenure, "visits": visits,
                      "income": income, "rating": rating, "region": region, "device": device, "treatment": treatment,
                      "bought": bought, "spend": spend})
frame.loc[rng.random(n) < .07, "income"] = np.nan
frame.loc[rng.random(n) < .03, "rating"] = np.nan
frame.loc[rng.random(n) < .04, "device"] = np.nan
frame.to_csv(sys.stdout, index=False)

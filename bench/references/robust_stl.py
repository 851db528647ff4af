"""Robust seasonal parts of series with an even number of rows, by statsmodels.

    python3 bench/references/robust_stl.py engine/src/test/resources/reference

reads stl.json there, for its series, and writes robust_stl.json.

R's stl and statsmodels' STL are the same algorithm, but for an even number of rows R may scale the residuals by something
other than their median. The windows and jumps are those of R, but for
the low-pass window of an odd period, which statsmodels wants longer than the period.

Needs Debian's python3-statsmodels.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
import statsmodels
from statsmodels.tsa.seasonal import STL

folder = Path(sys.argv[1])
command = "python3 bench/references/robust_stl.py engine/src/test/resources/reference"
versions = f"Python {sys.version.split()[0]}, NumPy {np.__version__}, statsmodels {statsmodels.__version__}"


def odd(number):
    return number + 1 - number % 2


cases = []
for series in json.loads((folder / "stl.json").read_text())["series"]:
    y, period = np.array(series["values"]), series["period"]
    if len(y) % 2 == 1:
        continue
    for window in (7, 13, 35):
        trend, low_pass = odd(math.ceil(1.5 * period / (1 - 1.5 / window))), odd(period + 1)
        fit = STL(y, period=period, seasonal=window, seasonal_deg=0, trend=trend, low_pass=low_pass, robust=True,
                  seasonal_jump=math.ceil(window / 10), trend_jump=math.ceil(trend / 10),
                  low_pass_jump=math.ceil(low_pass / 10)).fit(inner_iter=1, outer_iter=15)
        cases.append({"period": period, "values": y.tolist(), "seasonalWindow": window, "lowPassWindow": low_pass, **{
            name: [float(f"{v:.12g}") for v in part]
            for name, part in (("seasonal", fit.seasonal), ("trend", fit.trend), ("weights", fit.weights))}})
(folder / "robust_stl.json").write_text(json.dumps({"command": command, "versions": versions, "cases": cases}) + "\n")

"""Times whole media mixes, from the file to the report: a weekly shop with search, and forty regions.

usage: python3 bench/mix.py [--rounds 3] [--draws 1000] [--folder DIR]

The data are made by `elsewise simulate mix`. Each round is a whole process: data, fit, bootstrap, 5-fold validation, stability, plan, report.
Needs nothing but Python; seconds are those of this machine, and are told beside how busy it was.
"""
import argparse, os, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ELSEWISE = os.path.join(ROOT, "elsewise")

STUDY = """version: 1
title: What do five channels bring?
data: %(data)s
time: week
%(unit)smix:
  outcome: revenue
  channels: {facebook: facebook, instagram: instagram, tiktok: tiktok, snapchat: snapchat, google: google}
  controls:
    price: {column: price, sign: negative}
    promotion: {column: promotion, sign: positive}
    followers: followers
  mediators: [google]
  carry-over: {geometric: {lags: 8}}
  saturation: {hill: {slope: 1}}
  baseline: {trend: linear, fourier: 2}
  validation: {scheme: expanding, folds: 5}
  draws: {count: %(draws)d}
  plan: {goal: maximise}
graph: |
  facebook, instagram, tiktok, snapchat, followers, trend, season -> google
  facebook, instagram, tiktok, snapchat, google, price, promotion, followers, trend, season -> revenue
seed: 42
"""


def simulate(folder, name, weeks, geos):
    path = os.path.join(folder, name + ".csv")
    rows = weeks * geos
    knobs = ["--set", f"geos={geos}"] if geos > 1 else []
    subprocess.run([ELSEWISE, "simulate", "mix", "--rows", str(rows), "--seed", "7", "--out", path, *knobs], check=True, stdout=subprocess.DEVNULL)
    return path


def run(study, out):
    begin = time.perf_counter()
    process = subprocess.Popen([ELSEWISE, "run", study, "--quiet", "--out", out], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"elsewise run {study} failed")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--folder", default=None)
    a = parser.parse_args()
    folder = a.folder or tempfile.mkdtemp(prefix="elsewise-mix-")
    for name, weeks, geos in (("shop", 208, 1), ("regions", 156, 40)):
        data = simulate(folder, name, weeks, geos)
        study = os.path.join(folder, name + ".yaml")
        with open(study, "w") as f:
            f.write(STUDY % {"data": data, "draws": a.draws, "unit": "unit: geo\n" if geos > 1 else ""})
        runs = [run(study, os.path.join(folder, name)) for _ in range(a.rounds)]
        wall, cpu, memory = (statistics.median(r[i] for r in runs) for i in range(3))
        print(f"{name}: {geos} x {weeks} weeks x 5 channels, {a.draws} draws: {wall:.1f} s, {cpu:.1f} s of processors, {memory:.0f} MB"
              f" (median of {a.rounds}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()})")


if __name__ == "__main__":
    main()

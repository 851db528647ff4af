"""Races `elsewise run` against the same recipe on scikit-learn, on the same CSV file, and prints medians and the ratio.

usage: python3 bench/race.py [--rows 737762] [--rounds 5] [--seed 7] [--memory 4g] [--no-compare]

Needs Debian's python3-sklearn and python3-pandas. The log is made by bench/peers/gen_impressions.py. Runs alternate; each is a
whole process, from start to result files (ours also writes the HTML report). Peak memory is the largest resident set that the
kernel reports for the process. After the race both run once more with the same column of folds, where the estimates must agree.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def timed(command, env=None):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{err}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=737762)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--memory", default=None)
    parser.add_argument("--no-compare", action="store_true", help="without the run on one column of folds")
    parser.add_argument("--folder", default=None, help="keeps the log here between races")
    a = parser.parse_args()
    folder = a.folder or tempfile.mkdtemp(prefix="elsewise-race-")
    log = os.path.join(folder, f"impressions-{a.rows}-{a.seed}.csv")
    if not os.path.exists(log):
        print(f"making {log}", file=sys.stderr)
        subprocess.run([sys.executable, os.path.join(HERE, "peers", "gen_impressions.py"), log, str(a.rows), str(a.seed)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([os.path.join(ROOT, "elsewise"), "--version"], stdout=subprocess.DEVNULL, check=False)
    t_ours, t_peer, m_ours, m_peer = [], [], [], []
    for i in range(a.rounds):
        t, m, ours = elsewise(folder, log, a)
        t_ours.append(t), m_ours.append(m)
        t, m, theirs = sklearn(log)
        t_peer.append(t), m_peer.append(m)
        print(f"round {i + 1}: ours {t_ours[-1]:.2f} s {m_ours[-1]:.0f} MB; scikit-learn {t_peer[-1]:.2f} s {m_peer[-1]:.0f} MB", file=sys.stderr)
    o, p = statistics.median(t_ours), statistics.median(t_peer)
    print(f"{a.rows:,} rows, {a.rounds} rounds, medians: elsewise {o:.2f} s, {statistics.median(m_ours):.0f} MB;"
          f" scikit-learn {p:.2f} s, {statistics.median(m_peer):.0f} MB; {p / o:.1f} times as fast")
    for check in ours["checks"]:
        if check["name"] == "propensity calibration by decile":
            print(f"this log's own calibration verdict: {check['verdict']} ({check['advice'].split('.')[0]}.)")
    if not a.no_compare:
        compare(folder, log, a)
    if not a.folder:
        shutil.rmtree(folder)


def elsewise(folder, log, a, more=""):
    study = os.path.join(folder, "race.yaml")
    with open(study, "w") as f:
        f.write(f"version: 1\nrecipe: seed-002\ndata: {log}\nsample: {{rows: {a.rows}}}\nreport: {{distinct: []}}\n{more}")
    result = os.path.join(folder, "result")
    memory = ["--memory", a.memory] if a.memory else []
    t, m, _ = timed([os.path.join(ROOT, "elsewise"), "run", study, "--out", result] + memory)
    return t, m, json.load(open(os.path.join(result, "result.json")))


def sklearn(log):
    t, m, out = timed([sys.executable, os.path.join(HERE, "peers", "aipw_sklearn.py"), log])
    return t, m, json.loads(out.strip().splitlines()[-1])


def compare(folder, log, a):
    """One run each on the log with a column of folds: what is left is the solvers' tolerance."""
    folded = os.path.join(folder, "folded.csv")
    with open(log) as source, open(folded, "w") as target:
        target.write(source.readline().rstrip("\n") + ",fold\n")
        for row, line in enumerate(source):
            target.write(f"{line.rstrip(chr(10))},{(row * 2654435761 >> 16) % 3}\n")
    _, _, ours = elsewise(folder, folded, a, "estimators: [{aipw: {folds: {column: fold}, propensity: {logistic: {penalty: 1.0}},"
                          " outcome: {logistic: {penalty: 1.0}}, arms: pooled, divisor: n-1, clip: 0.01, excludeDeterministic: false}}]\n")
    _, _, theirs = sklearn(folded)
    estimate = next(e for e in ours["estimates"] if e["id"] == "aipw")
    apart = abs(estimate["value"] - theirs["dr"]) / theirs["se"]
    print(f"one column of folds for both: ours {estimate['value']:.7f} (se {estimate['standardError']:.7f}),"
          f" theirs {theirs['dr']:.7f} (se {theirs['se']:.7f}); {apart:.5f} standard errors apart")
    if not apart < 0.01:
        sys.exit("the estimates differ by more than 0.01 standard errors")


main()

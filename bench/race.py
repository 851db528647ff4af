"""Races `elsewise run` against the same recipe on scikit-learn, on the same CSV file, and prints medians and the ratio.

usage: python3 bench/race.py [--rows 737762] [--rounds 5] [--seed 7] [--memory 4g]

Needs Debian's python3-sklearn and python3-pandas. The log is made by bench/peers/gen_impressions.py; a fold column is given to
both, so that the estimates can be compared to rounding. Runs alternate; each is a whole process, from start to result files
(ours also writes the HTML report). Peak memory is the largest resident set that the kernel reports for the process.
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
    parser.add_argument("--folder", default=None, help="keeps the log here between races")
    a = parser.parse_args()
    folder = a.folder or tempfile.mkdtemp(prefix="elsewise-race-")
    log = os.path.join(folder, f"impressions-{a.rows}-{a.seed}.csv")
    if not os.path.exists(log):
        print(f"making {log}", file=sys.stderr)
        subprocess.run([sys.executable, os.path.join(HERE, "peers", "gen_impressions.py"), log, str(a.rows), str(a.seed)], check=True, stdout=subprocess.DEVNULL)
    study = os.path.join(folder, "race.yaml")
    with open(study, "w") as f:
        f.write(f"version: 1\nrecipe: seed-002\ndata: {log}\nsample: {{rows: {a.rows}}}\nreport: {{distinct: []}}\n")
    result = os.path.join(folder, "result")
    ours = [os.path.join(ROOT, "elsewise"), "run", study, "--out", result] + (["--memory", a.memory] if a.memory else [])
    peer = [sys.executable, os.path.join(HERE, "peers", "aipw_sklearn.py"), log]
    subprocess.run([ours[0], "--version"], stdout=subprocess.DEVNULL, check=False)
    t_ours, t_peer, m_ours, m_peer = [], [], [], []
    for i in range(a.rounds):
        t, m, out = timed(ours)
        t_ours.append(t), m_ours.append(m)
        estimate = next(e for e in json.load(open(os.path.join(result, "result.json")))["estimates"] if e["id"] == "aipw")
        t, m, out = timed(peer)
        t_peer.append(t), m_peer.append(m)
        theirs = json.loads(out.strip().splitlines()[-1])
        print(f"round {i + 1}: ours {t_ours[-1]:.2f} s {m_ours[-1]:.0f} MB; scikit-learn {t_peer[-1]:.2f} s {m_peer[-1]:.0f} MB", file=sys.stderr)
    o, p = statistics.median(t_ours), statistics.median(t_peer)
    print(f"{a.rows:,} rows, {a.rounds} rounds, medians: elsewise {o:.2f} s, {statistics.median(m_ours):.0f} MB;"
          f" scikit-learn {p:.2f} s, {statistics.median(m_peer):.0f} MB; {p / o:.1f} times as fast")
    print(f"estimate: ours {estimate['value']:.6f} (se {estimate['standardError']:.6f}), theirs {theirs['dr']:.6f} (se {theirs['se']:.6f});"
          " other folds, so they differ by the draw of the folds")
    if not a.folder:
        shutil.rmtree(folder)


main()

"""Runs the recipe on logs of 10 and 50 million rows in Parquet with a small memory budget: is the time linear, does the peak hold?

usage: python3 bench/large.py [--rows 10 50] [--memory 2g] [--folder DIR]

Needs Debian's python3-numpy and python3-pandas. A log of 5 million rows is made once and written 2 and 10 times over, with
impressions and users of its own each time. Each run is a whole process, from the file to the files of the result.
"""
import argparse, os, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BASE = 5_000_000


def log(folder):
    path = os.path.join(folder, f"impressions-{BASE}-7.csv")
    if not os.path.exists(path):
        print(f"making {path}", file=sys.stderr)
        subprocess.run([sys.executable, os.path.join(HERE, "peers", "gen_impressions.py"), path, str(BASE), "7"], check=True, stdout=subprocess.DEVNULL)
    return path


def parquet(folder, millions):
    path = os.path.join(folder, f"impressions-{millions}m.parquet")
    if not os.path.exists(path):
        print(f"making {path}", file=sys.stderr)
        subprocess.run([os.path.join(HERE, "java.sh"), "dev.elsewise.bench.Multiplied", log(folder), str(millions * 1_000_000 // BASE), path], check=True)
    return path


def run(folder, millions, memory):
    study = os.path.join(folder, "large.yaml")
    with open(study, "w") as f:
        f.write(f"version: 1\nrecipe: seed-002\ndata: {parquet(folder, millions)}\nsample: {{rows: {millions * 1_000_000}}}\nreport: {{distinct: []}}\n")
    command = [os.path.join(ROOT, "elsewise"), "run", study, "--quiet", "--memory", memory, "--out", os.path.join(folder, "result")]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[10, 50], help="in millions, multiples of 5")
    parser.add_argument("--memory", default="2g")
    parser.add_argument("--folder", default=None, help="keeps the logs here")
    a = parser.parse_args()
    folder = a.folder or tempfile.mkdtemp(prefix="elsewise-large-")
    subprocess.run([os.path.join(ROOT, "elsewise"), "--version"], stdout=subprocess.DEVNULL, check=False)
    first = None
    for millions in a.rows:
        seconds, peak = run(folder, millions, a.memory)
        first = first or seconds / millions
        print(f"{millions},000,000 rows, --memory {a.memory}: {seconds:.1f} s ({seconds / millions:.2f} s a million, {seconds / millions / first:.2f} of the first),"
              f" peak {peak:.0f} MB", flush=True)


main()

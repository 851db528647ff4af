"""Races our elastic-net paths with ten-fold cross-validation against glmnet's, and our random forest against ranger's.

usage: python3 bench/penalised.py [--rounds 5] [--threads 2] [--sizes 20000x200,2000x20,208x20] [--jobs lasso,ridge,forest] [--classpath CP]

Needs Debian's r-cran-glmnet and r-cran-ranger. Both sides read the same numbers and the same folds. Each runs as a process of its own that
answers jobs by turns: the first answer of each is the cold one, then come the rounds, of which medians and ratio are printed (time inside the
process, as bench/peers/glmnet_ranger.R takes it). Last, one job in a process of its own, from start to end, data read included.
glmnet runs with its default tolerance; ours is far tighter. --classpath runs classes that are built already.
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
PEER = os.path.join(HERE, "peers", "glmnet_ranger.R")
MAIN = "dev.elsewise.bench.PenalisedFits"


class Side:
    """A process that answers a word with seconds and figures."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def run(self, job):
        self.process.stdin.write(job + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"{' '.join(self.process.args)} ended without an answer to {job}")
        return float(answer[0]), [float(x) for x in answer[1:]]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sizes", default="20000x200,2000x20,208x20")
    parser.add_argument("--jobs", default="lasso,ridge,forest")
    parser.add_argument("--classpath", default=None)
    a = parser.parse_args()
    for size in a.sizes.split(","):
        rows, columns = size.split("x")
        folder = tempfile.mkdtemp(prefix="elsewise-race-")
        subprocess.run(["Rscript", PEER, "data", folder, rows, columns], check=True)
        data = [folder, rows, columns]
        ours = ["java", "-Xmx3g", "-XX:+UseParallelGC", "-cp", a.classpath, MAIN] if a.classpath else [os.path.join(HERE, "java.sh"), MAIN]
        race(size, ours + data + [str(a.threads)], ["Rscript", PEER, "serve"] + data, a)
        shutil.rmtree(folder)


def race(size, ours, theirs, a):
    left, right = Side(ours), Side(theirs)
    for job in a.jobs.split(","):
        peer = "ranger" if job == "forest" else "glmnet"
        cold = left.run(job)[0], right.run(job)[0]
        times = []
        for i in range(a.rounds):
            mine, found = left.run(job)
            its, expected = right.run(job)
            times.append((mine, its))
            print(f"{size} {job}, round {i + 1}: ours {mine:.4f} s, {peer} {its:.4f} s", file=sys.stderr)
        o, p = (statistics.median(t) for t in zip(*times))
        print(f"{size} {job}, {a.rounds} rounds, medians: ours {o:.4f} s, {peer} {p:.4f} s, {p / o:.1f} times as fast;"
              f" cold {cold[0]:.3f} s and {cold[1]:.3f} s")
        figures = "out-of-bag error" if job == "forest" else "least error, its penalty, the one-standard-error penalty"
        print(f"  {figures}: ours {' '.join(f'{x:.6g}' for x in found)}, {peer} {' '.join(f'{x:.6g}' for x in expected)}")
    left.close(), right.close()
    for job in a.jobs.split(","):
        mine, its = (statistics.median(whole(command, job) for _ in range(3)) for command in (ours, theirs))
        print(f"{size} {job}, whole process: ours {mine:.2f} s, peer {its:.2f} s, {its / mine:.1f} times as fast")


def whole(command, job):
    begin = time.perf_counter()
    subprocess.run(command, input=job + "\n", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, check=True)
    return time.perf_counter() - begin


main()

package dev.elsewise.bench.validity;

import dev.elsewise.check.Verdict;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an estimator said in world after world, and a summary of how right it was. */
final class Replicates {
    private final List<double[]> found = new ArrayList<>();
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int covered;
    private int coveredByCluster;

    /** @param verdict the worst check */
    void add(Estimate estimate, Estimate clustered, double truth, Verdict verdict) {
        found.add(new double[] {estimate.value() - truth, estimate.standardError(), clustered.standardError()});
        covered += covers(estimate.interval(), truth);
        coveredByCluster += covers(clustered.interval(), truth);
        verdicts.merge(verdict, 1, Integer::sum);
    }

    private static int covers(Interval interval, double truth) {
        return interval.contains(truth) ? 1 : 0;
    }

    int worlds() {
        return found.size();
    }

    private double mean(int column) {
        return found.stream().mapToDouble(f -> f[column]).average().orElse(Double.NaN);
    }

    /** Whether the 95 % intervals, by row, cover as often as they should. */
    boolean valid() {
        return BinomialRegion.of(worlds(), 0.95).contains(covered);
    }

    String summary() {
        int n = worlds();
        double bias = mean(0);
        double sd = Math.sqrt(
                found.stream().mapToDouble(f -> (f[0] - bias) * (f[0] - bias)).sum() / (n - 1));
        BinomialRegion region = BinomialRegion.of(n, 0.95);
        return String.format(
                Locale.ROOT,
                "covered %d of %d worlds (%.1f %%; right procedures: %d to %d), with errors by slate %d%n"
                        + "bias %+.6f (Monte-Carlo error %.6f), empirical sd %.6f, mean error by row %.6f, by slate %.6f%n"
                        + "worst check: PASS in %d worlds, WARN in %d, FAIL in %d",
                covered,
                n,
                100.0 * covered / n,
                region.fewest(),
                region.most(),
                coveredByCluster,
                bias,
                sd / Math.sqrt(n),
                sd,
                mean(1),
                mean(2),
                verdicts.getOrDefault(Verdict.PASS, 0),
                verdicts.getOrDefault(Verdict.WARN, 0),
                verdicts.getOrDefault(Verdict.FAIL, 0));
    }
}

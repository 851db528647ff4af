package dev.elsewise.report;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Interval;
import dev.elsewise.effect.Support;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.CalibrationRow;
import dev.elsewise.study.Result.EstimateRow;
import dev.elsewise.study.Result.FoldMetric;
import dev.elsewise.study.Result.NuisanceRow;
import dev.elsewise.study.Result.SegmentRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A study of the size and shape that the report is made for: the top-3 effect in MIND-small as a public notebook printed it
 * (64 segments, fold metrics, nuisance distributions). What the notebook does not print (joint intervals, p-values,
 * expected shares, histogram) is made up to fit, to be looked at and not to be believed.
 */
final class ImpressionStudy {
    private static final double JOINT = 3.36;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private ImpressionStudy() {}

    static Result result() {
        List<SegmentRow> segments = segments();
        List<Diagnostic> checks = checks();
        return new Result(
                "Does a top-3 slot raise clicks?",
                new Result.Asked("top3", "clicked", "everyone in slates of more than three"),
                words(),
                new Result.Sample(150_000, 0.0801, 0.0396, ordered("user_id", 14_029L, "news_id", 6_862L)),
                List.of(
                        new Table.Kept(150_000, 587_762, "a sample of 150,000 rows was asked for"),
                        new Table.Kept(146_711, 3_289, "in slates of three or fewer everyone is treated")),
                List.of(
                        new EstimateRow(
                                "difference-in-means",
                                "difference-in-means",
                                "Difference in means",
                                "everyone",
                                0.0670,
                                0.0028,
                                new Interval(0.95, "normal", 0.0615, 0.0725),
                                150_000,
                                List.of("the treatment was as good as random"),
                                List.of()),
                        new EstimateRow(
                                "aipw",
                                "aipw",
                                "Doubly robust (AIPW)",
                                "everyone",
                                0.0111,
                                0.0025,
                                new Interval(0.95, "normal", 0.0062, 0.0161),
                                150_000,
                                List.of(
                                        "no common cause of top3 and clicked beyond the covariates",
                                        "every row could have been in either arm",
                                        "the propensity or the outcome model is right"),
                                checks)),
                segments.stream()
                        .map(SegmentRow::by)
                        .distinct()
                        .map(by -> new Result.Dimension(by, by, new Support(1000, 50, 500)))
                        .toList(),
                segments,
                List.of(
                        new Result.TooSmall("aipw", "category", "kids", 80, 9, 71, "too few rows"),
                        new Result.TooSmall("aipw", "category", "northamerica", 3, 0, 3, "too few rows"),
                        new Result.TooSmall("aipw", "history", "0", 3_052, 12, 3_040, "too few treated rows")),
                checks,
                calibration(segments),
                Optional.of(overlap()),
                nuisances(),
                metrics(),
                Optional.of(graph()),
                provenance());
    }

    private static Result.Words words() {
        return new Result.Words(
                "A top-3 slot is estimated to raise the click probability by 0.0111 (95 % interval 0.0062 to 0.0161), but the"
                        + " propensity score is wrong by a factor of two in short slates, so the estimate is not to be"
                        + " trusted.",
                false,
                List.of(
                        new Result.Answer(
                                "Which broad categories have the largest adjusted lift?",
                                "weather (0.0501), tv (0.0341) and movies (0.0309); only the joint interval of weather"
                                        + " and tv excludes zero."),
                        new Result.Answer(
                                "Do granular subcategories reveal stronger patterns than broad categories?",
                                "They spread wider (−0.0297 to 0.0655 against −0.0074 to 0.0501), and most of that is"
                                        + " noise: the median standard error is 0.0151 against 0.0102."),
                        new Result.Answer(
                                "Does rank position matter more for low-history users or high-history users?",
                                "The estimates fall from 0.0168 to 0.0080 with longer histories, within their joint"
                                        + " intervals."),
                        new Result.Answer(
                                "Does the lift grow when candidate sets are larger?",
                                "No. It is 0.2275 in the shortest slates and near zero elsewhere, which is what a"
                                        + " misspecified propensity score looks like."),
                        new Result.Answer(
                                "Do low-exposure or high-exposure items benefit more from top placement?",
                                "High-exposure items: 0.0190 against 0.0055."),
                        new Result.Answer(
                                "Are any segment estimates too noisy to trust?",
                                "For 21 of 64 the joint interval is wider than 0.1."),
                        new Result.Answer(
                                "Where does the adjusted lift differ strongly from the naive one?",
                                "In tvnews, music-celebrity and football_nfl adjustment removed more than 0.1.")),
                List.of(
                        "These are observational estimates from logged recommendations: a cause of both that nobody"
                                + " recorded would bias them.",
                        "item_exposures counts the whole sample, so it knows the future.",
                        "An online experiment would settle what this log cannot."));
    }

    private static List<Diagnostic> checks() {
        return List.of(
                new Diagnostic(
                        "propensity range", 0.3922, Double.NaN, Verdict.PASS, "Scores lie between 0.0001 and 0.3922."),
                new Diagnostic(
                        "effective sample size",
                        0.54,
                        0.1,
                        Verdict.PASS,
                        "The weighted treated rows count as many as 6,480 of 12,013."),
                new Diagnostic(
                        "propensity calibration by decile",
                        1.41,
                        1.25,
                        Verdict.FAIL,
                        "In the top decile 1.41 times as many rows are treated as the score says."),
                new Diagnostic(
                        "propensity calibration by candidate_set_bucket",
                        2.16,
                        1.25,
                        Verdict.FAIL,
                        "In slates of 1-10 the treated share is 0.5231 where the score says 0.2421.\nMaybe give the"
                                + " propensity the logarithm and the reciprocal of the slate size, or a spline."),
                new Diagnostic(
                        "covariates computed from the outcome",
                        0,
                        0,
                        Verdict.PASS,
                        "No covariate is computed from clicked."),
                new Diagnostic(
                        "clipped scores",
                        0.113,
                        0.1,
                        Verdict.WARN,
                        "11.3 % of the rows have a score under the clip of 0.01: the controls there have no treated"
                                + " counterpart."));
    }

    private record Line(String[] of) {
        double number(int column) {
            return of[column].isEmpty() ? Double.NaN : Double.parseDouble(of[column]);
        }

        double value() {
            return number(8);
        }

        double error() {
            return number(9);
        }

        /** This segment's effect minus that of the rest of its dimension, and its standard error. */
        double[] against(List<Line> dimension) {
            double rows = 0;
            double sum = 0;
            double square = 0;
            for (Line other : dimension) {
                if (other.equals(this)) continue;
                rows += other.number(2);
                sum += other.number(2) * other.value();
                square += Math.pow(other.number(2) * other.error(), 2);
            }
            return new double[] {value() - sum / rows, Math.sqrt(error() * error() + square / rows / rows)};
        }
    }

    static List<SegmentRow> segments() {
        List<Line> lines = lines();
        Map<Line, double[]> difference = new LinkedHashMap<>();
        for (Line line : lines) {
            difference.put(
                    line,
                    line.against(lines.stream()
                            .filter(l -> l.of()[0].equals(line.of()[0]))
                            .toList()));
        }
        double[][] zero = adjusted(lines, l -> l.value() / l.error());
        double[][] rest = adjusted(lines, l -> {
            double[] d = Objects.requireNonNull(difference.get(l));
            return d[0] / d[1];
        });
        List<SegmentRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line l = lines.get(i);
            double[] d = Objects.requireNonNull(difference.get(l));
            double half = JOINT * l.error();
            rows.add(new SegmentRow(
                    "aipw",
                    l.of()[0],
                    l.of()[1],
                    (long) l.number(2),
                    (long) l.number(3),
                    (long) l.number(4),
                    l.number(5),
                    l.number(6),
                    l.number(7),
                    l.value(),
                    l.error(),
                    new Interval(0.95, "normal", l.number(10), l.number(11)),
                    new Interval(0.95, "joint normal", l.value() - half, l.value() + half),
                    zero[0][i],
                    zero[1][i],
                    d[0],
                    d[1],
                    rest[0][i],
                    rest[1][i]));
        }
        return List.copyOf(rows);
    }

    private static List<Line> lines() {
        try (InputStream in = ImpressionStudy.class.getResourceAsStream("impression-segments.csv")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().skip(1).map(l -> new Line(l.split(",", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two-sided p-values after Holm and after Benjamini–Hochberg. */
    private static double[][] adjusted(List<Line> lines, ToDoubleFunction<Line> z) {
        int n = lines.size();
        double[] p = lines.stream()
                .mapToDouble(l -> 2 * NORMAL.survivalProbability(Math.abs(z.applyAsDouble(l))))
                .toArray();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) order.add(i);
        order.sort(Comparator.comparingDouble(i -> p[i]));
        double[] holm = new double[n];
        double[] bh = new double[n];
        double most = 0;
        for (int k = 0; k < n; k++) {
            most = Math.max(most, Math.min(1, (n - k) * p[order.get(k)]));
            holm[order.get(k)] = most;
        }
        double least = 1;
        for (int k = n - 1; k >= 0; k--) {
            least = Math.min(least, n * p[order.get(k)] / (k + 1));
            bh[order.get(k)] = least;
        }
        return new double[][] {holm, bh};
    }

    private static List<CalibrationRow> calibration(List<SegmentRow> segments) {
        List<CalibrationRow> rows = new ArrayList<>();
        double[] expected = {.0025, .0096, .0205, .0346, .0502, .0662, .0853, .1098, .1492, .2731};
        double[] ratio = {1.22, 1.13, 1.06, .97, .93, .88, .85, .87, .92, 1.41};
        for (int i = 0; i < 10; i++) {
            rows.add(row("decile", Integer.toString(i + 1), 15_000, expected[i], expected[i] * ratio[i]));
        }
        Map<String, Double> slates =
                Map.of("1-10", .2421, "11-25", .1883, "26-50", .0977, "51-100", .0421, "101+", .0187);
        for (SegmentRow s : segments) {
            double share = (double) s.treated() / s.rows();
            double fit = 1 + 0.02 * Math.sin((double) s.rows());
            double score = s.by().equals("candidate_set_bucket")
                    ? Objects.requireNonNull(slates.get(s.segment()))
                    : share / fit;
            rows.add(row(s.by(), s.segment(), s.rows(), score, share));
        }
        return rows;
    }

    private static CalibrationRow row(String by, String level, long rows, double expected, double observed) {
        double ratio = observed / expected;
        Verdict verdict =
                ratio < 0.8 || ratio > 1.25 ? Verdict.FAIL : ratio < 0.9 || ratio > 1.1 ? Verdict.WARN : Verdict.PASS;
        return new CalibrationRow("aipw", by, level, rows, expected, observed, verdict);
    }

    private static Result.Overlap overlap() {
        List<Double> edges = new ArrayList<>();
        List<Long> treated = new ArrayList<>();
        List<Long> control = new ArrayList<>();
        for (int i = 0; i <= 100; i++) edges.add(i / 100.0);
        for (int i = 0; i < 100; i++) {
            double e = (i + 0.5) / 100;
            double all = i >= 40 ? 0 : 20_195 * Math.exp(-e / 0.066) + 1_940 * Math.exp(-Math.pow((e - .2) / .05, 2));
            treated.add(Math.round(all * e));
            control.add(Math.round(all * (1 - e)));
        }
        return new Result.Overlap("aipw", edges, treated, control, 0.01, 16_950, 6_480.3, 136_902.8);
    }

    private static List<NuisanceRow> nuisances() {
        return List.of(
                nuisance("propensity", .0801, .0728, .0001, .0005, .0033, .0077, .0575, .1892, .2280, .2900, .3922),
                nuisance(
                        "outcome if treated",
                        .0644,
                        .0442,
                        .0008,
                        .0044,
                        .0113,
                        .0173,
                        .0547,
                        .1280,
                        .1535,
                        .1971,
                        .3898),
                nuisance(
                        "outcome if not treated",
                        .0360,
                        .0258,
                        .0004,
                        .0023,
                        .0061,
                        .0093,
                        .0300,
                        .0727,
                        .0884,
                        .1157,
                        .2552),
                nuisance(
                        "outcome difference",
                        .0283,
                        .0186,
                        .0003,
                        .0020,
                        .0052,
                        .0080,
                        .0246,
                        .0551,
                        .0652,
                        .0820,
                        .1408),
                nuisance("score", .0111, .9733, -8.2176, -1.2288, -.8844, -.3209, .0473, .1285, .1622, .2637, 99.2251));
    }

    private static NuisanceRow nuisance(String name, double... v) {
        return new NuisanceRow(
                "aipw", name, 150_000, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);
    }

    private static List<FoldMetric> metrics() {
        double[][] propensity = {{.7769, .3407, .0660}, {.7622, .3058, .0668}, {.7661, .3205, .0665}};
        double[][] outcome = {{.7119, .1232, .0363}, {.6934, .1111, .0371}, {.7098, .1132, .0368}};
        List<FoldMetric> rows = new ArrayList<>();
        for (int k = 0; k < 3; k++) rows.add(metric("propensity", k + 1, propensity[k]));
        for (int k = 0; k < 3; k++) rows.add(metric("outcome", k + 1, outcome[k]));
        return rows;
    }

    private static FoldMetric metric(String model, int fold, double[] m) {
        return new FoldMetric("aipw", model, fold, 50_000, m[0], m[1], m[2], Double.NaN, Double.NaN);
    }

    private static Result.GraphView graph() {
        List<String> causes = List.of("history_len", "slate_size", "category", "subcategory", "hour", "log_exposures");
        List<Result.Edge> edges = new ArrayList<>();
        for (String cause : causes) {
            edges.add(new Result.Edge(cause, "top3", false));
            edges.add(new Result.Edge(cause, "clicked", false));
        }
        edges.add(new Result.Edge("top3", "clicked", false));
        edges.add(new Result.Edge("log_exposures", "clicked", true));
        List<String> nodes = new ArrayList<>(causes);
        Collections.addAll(nodes, "top3", "clicked");
        return new Result.GraphView(nodes, edges, "top3", "clicked", causes, List.of());
    }

    private static Map<String, Object> provenance() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", 42);
        all.put("elsewise", "0.1.0");
        all.put("jdk", "25");
        all.put("architecture", "amd64");
        all.put("data", Map.of("name", "impressions.parquet", "rows", 737_762L, "fingerprint", "9f2c1d…e07b"));
        all.put(
                "study",
                "version: 1\ntitle: Does a top-3 slot raise clicks?\nquestion: {treatment: top3, outcome: clicked}\n"
                        + "estimators:\n  - difference-in-means\n  - aipw: {folds: 3, clip: 0.01}");
        return all;
    }

    private static Map<String, Long> ordered(String a, long m, String b, long n) {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put(a, m);
        map.put(b, n);
        return map;
    }
}

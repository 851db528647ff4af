package dev.elsewise.effect;

import dev.elsewise.adjust.Aipw;
import dev.elsewise.adjust.Arms;
import dev.elsewise.contract.Sheet;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.List;

/** Users in eight regions with x uniform on [−1, 1]; each user has four rows that share a shock and a region. */
final class SegmentWorld {
    static final int REGIONS = 8;
    private static final int USERS = 600;
    private static final int ROWS_OF_A_USER = 4;

    private SegmentWorld() {}

    static String region(int code) {
        return "region " + (code + 1);
    }

    /**
     * AIPW with errors by user. The effect in region k is {@code 1 + spread · k} and rises by {@code slope} with x.
     *
     * @param shock standard deviation of what the rows of a user share
     */
    static ScoredEstimate estimate(long seed, double spread, double slope, double shock) {
        int rows = USERS * ROWS_OF_A_USER;
        int[] region = new int[rows];
        double[] x = new double[rows];
        double[] t = new double[rows];
        double[] y = new double[rows];
        for (int user = 0; user < USERS; user++) {
            RandomStream stream = Streams.of(seed, "regions", user);
            int home = stream.below(REGIONS);
            double shared = shock * stream.normal();
            for (int r = user * ROWS_OF_A_USER; r < (user + 1) * ROWS_OF_A_USER; r++) {
                region[r] = home;
                x[r] = 2 * stream.uniform() - 1;
                t[r] = stream.bernoulli(1 / (1 + Math.exp(-x[r]))) ? 1 : 0;
                y[r] = t[r] * (1 + spread * home + slope * x[r] + shared) + x[r] + shared + stream.normal();
            }
        }
        List<String> names = new ArrayList<>();
        for (int k = 0; k < REGIONS; k++) {
            names.add(region(k));
        }
        Sheet sheet = Sheet.of(rows)
                .key("user", "U", r -> r / ROWS_OF_A_USER)
                .category("region", names, r -> region[r])
                .number("x", r -> x[r])
                .truth("t", r -> t[r])
                .number("y", r -> y[r]);
        return Aipw.withDefaults()
                .withArms(Arms.SEPARATE)
                .withFolds(2)
                .estimate(
                        sheet.table(),
                        Adjustment.assuming(Question.effectOf("t").on("y"), List.of("x", "region")))
                .clusteredBy("user");
    }
}

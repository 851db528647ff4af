package dev.elsewise.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Restricted cubic splines against Hmisc's rcspline.eval, and as features. */
class SplineTest {
    @Test
    void basisAndKnotsEqualHmisc() {
        JsonNode reference = References.json("splines.json");
        double[] column =
                References.table("mixed.csv").gather(List.of("tenure")).numbers("tenure");
        double[] sorted = java.util.Arrays.stream(column)
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        for (String k : List.of("k4", "k5")) {
            JsonNode expected = reference.get(k);
            double[] knots = References.numbers(expected.get("knots"));
            double[] probabilities = Basis.Spline.probabilities(knots.length);
            for (int i = 0; i < knots.length; i++) {
                double h = (sorted.length - 1) * probabilities[i];
                int low = (int) Math.floor(h);
                double quantile = sorted[low] + (h - low) * (sorted[low + 1] - sorted[low]);
                assertThat(quantile).isCloseTo(knots[i], within(1e-9));
            }
            Basis basis = new Basis.Spline(knots);
            double[] x = References.numbers(expected.get("x"));
            for (int r = 0; r < x.length; r++) {
                double[] row = References.numbers(expected.get("basis").get(r));
                assertThat(basis.width()).isEqualTo(row.length);
                for (int part = 0; part < row.length; part++) {
                    assertThat(basis.at(x[r], part)).isCloseTo(row[part], within(1e-9));
                }
            }
        }
    }

    @Test
    void aSplineFollowsACurveThatALineDoesNot() {
        Table table = References.table("mixed.csv")
                .where("tenure IS NOT NULL", "the curve needs a value")
                .with("curve", "sin(tenure / 10)");
        double line = rSquared(table, Shape.LINEAR);
        double spline = rSquared(table, Shape.spline(5));
        double bins = rSquared(table, Shape.bins(10));
        assertThat(spline).isGreaterThan(line + 0.3);
        assertThat(bins).isGreaterThan(line + 0.3);
    }

    private static double rSquared(Table table, Shape shape) {
        Problem problem = Problem.of(table, Features.of(Features.number("tenure", shape)), "curve")
                .withFolds("fold", 3);
        return LinearRegression.withDefaults().fit(problem).metrics().stream()
                .mapToDouble(FoldMetrics::rSquared)
                .average()
                .orElseThrow();
    }
}

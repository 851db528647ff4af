package dev.elsewise.contract;

import dev.elsewise.math.Streams;
import java.util.List;

/** Made-up people, some of them treated and some not, with everything that a contract needs to try. */
final class People {
    static final List<String> PLACES = List.of("east", "islands", "north", "south", "west");
    private static final double[] SHARE = {0.3, 0.31, 0.55, 0.8, 1};

    private People() {}

    /**
     * Columns: age and income (numbers), place (a category with one rare level), treated, bought (0 and 1) and spent (a
     * number), fold (0 to 2), weight (1 to 4), sampling (positive numbers), user (a key of four rows), id (a key of one), all
     * (always 1).
     */
    static Sheet sheet(int rows) {
        Sheet sheet = Sheet.of(rows)
                .number("age", r -> 40 + 12 * normal("age", r))
                .number("income", r -> Math.exp(0.5 * normal("income", r)))
                .category("place", PLACES, People::place)
                .number("fold", r -> below("fold", r, 3))
                .number("weight", r -> 1 + below("weight", r, 4))
                .number("sampling", r -> 0.2 + uniform("sampling", r))
                .number("all", r -> 1)
                .key("user", "U", r -> r / 4)
                .key("id", "P", r -> r);
        double[] age = sheet.numbers("age");
        double[] income = sheet.numbers("income");
        int[] place = sheet.codes("place");
        Sheet treated = sheet.truth(
                "treated",
                r -> uniform("treated", r)
                                < logistic(-0.3 + 0.04 * (age[r] - 40) - 0.5 * income[r] + 0.3 * place[r] - 0.6)
                        ? 1
                        : 0);
        double[] t = treated.numbers("treated");
        return treated.truth(
                        "bought",
                        r -> uniform("bought", r)
                                        < logistic(-0.5
                                                + 0.5 * t[r]
                                                + 0.03 * (age[r] - 40)
                                                + 0.4 * income[r]
                                                - 0.2 * place[r])
                                ? 1
                                : 0)
                .number("spent", r -> 5 + t[r] * (1 + place[r]) + 0.1 * age[r] + 2 * income[r] + normal("spent", r));
    }

    /** The same people, with one age in ten and one place in ten unknown. */
    static Sheet withGaps(int rows) {
        Sheet whole = sheet(rows);
        double[] age = whole.numbers("age");
        int[] place = whole.codes("place");
        return whole.number("age", r -> below("no age", r, 10) == 0 ? Double.NaN : age[r])
                .category("place", PLACES, r -> below("no place", r, 10) == 0 ? -1 : place[r]);
    }

    private static int place(int row) {
        double u = uniform("place", row);
        int at = 0;
        while (u > SHARE[at]) {
            at++;
        }
        return at;
    }

    private static double logistic(double eta) {
        return 1 / (1 + Math.exp(-eta));
    }

    private static double normal(String purpose, int row) {
        return Streams.of(7, purpose).normal(row);
    }

    private static double uniform(String purpose, int row) {
        return Streams.of(7, purpose).uniform(row);
    }

    private static int below(String purpose, int row, int bound) {
        return Streams.of(7, purpose).at(row).below(bound);
    }
}

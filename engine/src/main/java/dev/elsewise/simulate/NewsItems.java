package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;

/**
 * The items that slates are filled with. How often each is shown follows a Zipf–Mandelbrot law, odds ∝ (rank + 200)^−2.16
 * over 18,300 items, which gives what is published of the log: about 12,300 different items in 737,762 rows and 6,900 in
 * a sample of 150,000. Categories have their published shares ({@code catalogue.csv}); the lengths of title and abstract
 * are merely plausible.
 */
final class NewsItems {
    static final int ITEMS = 18_300;
    private static final double OFFSET = 200;
    private static final double EXPONENT = 2.16;
    private static final Alias SHOWN = shown();
    private static final List<String[]> CATALOGUE = Resource.rows("catalogue.csv");
    private static final Alias KINDS = new Alias(
            CATALOGUE.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray());

    private final int[] kind = new int[ITEMS];
    private final double[] titleLength = new double[ITEMS];
    private final double[] abstractLength = new double[ITEMS];

    /** The items of one world. */
    NewsItems(long seed) {
        Streams streams = Streams.of(seed, "news items");
        for (int item = 0; item < ITEMS; item++) {
            RandomStream stream = streams.at(item);
            kind[item] = KINDS.draw(stream);
            titleLength[item] = Math.max(2, Math.rint(10.7 + 3.1 * stream.normal()));
            boolean hasAbstract = stream.bernoulli(0.95);
            double words = Math.max(3, Math.rint(StrictMath.exp(3.4 + 0.6 * stream.normal())));
            abstractLength[item] = hasAbstract ? words : 0;
        }
    }

    /** An item to show, whoever looks. */
    static int draw(RandomStream stream) {
        return SHOWN.draw(stream);
    }

    String category(int item) {
        return CATALOGUE.get(kind[item])[0];
    }

    String subcategory(int item) {
        return CATALOGUE.get(kind[item])[1];
    }

    /** In words. */
    double titleLength(int item) {
        return titleLength[item];
    }

    /** In words; 0 when there is no abstract. */
    double abstractLength(int item) {
        return abstractLength[item];
    }

    private static Alias shown() {
        double[] odds = new double[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            odds[i] = StrictMath.pow(i + 1 + OFFSET, -EXPONENT);
        }
        return new Alias(odds);
    }
}

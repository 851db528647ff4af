package dev.elsewise.scm;

import java.util.Arrays;
import java.util.List;

/** What experiments say at given shapes: how much of an effect a coefficient of one would have had in them. */
final class Levers {
    private final Layout layout;
    private final Link link;
    private final Series[] data;
    private final int periods;
    private final List<Evidence> evidence;

    Levers(Layout layout, Link link, Series[] data, int periods, List<Evidence> evidence) {
        this.layout = layout;
        this.link = link;
        this.data = data;
        this.periods = periods;
        this.evidence = evidence;
    }

    /** In all units together. */
    double of(Evidence said, double[] theta) {
        Layout.Slot slot = slot(said.column());
        double[][] before = new double[slot.count()][periods];
        double[][] after = new double[slot.count()][periods];
        int c = said.column() - slot.start();
        double sum = 0;
        for (int u = 0; u < data.length; u++) {
            layout.columns(slot, data[u], u, link, theta, before);
            layout.columns(slot, said.changed()[u], u, link, theta, after);
            for (int t = 0; t < periods; t++) {
                sum += said.weight()[u * periods + t] * (before[c][t] - after[c][t]);
            }
        }
        return sum;
    }

    private Layout.Slot slot(int column) {
        return layout.slots().stream()
                .filter(s -> s.start() <= column && column < s.start() + s.count())
                .findFirst()
                .orElseThrow();
    }

    /** The coefficients that experiments pin; NaN elsewhere. */
    double[] pins(double[] theta) {
        double[] pins = new double[layout.width()];
        Arrays.fill(pins, Double.NaN);
        for (Evidence said : evidence) {
            if (said.pins()) {
                double lever = of(said, theta);
                pins[said.column()] = lever == 0 ? 0 : said.effect() / lever;
            }
        }
        return pins;
    }
}

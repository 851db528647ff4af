package dev.elsewise.scm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that mechanisms make of series, each made once. For one thread. */
final class Remembered {
    private final List<Columns> all = new ArrayList<>();

    /** Those of one mechanism: shapes are told from others by being the same array. */
    private record Columns(double[] theta, Layout layout, double[] @Nullable [][] bySlot) {}

    double[][] of(Series series, Layout layout, Layout.Slot slot, Link link, double[] theta) {
        double[] @Nullable [][] bySlot = of(layout, theta);
        double[][] known = bySlot[slot.start()];
        if (known == null) {
            known = layout.columns(slot, series, link, theta);
            bySlot[slot.start()] = known;
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality")
    private double[] @Nullable [][] of(Layout layout, double[] theta) {
        for (Columns known : all) {
            if (known.theta() == theta && known.layout() == layout) {
                return known.bySlot();
            }
        }
        all.add(new Columns(theta, layout, new double[layout.width()][][]));
        return all.getLast().bySlot();
    }
}

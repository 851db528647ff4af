package dev.elsewise.study.mix;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.study.mix.MixStudy.Layout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of a study over the cells of a grid, from either layout; {@code NaN} where nothing stands. */
final class Spread {
    private final DataRows rows;
    private final Grid grid;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    private Spread(DataRows rows, Grid grid) {
        this.rows = rows;
        this.grid = grid;
    }

    /** @param ledger receives what is not used */
    static Map<String, double[]> of(MixStudy study, DataRows rows, Grid grid, List<String> ledger) {
        Spread spread = new Spread(rows, grid);
        switch (study.layout()) {
            case Layout.Wide wide -> spread.wide();
            case Layout.Long layout -> spread.ofChannels(layout, ledger);
        }
        return spread.columns;
    }

    private void wide() {
        rows.columns().forEach((name, values) -> {
            double[] spread = empty();
            for (int r = 0; r < values.length; r++) {
                spread[grid.cell(r)] = values[r];
            }
            columns.put(name, spread);
        });
    }

    private void ofChannels(Layout.Long layout, List<String> ledger) {
        refuseRepeated(layout);
        rows.columns().forEach((name, values) -> {
            if (!name.equals(layout.amount())
                    && !layout.exposure().filter(name::equals).isPresent()) {
                columns.put(name, ofPeriod(name, values));
            }
        });
        for (Map.Entry<String, String> channel : layout.levels().entrySet()) {
            int level = rows.channels().indexOf(channel.getValue());
            if (level < 0) {
                throw new BadStudy(
                        "The column \"" + layout.channel() + "\" must hold the level of every channel; it holds no \""
                                + channel.getValue() + "\", but " + rows.channels() + "."
                                + Nearest.hint(channel.getValue(), rows.channels()));
            }
            columns.put(layout.amountOf(channel.getKey()), ofLevel(level, layout.amount()));
            layout.exposure().ifPresent(e -> columns.put(layout.exposureOf(channel.getKey()), ofLevel(level, e)));
        }
        TreeSet<String> unused = new TreeSet<>(rows.channels());
        unused.removeAll(layout.levels().values());
        if (!unused.isEmpty()) {
            ledger.add("The data have rows of " + String.join(", ", unused) + " in \"" + layout.channel()
                    + "\"; the study does not use them.");
        }
    }

    /** @throws BadData when a channel has two rows in one cell */
    private void refuseRepeated(Layout.Long layout) {
        int[] first = new int[grid.size() * Math.max(1, rows.channels().size())];
        Arrays.fill(first, -1);
        for (int r = 0; r < grid.rows(); r++) {
            if (rows.channel()[r] < 0) {
                continue;
            }
            int at = grid.cell(r) * rows.channels().size() + rows.channel()[r];
            if (first[at] >= 0) {
                throw new BadData(
                        "Each channel must have one row in each period; \""
                                + rows.channels().get(rows.channel()[r]) + "\" has two on " + grid.place(grid.cell(r))
                                + ", rows "
                                + (first[at] + 1) + " and " + (r + 1)
                                + ".\nMaybe the data are of several units, or of several campaigns that must be added up first.");
            }
            first[at] = r;
        }
        if (layout.levels().isEmpty()) {
            throw new BadStudy("A long layout must have a channel; the study names none.");
        }
    }

    private double[] ofLevel(int level, String column) {
        double[] values = rows.columns().get(column);
        double[] spread = empty();
        for (int r = 0; r < rows.channel().length; r++) {
            if (rows.channel()[r] == level && values != null) {
                spread[grid.cell(r)] = values[r];
            }
        }
        return spread;
    }

    /** What does not belong to a channel stands in every row of its period, or in some of them. */
    private double[] ofPeriod(String name, double[] values) {
        double[] spread = empty();
        for (int r = 0; r < values.length; r++) {
            int cell = grid.cell(r);
            if (Double.isNaN(values[r])) {
                continue;
            }
            if (!Double.isNaN(spread[cell]) && spread[cell] != values[r]) {
                throw new BadData("\"" + name
                        + "\" must be the same in all rows of a period, or stand in one of them; on "
                        + grid.place(cell) + " it is " + Found.number(spread[cell]) + " and " + Found.number(values[r])
                        + ".\nMaybe it is of the channel too: then name it under layout.");
            }
            spread[cell] = values[r];
        }
        return spread;
    }

    private double[] empty() {
        double[] values = new double[grid.size()];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}

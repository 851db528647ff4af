package dev.elsewise.study.mix;

import dev.elsewise.error.BadData;
import dev.elsewise.mix.Input;
import dev.elsewise.study.mix.MixStudy.Filling;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts in place of missing values what the study says, and refuses those of which it says nothing. */
final class MissingValues {
    private final MixStudy study;
    private final Grid grid;
    private final List<String> ledger;

    private MissingValues(MixStudy study, Grid grid, List<String> ledger) {
        this.study = study;
        this.grid = grid;
        this.ledger = ledger;
    }

    /**
     * Fills the columns in place.
     *
     * @param ledger receives what was filled
     */
    static void fill(MixStudy study, Grid grid, Map<String, double[]> columns, List<String> ledger) {
        MissingValues missing = new MissingValues(study, grid, ledger);
        Map<String, String> nodes = missing.nodes();
        columns.forEach((name, values) -> {
            String node = nodes.getOrDefault(name, name);
            missing.column(name, values, node, study.filling().getOrDefault(node, Filling.REFUSE));
        });
    }

    /** The node of each column; of several, the one that has a rule. */
    private Map<String, String> nodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Input input : study.mix().inputs()) {
            claim(nodes, input.column(), input.name());
            if (input.spend() instanceof Input.Cost.Spend spend) {
                claim(nodes, spend.column(), input.name());
            }
        }
        return nodes;
    }

    private void claim(Map<String, String> nodes, String column, String node) {
        nodes.merge(column, node, (old, other) -> study.filling().containsKey(old) ? old : other);
    }

    private void column(String name, double[] values, String node, Filling rule) {
        boolean explained = name.equals(study.mix().outcome())
                || study.mix().value().filter(name::equals).isPresent();
        int missing = 0;
        int n = grid.periods().size();
        for (int u = 0; u < grid.units().size(); u++) {
            for (int t = 0; t < n; t++) {
                int cell = u * n + t;
                if (Double.isNaN(values[cell])) {
                    if (explained && beforeWindow(grid.periods().get(t))) {
                        continue;
                    }
                    if (rule == Filling.REFUSE) {
                        throw refusal(name, values, node, cell, explained);
                    }
                    missing++;
                }
            }
        }
        if (missing > 0) {
            for (int u = 0; u < grid.units().size(); u++) {
                fill(name, values, u * n, (u + 1) * n, rule);
            }
            ledger.add("\"" + name + "\": " + Found.count(missing, "missing value")
                    + switch (rule) {
                        case ZERO -> " taken as zero.";
                        case CARRY_FORWARD -> " taken from the period before.";
                        default -> " put on the line between the values before and after.";
                    });
        }
    }

    /** The outcome may begin after the media, whose first periods feed carry-over only. */
    private boolean beforeWindow(LocalDate period) {
        return study.mix().lags().isEmpty()
                && study.window().from().filter(period::isBefore).isPresent();
    }

    private BadData refusal(String name, double[] values, String node, int cell, boolean explained) {
        long all = java.util.Arrays.stream(values).filter(Double::isNaN).count();
        return new BadData(
                "\"" + name + "\" must have a value in every period; on " + grid.place(cell) + " it has none ("
                        + Found.count(all) + " of " + Found.count(values.length) + " are missing)."
                        + (explained
                                ? "\nMaybe end the window before it, as in window: {to: …}."
                                : "\nMaybe say what stands for it, as in missing: {" + node
                                        + ": zero}, carry-forward or interpolate."));
    }

    private void fill(String name, double[] values, int from, int to, Filling rule) {
        for (int t = from; t < to; t++) {
            if (!Double.isNaN(values[t])) {
                continue;
            }
            if (rule == Filling.ZERO) {
                values[t] = 0;
                continue;
            }
            if (t == from) {
                throw new BadData("\"" + name + "\" must have a first value for others to follow; on " + grid.place(t)
                        + " it has none.\nMaybe zero stands for it, or the data begin too early.");
            }
            if (rule == Filling.CARRY_FORWARD) {
                values[t] = values[t - 1];
                continue;
            }
            int next = t;
            while (next < to && Double.isNaN(values[next])) {
                next++;
            }
            if (next == to) {
                throw new BadData("\"" + name + "\" must have a last value to interpolate towards; on "
                        + grid.place(to - 1) + " it has none.\nMaybe say carry-forward, or end the window before it.");
            }
            values[t] = values[t - 1] + (values[next] - values[t - 1]) / (next - t + 1.0);
        }
    }
}

package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Saturation;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.data.Fingerprint;
import dev.elsewise.study.mix.MixStudy.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data of a media mix as a panel: every column that the study names by its own name, "trend:1", … and "season:1", …, and a column
 * of 0 and 1 for each event that is given by dates.
 *
 * <p>Before the window the outcome is {@code NaN} where it was not measured.
 *
 * @param mix that of the study, with the scales of logarithms restated: a study says them in units of a column, a model is fitted to
 *     columns divided by their largest value
 * @param panel the series, the periods before the window as its history
 * @param rows which rows were left out before, and why
 * @param ledger what was filled, put together and left out on the way, a sentence each
 * @param zeros how often each channel was off within the window
 * @param fingerprint a hash of the rows
 */
public record MixData(
        MediaMix mix,
        Panel panel,
        List<Table.Kept> rows,
        List<String> ledger,
        List<Zeros> zeros,
        List<Diagnostic> checks,
        String fingerprint) {
    public MixData {
        rows = List.copyOf(rows);
        ledger = List.copyOf(ledger);
        zeros = List.copyOf(zeros);
        checks = List.copyOf(checks);
    }

    /**
     * When a channel was off.
     *
     * @param periods how many periods of the window, over all units, had none of it
     * @param of how many there are
     * @param longest the most such periods in a row
     */
    public record Zeros(String channel, int periods, int of, int longest) {
        /** As a share of all. */
        public double share() {
            return periods / (double) of;
        }
    }

    /**
     * Reads the data of a study.
     *
     * @throws BadData when they are not regular series of numbers that can be fitted
     * @throws dev.elsewise.error.BadStudy when a column is not there
     */
    public static MixData of(MixStudy study, Workspace workspace) {
        Table table = study.data().filter(study.data().open(workspace, List.of()));
        List<String> ledger = new ArrayList<>();
        DataRows rows = DataRows.of(study, table);
        Grid all = Grid.of(rows, study.calendar().from());
        Map<String, double[]> columns = Spread.of(study, rows, all, ledger);
        Grid grid = ending(study, all, columns, ledger);
        MissingValues.fill(study, grid, columns, ledger);
        Periods periods = Periods.of(study, grid, columns, ledger);
        Panel panel = panel(study, grid.units(), periods, ledger);
        PanelChecks.refuse(study, panel);
        return new MixData(
                fitted(study.mix(), panel),
                panel,
                table.ledger(),
                ledger,
                zeros(study, panel),
                periods.checks(),
                Fingerprint.of(table));
    }

    /**
     * A study's mix as it is fitted to a panel: ln(1 + x / scale) of a column whose largest value is m is ln(1 + (x / m) / (scale / m)).
     */
    public static MediaMix fitted(MediaMix mix, Panel panel) {
        return mix.withInputs(mix.inputs().stream()
                .map(input -> input.carryOver().orElse(null) instanceof CarryOver shape
                                && shape.saturation() instanceof Saturation.Log1p logarithm
                        ? input.withCarryOver(
                                shape.withSaturation(logarithm.inUnitsOf(1 / largest(panel.column(input.column())))))
                        : input)
                .toList());
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(1);
    }

    /** Leaves out what comes after the window. */
    private static Grid ending(MixStudy study, Grid all, Map<String, double[]> columns, List<String> ledger) {
        if (study.window().to().isEmpty()) {
            return all;
        }
        LocalDate last = study.window().to().get();
        MixStudy.Calendar calendar = study.calendar();
        LocalDate end =
                calendar.aggregates() ? calendar.to().after(calendar.to().startOf(last)) : last.plusDays(1);
        int kept = (int) all.periods().stream().filter(p -> p.isBefore(end)).count();
        int left = all.periods().size() - kept;
        if (kept < 2) {
            throw new BadData("The window must hold two periods or more; it ends on " + last
                    + ", and the data begin on " + all.periods().getFirst() + ".\nMaybe a year is mistyped.");
        }
        if (left == 0) {
            return all;
        }
        ledger.add(Found.count(left, calendar.from().period()) + " after the window, from "
                + all.periods().get(kept) + ", left out.");
        columns.replaceAll((name, values) -> all.first(values, kept));
        return all.first(kept);
    }

    private static Panel panel(MixStudy study, List<String> units, Periods periods, List<String> ledger) {
        List<LocalDate> starts = periods.periods();
        Optional<LocalDate> from = study.window().from();
        int history =
                (int) from.map(f -> starts.stream().filter(p -> p.isBefore(f)).count())
                        .orElse(0L)
                        .longValue();
        if (history > starts.size() - 2) {
            if (from.isEmpty()) {
                throw new BadData("The data must hold two periods or more; they have "
                        + Found.count(starts.size(), "period") + ", from " + starts.getFirst()
                        + ".\nMaybe where: leaves out too much, or the file was cut off.");
            }
            throw new BadData("The window must hold two periods or more; it begins on " + from.get()
                    + ", and the last period on " + starts.getLast() + ".\nMaybe a year is mistyped.");
        }
        if (history > 0) {
            ledger.add(Found.count(history, study.calendar().to().period()) + " before the window, from "
                    + starts.getFirst() + ", feed carry-over only.");
        }
        Panel panel = Panel.of(units, starts, history);
        for (Map.Entry<String, double[]> column : periods.columns().entrySet()) {
            panel = panel.with(column.getKey(), column.getValue());
        }
        for (Map.Entry<String, List<Days>> event : study.events().entrySet()) {
            panel = panel.with(
                    event.getKey(),
                    event(event.getValue(), panel, study.calendar().to()));
        }
        return study.mix().baseline().on(panel);
    }

    /** 1 in each period in which one of the days lies. */
    private static double[] event(List<Days> days, Panel panel, MixStudy.Grain grain) {
        double[] column = new double[panel.rows()];
        int n = panel.periods().size();
        for (int t = 0; t < n; t++) {
            LocalDate start = panel.periods().get(t);
            LocalDate next = grain.after(start);
            if (days.stream().anyMatch(d -> d.from().isBefore(next) && !d.to().isBefore(start))) {
                for (int u = 0; u < panel.units().size(); u++) {
                    column[u * n + t] = 1;
                }
            }
        }
        return column;
    }

    private static List<Zeros> zeros(MixStudy study, Panel panel) {
        List<Zeros> zeros = new ArrayList<>();
        for (Input input : study.mix().inputs()) {
            if (input.role().acts()) {
                String column = input.spend() instanceof Input.Cost.Spend spend ? spend.column() : input.column();
                zeros.add(zeros(input.name(), panel, column));
            }
        }
        return zeros;
    }

    private static Zeros zeros(String channel, Panel panel, String column) {
        int count = 0;
        int longest = 0;
        for (int u = 0; u < panel.units().size(); u++) {
            double[] series = panel.series(column, u);
            int run = 0;
            for (int t = panel.history(); t < series.length; t++) {
                run = series[t] == 0 ? run + 1 : 0;
                count += run > 0 ? 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return new Zeros(channel, count, panel.units().size() * panel.window(), longest);
    }
}

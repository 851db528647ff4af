package dev.elsewise.study.mix;

import dev.elsewise.data.Column;
import dev.elsewise.data.Column.Kind;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadData;
import dev.elsewise.mix.Input;
import dev.elsewise.study.mix.MixStudy.Layout;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a study as arrays.
 *
 * @param time the column of dates
 * @param units their names; one without a name when the study has no column of units
 * @param unit of each row
 * @param day of each row
 * @param columns numbers, {@code NaN} where missing
 * @param channels what stands in the channel column of a long layout
 * @param channel of each row, −1 where missing; empty in a wide layout
 */
record DataRows(
        String time,
        List<String> units,
        int[] unit,
        LocalDate[] day,
        Map<String, double[]> columns,
        List<String> channels,
        int[] channel) {
    static final String ONLY = "all";

    private static final double MICROSECONDS_A_DAY = 86_400e6;

    static DataRows of(MixStudy study, Table table) {
        Table read = table;
        if (study.unit().isPresent() && !coded(table, study.unit().get())) {
            read = read.as(study.unit().get(), Kind.CATEGORY);
        }
        Optional<Layout.ByChannel> layout =
                study.layout() instanceof Layout.ByChannel l ? Optional.of(l) : Optional.empty();
        if (layout.isPresent() && !coded(table, layout.get().channel())) {
            read = read.as(layout.get().channel(), Kind.CATEGORY);
        }
        Set<String> numbers = numbers(study);
        for (String number : numbers) {
            refuseText(read, number, study.time());
        }
        Set<String> all = new LinkedHashSet<>(numbers);
        all.add(study.time());
        study.unit().ifPresent(all::add);
        layout.ifPresent(l -> all.add(l.channel()));
        Columns gathered = read.gather(List.copyOf(all));

        int rows = gathered.rows();
        Map<String, double[]> columns = new LinkedHashMap<>();
        numbers.forEach(name -> columns.put(name, gathered.numbers(name)));
        int[] unit = new int[rows];
        List<String> units = List.of(ONLY);
        if (study.unit().isPresent()) {
            unit = gathered.codes(study.unit().get());
            units = read.levels(study.unit().get());
            for (int row = 0; row < rows; row++) {
                if (unit[row] < 0) {
                    throw new BadData(
                            "Every row must have a unit; \"" + study.unit().get() + "\" is missing in row " + (row + 1)
                                    + ".\nMaybe leave the row out with where: {keep: …, because: …}.");
                }
            }
        }
        return new DataRows(
                study.time(),
                units,
                unit,
                days(study.time(), read, gathered),
                columns,
                layout.map(Layout.ByChannel::channel).map(read::levels).orElse(List.of()),
                layout.map(Layout.ByChannel::channel).map(gathered::codes).orElse(new int[0]));
    }

    /** The columns that the study reads numbers from. */
    private static Set<String> numbers(MixStudy study) {
        Set<String> names = new LinkedHashSet<>();
        names.add(study.mix().outcome());
        study.mix().value().ifPresent(names::add);
        for (Input input : study.mix().inputs()) {
            if (input.spend() instanceof Input.Cost.Spend spend) {
                names.add(spend.column());
            }
            names.add(input.column());
        }
        names.removeAll(study.events().keySet());
        if (study.layout() instanceof Layout.ByChannel layout) {
            for (String node : layout.levels().keySet()) {
                names.remove(layout.amountOf(node));
                names.remove(layout.exposureOf(node));
            }
            names.add(layout.amount());
            layout.exposure().ifPresent(names::add);
        }
        return names;
    }

    private static boolean coded(Table table, String column) {
        return table.schema().column(column).kind().coded();
    }

    private static void refuseText(Table table, String name, String time) {
        Kind kind = table.schema().column(name).kind();
        if (kind.coded()) {
            throw TextCells.of(table, name, time).refusal();
        }
        if (kind != Kind.NUMBER && kind != Kind.TRUTH) {
            throw new BadData("\"" + name + "\" must hold numbers; it holds times."
                    + "\nMaybe derive a column of numbers from it, as in derive: {late: \"hour(" + name + ") > 17\"}.");
        }
    }

    private static LocalDate[] days(String time, Table table, Columns gathered) {
        Column column = table.schema().column(time);
        LocalDate[] days = new LocalDate[gathered.rows()];
        if (column.kind() == Kind.TIME) {
            double[] micros = gathered.numbers(time);
            for (int row = 0; row < days.length; row++) {
                if (Double.isNaN(micros[row])) {
                    throw missing(time, row);
                }
                days[row] = day(micros[row]);
            }
        } else if (column.kind().coded()) {
            List<String> levels = table.levels(time);
            int[] codes = gathered.codes(time);
            for (int row = 0; row < days.length; row++) {
                if (codes[row] < 0) {
                    throw missing(time, row);
                }
                days[row] = day(time, levels.get(codes[row]), row);
            }
        } else {
            throw new BadData("\"" + time + "\" must hold dates; it holds numbers."
                    + "\nMaybe derive dates, as in derive: {week: \"strptime(cast(yyyymmdd as varchar), '%Y%m%d')\"}.");
        }
        return days;
    }

    /** The date of a row as it stands there, for messages; "" where there is none. */
    static String written(String time, Table table, Columns gathered, int row) {
        Column column = table.schema().column(time);
        if (column.kind().coded()) {
            int code = gathered.codes(time)[row];
            return code < 0 ? "" : table.levels(time).get(code);
        }
        double micros = column.kind() == Kind.TIME ? gathered.numbers(time)[row] : Double.NaN;
        return Double.isNaN(micros) ? "" : day(micros).toString();
    }

    private static LocalDate day(double micros) {
        return LocalDate.ofEpochDay((long) Math.floor(micros / MICROSECONDS_A_DAY));
    }

    private static LocalDate day(String time, String text, int row) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            throw new BadData(
                    "\"" + time + "\" must hold dates such as 2025-11-28; row " + (row + 1) + " holds \"" + text
                            + "\".\nMaybe derive dates, as in derive: {day: \"strptime(" + time + ", '%d.%m.%Y')\"}.",
                    e);
        }
    }

    private static BadData missing(String time, int row) {
        return new BadData("Every row must have a date; \"" + time + "\" is missing in row " + (row + 1)
                + ".\nMaybe leave the row out with where: {keep: …, because: …}.");
    }
}

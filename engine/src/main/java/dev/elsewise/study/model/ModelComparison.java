package dev.elsewise.study.model;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.study.print.Csv;
import dev.elsewise.study.print.JsonWriter;
import dev.elsewise.study.print.Numbers;
import dev.elsewise.study.print.RecordJson;
import dev.elsewise.study.print.TextPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model beside the same study fitted to other data: what moved, how far, and what had changed. Effects are compared by period, because
 * windows may differ in length.
 *
 * @param period "day", "week" or "month"
 * @param data how the data differ
 * @param rows each number of the old model and of the new one
 * @param verdict whether decisions that rest on the old model still stand, in words
 */
public record ModelComparison(String title, String period, PanelChanges data, List<Moved> rows, String verdict) {
    /** The format of its JSON. */
    public static final int FORMAT = 1;

    private static final int NAMED = 5;
    private static final List<String> SUMS = List.of("incremental", "direct", "indirect");

    public ModelComparison {
        rows = List.copyOf(rows);
    }

    /** What became of a number. */
    public enum Found {
        SAME("the same"),
        WITHIN("within the old interval"),
        BEYOND("beyond the old interval"),
        APART("apart: the intervals do not overlap"),
        UNKNOWN("not to be compared");

        private final String words;

        Found(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One number.
     *
     * @param moved how far, in halves of the old interval: at 1 it has come to the end of it
     */
    public record Moved(String of, String what, Estimated before, Estimated after, double moved, Found found) {}

    public static ModelComparison of(MixModel before, MixModel after) {
        String period = after.study().calendar().to().period();
        List<Moved> rows = new ArrayList<>();
        for (KeptAnswer old : before.answers()) {
            Optional<Estimated> now = after.answers().stream()
                    .filter(a -> a.of().equals(old.of()) && a.what().equals(old.what()))
                    .map(KeptAnswer::number)
                    .findFirst();
            boolean sum = SUMS.contains(old.what());
            Estimated was = sum ? byPeriod(old.number(), before) : old.number();
            Estimated is =
                    now.map(n -> sum ? byPeriod(n, after) : n).orElse(Estimated.withheld("the new model has none"));
            rows.add(moved(old.of(), sum ? old.what() + " a " + period : old.what(), was, is));
        }
        PanelChanges data = PanelChanges.of(before.panel(), after.panel());
        return new ModelComparison(
                after.study().title(), period, data, rows, (verdict(rows) + " " + after.caution()).strip());
    }

    private static Estimated byPeriod(Estimated e, MixModel of) {
        double n = of.panel().window();
        return new Estimated(e.value() / n, e.standardError() / n, e.lower() / n, e.upper() / n, e.note());
    }

    private static Moved moved(String of, String what, Estimated was, Estimated is) {
        double by = is.value() - was.value();
        double half = (was.upper() - was.lower()) / 2;
        double moved = by == 0 ? 0 : half > 0 ? by / half : Double.NaN;
        return new Moved(of, what, was, is, moved, found(was, is, by));
    }

    private static Found found(Estimated was, Estimated is, double by) {
        if ((!was.given() && !is.given()) || by == 0) {
            return Found.SAME;
        }
        if (Double.isNaN(by) || Double.isNaN(was.upper() - was.lower())) {
            return Found.UNKNOWN;
        }
        if (was.lower() <= is.value() && is.value() <= was.upper()) {
            return Found.WITHIN;
        }
        return is.lower() <= was.upper() && was.lower() <= is.upper() ? Found.BEYOND : Found.APART;
    }

    private static String verdict(List<Moved> rows) {
        List<Moved> beyond = rows.stream()
                .filter(r -> r.found() == Found.BEYOND || r.found() == Found.APART)
                .sorted(Comparator.comparingDouble((Moved r) -> -Math.abs(r.moved())))
                .toList();
        if (rows.stream().allMatch(r -> r.found() == Found.SAME)) {
            return "Nothing moved: all " + rows.size() + " numbers are the same.";
        }
        Moved furthest = rows.stream()
                .filter(r -> Double.isFinite(r.moved()))
                .max(Comparator.comparingDouble(r -> Math.abs(r.moved())))
                .orElse(rows.getFirst());
        if (beyond.isEmpty()) {
            return "The answers hold: none of " + rows.size() + " numbers left its old interval. Furthest moved the "
                    + furthest.what() + " of " + furthest.of() + ", by " + halves(furthest) + ".";
        }
        return beyond.size() + " of " + rows.size() + " numbers left their old interval: "
                + String.join(
                        "; ",
                        beyond.stream()
                                .limit(NAMED)
                                .map(r -> r.what() + " of " + r.of() + " by " + halves(r))
                                .toList())
                + (beyond.size() > NAMED ? "; …" : "")
                + ". Decisions that rest on them are to be made again; of 90 % intervals about one number in ten may leave"
                + " by chance.";
    }

    private static String halves(Moved r) {
        return String.format(Locale.ROOT, "%+.2f", r.moved()) + " half-widths of the old interval";
    }

    /** For a terminal. */
    public String text() {
        TextPage page = new TextPage();
        page.title(title + ": the new fit beside the old one");
        page.wrapped(verdict, "");
        page.line("");
        data.words(period).forEach(w -> page.wrapped(w, ""));
        page.line("");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("of", "what", "old", "new", "moved", "which is"));
        for (Moved r : rows) {
            if (r.before().given() || r.after().given()) {
                table.add(List.of(
                        r.of(),
                        r.what(),
                        number(r.before()),
                        number(r.after()),
                        Double.isNaN(r.moved()) ? "–" : String.format(Locale.ROOT, "%+.2f", r.moved()),
                        r.found().words()));
            }
        }
        page.table(table, 2);
        page.wrapped("Moved: in halves of the old interval; at 1 a number has come to the end of it.", "");
        return page.toString();
    }

    private static String number(Estimated e) {
        return !e.given()
                ? "withheld"
                : Numbers.effect(e.value())
                        + (Double.isNaN(e.lower()) ? "" : " " + Numbers.interval(e.lower(), e.upper()));
    }

    public String json() {
        return JsonWriter.object(json -> {
            RecordJson records = new RecordJson(json);
            json.count("format", FORMAT);
            json.text("kind", "mix-comparison");
            json.text("title", title);
            json.text("verdict", verdict);
            json.strings("changes", data.words(period));
            json.object("data", () -> records.components(data));
            json.array("comparison", rows, records::components);
        });
    }

    /** CSV tables by file name. */
    public Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(
                "comparison.csv",
                Csv.table(
                        "of,what,before,beforeLower,beforeUpper,after,afterLower,afterUpper,moved,found",
                        rows.stream()
                                .map(r -> Csv.row(
                                        r.of(),
                                        r.what(),
                                        r.before().value(),
                                        r.before().lower(),
                                        r.before().upper(),
                                        r.after().value(),
                                        r.after().lower(),
                                        r.after().upper(),
                                        r.moved(),
                                        r.found().words()))
                                .toList()));
        if (!data.changed().isEmpty()) {
            tables.put(
                    "changed-values.csv",
                    Csv.table(
                            "column,unit,period,before,after",
                            data.changed().stream()
                                    .flatMap(c -> c.cells().stream()
                                            .map(cell -> Csv.row(
                                                    c.column(),
                                                    cell.unit(),
                                                    cell.period(),
                                                    cell.before(),
                                                    cell.after())))
                                    .toList()));
        }
        return tables;
    }
}

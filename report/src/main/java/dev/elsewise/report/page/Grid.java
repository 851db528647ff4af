package dev.elsewise.report.page;

import static dev.elsewise.report.page.Html.tag;

import dev.elsewise.report.page.Html.Element;
import dev.elsewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A table of records, said once per column.
 *
 * @param <R> the record that makes a row
 */
public record Grid<R>(List<Column<R>> columns) {
    /**
     * One column.
     *
     * @param group a heading over neighbouring columns, or empty
     * @param number numbers stand right-aligned
     */
    public record Column<R>(String group, String heading, boolean number, Function<R, Html> cell) {}

    public static <R> Grid<R> of() {
        return new Grid<>(List.of());
    }

    public Grid<R> words(String heading, Function<R, String> words) {
        return cells(heading, row -> Html.text(words.apply(row)));
    }

    /** A name on one line; a long one is cut by the style sheet and whole in its hint. */
    public Grid<R> name(String heading, Function<R, String> name) {
        return cells(heading, row -> tag("div.name", name.apply(row)).with("title", name.apply(row)));
    }

    public Grid<R> cells(String heading, Function<R, Html> cell) {
        return and(new Column<>("", heading, false, cell));
    }

    public Grid<R> number(String heading, Function<R, String> number) {
        return number("", heading, number);
    }

    public Grid<R> number(String group, String heading, Function<R, String> number) {
        return and(new Column<>(group, heading, true, row -> absentMarked(number.apply(row))));
    }

    /** Numbers that need more than a word, such as one with its interval. */
    public Grid<R> numbers(String heading, Function<R, Html> cell) {
        return and(new Column<>("", heading, true, cell));
    }

    private Grid<R> and(Column<R> column) {
        List<Column<R>> more = new ArrayList<>(columns);
        more.add(column);
        return new Grid<>(List.copyOf(more));
    }

    /** The table, in a frame that scrolls sideways on a narrow screen. */
    public Html table(List<R> rows) {
        return table("div.scroll", rows);
    }

    /** The same with little room between its many columns. */
    public Html denseTable(List<R> rows) {
        return table("div.scroll.dense", rows);
    }

    private Html table(String frame, List<R> rows) {
        List<Html> body = rows.stream()
                .map(row ->
                        (Html) tag("tr", columns.stream().map(c -> cell(c, row)).toList()))
                .toList();
        return tag(frame, tag("table", tag("thead", head()), tag("tbody", body)));
    }

    private Html cell(Column<R> column, R row) {
        Html content = column.cell().apply(row);
        return column.number() ? tag("td.n", content) : tag("td", content);
    }

    private List<Html> head() {
        List<Html> lines = new ArrayList<>();
        if (columns.stream().anyMatch(c -> !c.group().isEmpty())) lines.add(tag("tr.groups", groups()));
        lines.add(tag(
                "tr",
                columns.stream()
                        .map(c -> (Html)
                                tag(c.number() ? "th.n" : "th", c.heading()).with("scope", "col"))
                        .toList()));
        return lines;
    }

    private List<Html> groups() {
        List<Html> cells = new ArrayList<>();
        int from = 0;
        while (from < columns.size()) {
            String group = columns.get(from).group();
            int to = from + 1;
            while (to < columns.size() && Objects.equals(columns.get(to).group(), group)) to++;
            Element cell = group.isEmpty() ? tag("td") : tag("th", group).with("scope", "colgroup");
            cells.add(cell.with("colspan", Integer.toString(to - from)));
            from = to;
        }
        return cells;
    }

    private static Html absentMarked(String number) {
        return number.equals(Numbers.ABSENT) ? tag("span.absent", number) : Html.text(number);
    }
}

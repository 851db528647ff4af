package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that cannot be fitted are refused with what must hold, what was found, and where. */
class BadMixDataTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private static final String STUDY = """
            version: 1
            data: data.csv
            time: week
            mix:
              outcome: revenue
              channels: {tv: tv, search: {spend: search, carry-over: none, saturation: none}}
              mediators: [search]
            graph: |
              tv -> search
              tv, search -> revenue
            """;

    @TempDir
    private Path folder;

    private void refuses(List<String> lines, String study, Class<? extends Throwable> type, String... words)
            throws IOException {
        Files.writeString(folder.resolve("data.csv"), String.join("\n", lines) + "\n");
        try (Workspace workspace = Workspace.open()) {
            MixStudy read = MixStudy.parse(study, folder);
            assertThatThrownBy(() -> MixData.of(read, workspace))
                    .isInstanceOf(type)
                    .hasMessageContainingAll(words)
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage())
                                    .lines()
                                    .toList()
                                    .getLast())
                            .startsWith("Maybe"));
        }
    }

    private void refuses(List<String> lines, String... words) throws IOException {
        refuses(lines, STUDY, BadData.class, words);
    }

    private static List<String> lines(int n) {
        List<String> lines = new ArrayList<>(List.of("week,tv,search,revenue"));
        for (int t = 0; t < n; t++) {
            lines.add(START.plusWeeks(t) + "," + t % 5 + "," + t * 3 % 7 + "," + (100 + t % 11));
        }
        return lines;
    }

    private static List<String> lines(int line, UnaryOperator<String> change) {
        List<String> lines = lines(30);
        lines.set(line, change.apply(lines.get(line)));
        return lines;
    }

    @Test
    void aWeekThatStandsTwice() throws IOException {
        refuses(
                lines(4, l -> l.replace("2024-01-22", "2024-01-15")),
                "Each period must have one row; 2024-01-15 has two, rows 3 and 4.",
                "unit: geo");
    }

    @Test
    void aWeekOfOneUnitThatStandsTwice() throws IOException {
        List<String> lines = new ArrayList<>(List.of("week,geo,tv,search,revenue"));
        lines(30).stream().skip(1).forEach(l -> {
            lines.add(l.replaceFirst(",", ",north,"));
            lines.add(l.replaceFirst(",", ",south,"));
        });
        lines.add(lines.getLast());
        refuses(
                lines,
                STUDY.replace("time: week", "time: week\nunit: geo"),
                BadData.class,
                "one row in each unit; 2024-07-22 of south has two, rows 60 and 61.");
        lines.removeLast();
        lines.remove(5);
        refuses(
                lines,
                STUDY.replace("time: week", "time: week\nunit: geo"),
                BadData.class,
                "All units must have the same periods, here from 2024-01-01 to 2024-07-22; in \"north\" 1 week is missing:"
                        + " 2024-01-15.");
    }

    @Test
    void gapsAndUnevenWeeks() throws IOException {
        List<String> gap = lines(30);
        gap.subList(5, 8).clear();
        refuses(
                gap,
                "without a gap; in \"week\" from 2024-01-01 to 2024-07-22 3 weeks are missing: 2024-01-29, 2024-02-05, 2024-02-12.");
        refuses(
                lines(4, l -> l.replace("2024-01-22", "2024-01-23")),
                "Periods must be a week apart; 2024-01-15 is followed by 2024-01-23, 8 days later: \"week\" in rows 3 and 4.");
        List<String> months = new ArrayList<>(List.of("week,tv,search,revenue"));
        for (int m = 0; m < 30; m++) {
            months.add(START.plusMonths(m) + "," + m % 5 + "," + m % 3 + "," + m % 7);
        }
        refuses(months, "2024-01-01 is followed by 2024-02-01, 31 days later", "Maybe the data are monthly");
        refuses(
                lines(30),
                STUDY.replace("outcome:", "calendar: daily\n  outcome:"),
                BadData.class,
                "174 days are missing",
                "Maybe the data are weekly");
    }

    @Test
    void datesThatAreNone() throws IOException {
        List<String> words = lines(30);
        words.replaceAll(l -> l.replaceFirst("^(\\d+)-(\\d+)-(\\d+)", "week of $3.$2.$1"));
        refuses(words, "\"week\" must hold dates such as 2025-11-28; row 1 holds \"week of 01.01.2024\"", "strptime");
        List<String> numbers = lines(30);
        numbers.replaceAll(l -> l.replaceFirst("^(\\d+)-(\\d+)-(\\d+)", "$1$2$3"));
        refuses(numbers, "\"week\" must hold dates; it holds numbers");
        refuses(lines(4, l -> l.substring(10)), "Every row must have a date; \"week\" is missing in row 4.");
    }

    @Test
    void amountsThatCannotBe() throws IOException {
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",-12.5,1,100"),
                "must not be negative; \"tv\" is -12.5 on 2024-02-05.");
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",none,1,100"),
                "\"tv\" must hold numbers; row 6 (2024-02-05) holds \"none\".",
                "Maybe it stands for no value");
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",abc,1,100"),
                "\"tv\" must hold numbers; row 6 (2024-02-05) holds \"abc\".",
                "Maybe the cell is mistyped");
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",\"1,234\",1,100"),
                "\"tv\" must hold numbers; row 6 (2024-02-05) holds",
                "without separators or quotes, as 1234.");
        List<String> words = lines(30);
        words.replaceAll(l -> l.replaceFirst(",\\d+,", ",launch,"));
        refuses(
                words,
                "row 1 (2024-01-01) holds \"launch\", one of 30 cells with text.",
                "derive: {launch: \"tv = 'launch'\"}");
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",,1,100"),
                "\"tv\" must have a value in every period; on 2024-02-05 it has none (1 of 30 are missing).",
                "missing: {tv: zero}");
        refuses(
                lines(30, l -> START.plusWeeks(29) + ",1,1,"),
                "\"revenue\" must have a value in every period; on 2024-07-22 it has none",
                "end the window before it");
        refuses(
                lines(1, l -> START + ",,1,100"),
                STUDY.replace("outcome:", "missing: {tv: carry-forward}\n  outcome:"),
                BadData.class,
                "\"tv\" must have a first value for others to follow; on 2024-01-01 it has none.");
        refuses(
                lines(6, l -> START.plusWeeks(5) + ",1,1,0"),
                STUDY.replace("outcome:", "link: log\n  outcome:"),
                BadData.class,
                "With link: log the outcome must be positive; \"revenue\" is 0 on 2024-02-05.");
    }

    @Test
    void inputsThatTellNothing() throws IOException {
        List<String> constant = lines(30);
        constant.replaceAll(l -> l.replaceFirst(",\\d+,", ",250,"));
        refuses(constant, "Every input must vary, or nothing can be learned of it; \"tv\" is 250 in every week.");
        refuses(
                lines(30),
                STUDY.replace("mediators:", "events: {sale: [2031-01-01]}\n  mediators:")
                        .replace("tv, search ->", "tv, search, sale ->"),
                BadData.class,
                "no week of the window has the event \"sale\"");
    }

    @Test
    void aMediatorThatIsMadeOfItsCauses() throws IOException {
        List<String> made = new ArrayList<>(List.of("week,tv,search,revenue"));
        for (int t = 0; t < 30; t++) {
            made.add(START.plusWeeks(t) + "," + t % 5 + "," + (3 + 0.7 * (t % 5)) + "," + (100 + t % 11));
        }
        refuses(
                made,
                "A mediator must vary by more than its causes",
                "\"search\" is a linear function of tv (R² = 1 −");
        made.set(7, made.get(7).replaceFirst(",[\\d.]+,1", ",9.1,1"));
        Files.writeString(folder.resolve("data.csv"), String.join("\n", made) + "\n");
        try (Workspace workspace = Workspace.open()) {
            assertThat(MixData.of(MixStudy.parse(STUDY, folder), workspace)
                            .panel()
                            .rows())
                    .as("one week of its own is enough")
                    .isEqualTo(30);
        }
    }

    @Test
    void moreLagsThanWeeks() throws IOException {
        refuses(
                lines(30),
                STUDY.replace("outcome:", "carry-over: {geometric: {lags: 30}}\n  outcome:"),
                BadStudy.class,
                "must end within the data, which have 30 weeks; that of \"tv\" has 30 lags.");
    }

    @Test
    void oneWeekOnly() throws IOException {
        refuses(lines(1), "The data must hold two periods or more; they have 1 period, from 2024-01-01.");
    }

    @Test
    void fewerWeeksThanParameters() throws IOException {
        // Intercept, two coefficients, retention and rate of tv.
        refuses(
                lines(5),
                "must have more weeks than the equation of \"revenue\" has parameters; it has 5 weeks for 5 parameters.");
    }

    @Test
    void blocksLongerThanTheWindow() throws IOException {
        refuses(
                lines(30),
                STUDY.replace("outcome:", "draws: {count: 20, block: 31}\n  outcome:"),
                BadStudy.class,
                "no longer than the window, which has 30 weeks; mix.draws.block is 31");
        try (Workspace workspace = Workspace.open()) {
            MixStudy whole =
                    MixStudy.parse(STUDY.replace("outcome:", "draws: {count: 20, block: 30}\n  outcome:"), folder);
            assertThat(MixData.of(whole, workspace).panel().window()).isEqualTo(30);
        }
    }

    @Test
    void aWindowThatHoldsNothing() throws IOException {
        refuses(
                lines(30),
                STUDY.replace("outcome:", "window: {from: 2034-01-01}\n  outcome:"),
                BadData.class,
                "it begins on 2034-01-01, and the last period on 2024-07-22");
        refuses(
                lines(30),
                STUDY.replace("outcome:", "window: {to: 2014-01-01}\n  outcome:"),
                BadData.class,
                "it ends on 2014-01-01, and the data begin on 2024-01-01");
    }

    @Test
    void daysThatMakeNoWeeks() throws IOException {
        List<String> days = new ArrayList<>(List.of("week,tv,search,revenue"));
        for (int d = 0; d < 12; d++) {
            days.add(START.plusDays(d) + "," + d % 5 + "," + d % 3 + "," + d % 7);
        }
        refuses(
                days,
                STUDY.replace("outcome:", "calendar: {from: daily, to: weekly}\n  outcome:"),
                BadData.class,
                "There must be two whole weeks or more; from 2024-01-01 to 2024-01-12 there is one.");
    }

    @Test
    void aLongLayoutThatDoesNotFit() throws IOException {
        String study = STUDY.replace("outcome:", "layout: {long: {channel: channel, amount: spend}}\n  outcome:");
        List<String> lines = new ArrayList<>(List.of("week,channel,spend,revenue"));
        for (int t = 0; t < 30; t++) {
            lines.add(START.plusWeeks(t) + ",tv," + t % 5 + "," + (100 + t % 11));
            lines.add(START.plusWeeks(t) + ",search," + t % 3 + ",");
        }
        refuses(
                lines,
                study.replace("search: {spend: search,", "search: {level: serch,"),
                BadStudy.class,
                "it holds no \"serch\", but [search, tv]",
                "Maybe you meant \"search\".");
        List<String> twice = new ArrayList<>(lines);
        twice.add(lines.getLast());
        refuses(
                twice,
                study.replace("search: {spend: search,", "search: {level: search,"),
                BadData.class,
                "\"search\" has two on 2024-07-22, rows 60 and 61.");
        List<String> differ = new ArrayList<>(lines);
        differ.set(2, lines.get(2) + "7");
        refuses(
                differ,
                study.replace("search: {spend: search,", "search: {level: search,"),
                BadData.class,
                "\"revenue\" must be the same in all rows of a period",
                "on 2024-01-01 it is 100 and 7.");
    }

    @Test
    void aColumnThatIsNotThere() throws IOException {
        refuses(
                lines(30),
                STUDY.replace("tv: tv", "tv: tvs"),
                BadStudy.class,
                "study.yaml line 6: the table has no column \"tvs\"",
                "Maybe you meant \"tv\".");
    }
}

package dev.elsewise.data.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.error.BadStudy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Schema SCHEMA = new Schema(List.of(
            Column.number("x"),
            Column.number("Slate size"),
            new Column("date", Column.Kind.TIME),
            new Column("place", Column.Kind.CATEGORY),
            Column.number("position")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x > 3 and x <= 10",
                "position <= 3",
                "ln(1 + x) * 0.5",
                "\"Slate size\" // 2",
                "CASE WHEN x IS NULL THEN 0 WHEN x BETWEEN 1 AND 2 THEN 1 ELSE -x END",
                "place IN ('a', 'b') OR place NOT LIKE 'c%'",
                "CAST(x AS INTEGER) % 2 = 0",
                "x::varchar || place",
                "coalesce(x, 0) IS DISTINCT FROM 1",
                "date >= DATE '2020-01-01' AND date < date + INTERVAL 3 DAY",
                "extract(year FROM date) = 2020",
                "place = 'it''s; -- SELECT'",
                "row % 5",
                "if(x > 0, 1, 2)"
            })
    void rowWiseExpressionsRun(String expression) throws Exception {
        String sql = Expression.of(expression, SCHEMA).sql();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + sql
                        + " FROM (SELECT 1.5 AS x, 4 AS \"Slate size\", DATE '2020-02-03' AS date, 'b' AS place,"
                        + " 2 AS position, 0 AS \"#ordinal\")")) {
            assertThat(r.next()).isTrue();
        }
    }

    @Test
    void columnsAreFoundWhateverTheirCase() {
        Expression expression = Expression.of("X + \"slate SIZE\" + ln(Position)", SCHEMA);
        assertThat(expression.reads()).containsExactly("x", "Slate size", "position");
        assertThat(expression.sql()).contains("\"Slate size\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avg(x) > 1 | avg",
                "x > (SELECT max(x)) | SELECT",
                "sum(x) OVER () | sum",
                "ln(x) OVER (ORDER BY x) | OVER",
                "random() < 0.5 | random",
                "date < now() | now",
                "date < current_date | current_date",
                "read_text('secrets') | read_text",
                "x in (FROM 'other.csv') | FROM",
                "x in (TABLE other) | TABLE",
                "exists(x) | exists",
                "getenv('HOME') | getenv",
                "x > 1; drop table t | ;",
                "x > 1 -- all | --",
                "x /* y */ > 1 | /*",
                "\"read_text\"('secrets') | read_text",
                "[x, 1] | [",
                "{'a': x} | {",
                "$1 | $",
                "t.x | .",
                "sqr(x) | sqr",
                "pg_sleep(1) | pg_sleep"
            })
    void whatIsNotRowWiseIsRefusedByName(String expression, String word) {
        assertThatThrownBy(() -> Expression.of(expression, SCHEMA))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"" + word + "\"");
    }

    @Test
    void unknownNamesComeWithTheNearest() {
        assertThatThrownBy(() -> Expression.of("positon <= 3", SCHEMA))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("no column \"positon\"")
                .hasMessageEndingWith("Maybe you meant \"position\".");
        assertThatThrownBy(() -> Expression.of("flor(x)", SCHEMA)).hasMessageEndingWith("Maybe you meant \"floor\".");
        assertThatThrownBy(() -> Expression.of("(x", SCHEMA)).hasMessageContaining("Parentheses");
        assertThatThrownBy(() -> Expression.of("x)  or (x", SCHEMA)).hasMessageContaining("Parentheses");
        assertThatThrownBy(() -> Expression.of(" ", SCHEMA)).hasMessageContaining("empty");
    }

    /** Every function that we let through is a scalar one whose value depends on its arguments alone. */
    @Test
    void theFunctionsThatAreKnownAreScalarAndConstant() throws Exception {
        Set<String> good = new TreeSet<>();
        Set<String> bad = new TreeSet<>();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement();
                ResultSet r =
                        s.executeQuery("SELECT function_name, function_type, stability FROM duckdb_functions()")) {
            while (r.next()) {
                boolean pure = r.getString(2).equals("macro")
                        || (r.getString(2).equals("scalar") && !"VOLATILE".equals(r.getString(3)));
                (pure ? good : bad).add(r.getString(1));
            }
        }
        List<String> grammar = List.of("cast", "try_cast", "extract", "coalesce", "if", "nullif", "ifnull");
        Set<String> unknown = new TreeSet<>(ExpressionWords.FUNCTIONS);
        unknown.removeAll(good);
        unknown.removeAll(grammar);
        assertThat(unknown).isEmpty();
        List<String> doubtful = new ArrayList<>(bad);
        doubtful.retainAll(ExpressionWords.FUNCTIONS);
        assertThat(doubtful).isEmpty();
    }
}

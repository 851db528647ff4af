package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void kindsFollowTheValues() throws IOException {
        Table table = csv("n,t,c,d,e\n1.5,true,b,2020-01-02,\n,false,a,2020-01-03,\nNA,,NA,,\n");
        assertThat(table.schema().columns())
                .containsExactly(
                        Column.number("n"),
                        new Column("t", Column.Kind.TRUTH),
                        new Column("c", Column.Kind.CATEGORY),
                        new Column("d", Column.Kind.TIME),
                        new Column("e", Column.Kind.CATEGORY));
        Columns all = table.gather(table.schema().names());
        assertThat(all.numbers("n")).containsExactly(1.5, Double.NaN, Double.NaN);
        assertThat(all.numbers("t")).containsExactly(1, 0, Double.NaN);
        assertThat(all.codes("c")).containsExactly(1, 0, -1);
        assertThat(all.numbers("d")).containsExactly(day("2020-01-02"), day("2020-01-03"), Double.NaN);
        assertThat(all.codes("e")).containsExactly(-1, -1, -1);
        assertThat(table.levels("c")).containsExactly("a", "b");
        assertThat(table.levels("e")).isEmpty();
    }

    @Test
    void delimitersQuotesAndDecimalsAreFoundOrTold() throws IOException {
        assertThat(csv("a;b\n1;x,y\n2;z\n").levels("b")).containsExactly("x,y", "z");
        assertThat(csv("a\tb\n1\tx\n").schema().names()).containsExactly("a", "b");
        assertThat(csv("a|b\n1|x\n").schema().names()).containsExactly("a", "b");
        assertThat(csv("a\n7\n").gather(List.of("a")).numbers("a")).containsExactly(7);
        assertThat(csv("\"a,1\",b\n1,\"say \"\"hi\"\"\nthere\"\n").levels("b")).containsExactly("say \"hi\"\nthere");
        Table german =
                workspace.open(Source.Csv.of(write("a;b\n1,5;2\n0,25;3\n")).withDecimal(","));
        assertThat(german.gather(List.of("a")).numbers("a")).containsExactly(1.5, 0.25);
        Table odd = workspace.open(
                Source.Csv.of(write("a,x;b\n1;'p;q'\n")).withDelimiter(";").withQuote("'"));
        assertThat(odd.schema().names()).containsExactly("a,x", "b");
        assertThat(odd.levels("b")).containsExactly("p;q");
    }

    @Test
    void onlyTheColumnsAskedForAreRead() throws IOException {
        Source some = Source.Csv.of(write("a,b,c\n1,2,3\n")).reading(List.of("c", "a"));
        assertThat(workspace.open(some).schema().names()).containsExactly("c", "a");
        assertThatThrownBy(() ->
                        workspace.open(Source.Csv.of(write("alpha,b\n1,2\n")).reading(List.of("alpa"))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("Maybe you meant \"alpha\".");
    }

    @Test
    void aTypeThatChangesFarDownIsFoundOut() throws IOException {
        StringBuilder text = new StringBuilder("a\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(i).append('\n');
        }
        Table table = csv(text + "many\n");
        assertThat(table.schema().column("a").kind()).isEqualTo(Column.Kind.CATEGORY);
        assertThat(table.cardinality("a")).isEqualTo(30_001);
    }

    @Test
    void compressedTextParquetJsonAndDatabasesAreRead() throws Exception {
        Path zipped = folder.resolve("z.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8));
        }
        Path json =
                Files.writeString(folder.resolve("j.jsonl"), "{\"a\": 1, \"b\": \"x\"}\n{\"b\": \"y\", \"a\": 2}\n");
        Path parquet = folder.resolve("p.parquet");
        Path database = folder.resolve("d.duckdb");
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement s = c.createStatement()) {
            s.execute("CREATE TABLE t AS SELECT * FROM (VALUES (1, 'x'), (2, 'y')) v(a, b)");
            s.execute("COPY t TO '" + parquet + "'");
        }
        for (Source source : List.of(
                Source.of(zipped),
                Source.of(json),
                Source.of(parquet),
                new Source.DuckDb(database, "t"),
                new Source.DuckDb(database, "SELECT a, b FROM t WHERE a < 3"))) {
            Table table = workspace.open(source);
            Columns all = table.gather(List.of("a", "b"));
            assertThat(all.numbers("a")).as("%s", source).containsExactly(1, 2);
            assertThat(all.codes("b")).as("%s", source).containsExactly(0, 1);
            assertThat(table.levels("b")).containsExactly("x", "y");
        }
        assertThatThrownBy(() -> workspace.open(new Source.DuckDb(database, "nothing")))
                .isInstanceOfAny(BadStudy.class, BadData.class);
    }

    @Test
    void parquetIsStillScannedAfterSealing() throws Exception {
        Path parquet = folder.resolve("p.parquet");
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            s.execute("COPY (SELECT range AS a FROM range(50000)) TO '" + parquet + "'");
        }
        for (Workspace.Placement placement : Workspace.Placement.values()) {
            try (Workspace sealed =
                    Workspace.open(Workspace.Options.withDefaults().withPlacement(placement))) {
                Table table = sealed.open(Source.of(parquet));
                sealed.seal();
                Table odd = table.where("a % 2 = 1", "").sortedBy("a");
                assertThat(odd.gather(List.of("a")).numbers("a")[24_999]).isEqualTo(49_999);
            }
        }
    }

    @Test
    void aHeaderAloneIsATableOfNoRows() throws IOException {
        Table table = csv("a,b\n");
        assertThat(table.rows()).isZero();
        assertThat(table.schema().names()).containsExactly("a", "b");
        assertThat(table.gather(List.of("a")).rows()).isZero();
        assertThat(Sums.of(table, "a")).containsOnly(0);
        assertThat(table.groupedBy(List.of("a"), List.of(Aggregate.rows("n"))).rows())
                .isZero();
    }

    @Test
    void filesThatCannotBeReadAreSaidSo() throws IOException {
        refused(folder.resolve("visit.csv"), "must exist", "visit.csv");
        Files.writeString(folder.resolve("visits.csv"), "a\n1\n");
        refused(folder.resolve("visit.csv"), "Maybe you meant \"visits.csv\".");
        refused(Files.createDirectory(folder.resolve("f.csv")), "is a folder");
        refused(Files.createFile(folder.resolve("e.csv")), "is empty");
        refused(Files.writeString(folder.resolve("p.parquet"), "no parquet"), "must be Parquet");
        refused(Files.writeString(folder.resolve("d.jsonl"), "{\"a\": \n"), "must be JSON");
        assertThatThrownBy(() -> Source.of(folder.resolve("data.xlsx"))).isInstanceOf(BadStudy.class);
    }

    @Test
    void aFileWithoutPermissionIsSaidSo() throws IOException {
        Path secret = write("a\n1\n");
        assertThat(secret.toFile().setReadable(false)).isTrue();
        // The superuser reads everything: there the file is simply read.
        if (Files.isReadable(secret)) {
            assertThat(workspace.open(Source.of(secret)).rows()).isEqualTo(1);
        } else {
            refused(secret, "must be readable", "permissions");
        }
    }

    @Test
    void raggedLinesAreNamed() throws IOException {
        refused(write("a,b\n1,2\n3,4\n5,6,7\n8,9\n"), "must have 2 fields", "found 3", "line 4");
        refused(write("a,b\n1\n"), "must have 2 fields", "found 1", "line 2");
        refused(write("a,b\n1,\"open\n2,3\n"), "A quoted field must end", "line 2", "\nMaybe");
        refused(write("My export\na,b\n1,2\n"), "must have 1 field,", "found 2", "Maybe the first line does not name");
        refused(write("a,b\r\n1,2\n3,4\r\n"), "must end alike", "\nMaybe");
        refused(write("a,b\n1," + "x".repeat(3_000_000) + "\n"), "at most 2000000 bytes", "\nMaybe");
        String many = "a,b\n" + "1,2\n".repeat(100_000);
        refused(write(many + "1,2,3\n" + "1,2\n".repeat(10)), "must have 2 fields", "found 3", "line 100002");
        refused(write(many + "1\n" + "1,2\n".repeat(10)), "must have 2 fields", "found 1", "line 100002");
    }

    /** The database repeats the line, the file's name and the columns in its message; their words are no diagnosis. */
    @Test
    void wordsInTheDataAreNoReasons() throws IOException {
        String text = "Invalid unicode \"\"quoted value\"\", not utf-8 encoded: Error when sniffing";
        String row = '"' + text + "\",2\n";
        refused(write("a,unicode\n" + row + "1,2,3\n"), "must have 2 fields", "found 3", "line 3");
        refused(write("a,b\n" + row.strip() + ",3\n"), "must have 2 fields", "found 3", "line 2");
        Table late = csv("a,unicode\n" + "1,2\n".repeat(30_000) + row);
        assertThat(late.levels("a")).containsExactly("1", text.replace("\"\"", "\""));
    }

    @Test
    void textThatIsNotUtf8IsSaidSoAndCanBeToldApart() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "place\nZürich\nBern\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(latin, "must be UTF-8", "Maybe it is Latin-1: say encoding: latin-1.");
        Table table = workspace.open(Source.Csv.of(latin).withEncoding("latin-1"));
        assertThat(table.levels("place")).containsExactly("Bern", "Zürich");
        assertThatThrownBy(() -> workspace.open(Source.Csv.of(latin).withEncoding("ebcdic")))
                .isInstanceOf(BadStudy.class);
        Path wide = folder.resolve("wide.csv");
        Files.write(wide, "\uFEFFplace\nZürich\nBern\n".getBytes(StandardCharsets.UTF_16LE));
        refused(wide, "must be UTF-8", "Maybe it is UTF-16: say encoding: utf-16.");
        assertThat(workspace.open(Source.Csv.of(wide).withEncoding("utf-16")).levels("place"))
                .containsExactly("Bern", "Zürich");
        Files.write(wide, "\uFEFFplace\nZürich\n".getBytes(StandardCharsets.UTF_16BE));
        assertThatThrownBy(() -> workspace.open(Source.Csv.of(wide).withEncoding("utf-16")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("must be little-endian")
                .hasMessageContaining("\nMaybe save it as UTF-8.");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        refused(write("a,b,A\n1,2,3\n"), "must be unique", "column 1 and column 3");
        refused(write("a,b,\"b\"\n1,2,3\n"), "must be unique", "\"b\"");
    }

    @Test
    void infiniteAndInexactNumbersAreRefused() throws IOException {
        assertThatThrownBy(() -> csv("x,y\n1,0\n2,4\n").with("z", "y / (x - 2)").gather(List.of("z")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("Column \"z\" must hold finite numbers; row 2 holds Infinity");
        Table ids = csv("id\n9007199254740993\n9007199254740995\n");
        assertThatThrownBy(() -> ids.gather(List.of("id")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("2^53")
                .hasMessageContaining("read it as a key");
        assertThatThrownBy(() -> csv("x\n1\n")
                        .with("d", "x + 9007199254740992::decimal(20, 0)")
                        .gather(List.of("d")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("2^53");
        Table keys = ids.as("id", Column.Kind.KEY);
        assertThat(keys.levels("id")).containsExactly("9007199254740993", "9007199254740995");
        assertThat(keys.gather(List.of("id")).codes("id")).containsExactly(0, 1);
    }

    /** A number that is none too large for a double stays one, whatever stands below it. */
    @Test
    void largeFractionsAreNoInexactNumbers() throws IOException {
        assertThat(csv("x\n1e300\n0.5\n").gather(List.of("x")).numbers("x")).containsExactly(1e300, 0.5);
        assertThatThrownBy(() -> csv("x\n1e300\n-inf\n0.5\n").gather(List.of("x")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("Column \"x\" must hold finite numbers; row 2 holds -Infinity");
    }

    @Test
    void sharedWorkspaceOpensByName() throws IOException {
        Table table = Table.open(write("x\n1\n2\n").toString());
        assertThat(Sums.of(table, "x")[0]).isEqualTo(1.0);
    }

    private Table csv(String text) throws IOException {
        return workspace.open(Source.of(write(text)));
    }

    private Path write(String text) throws IOException {
        Path file = Files.createTempFile(folder, "data", ".csv");
        return Files.writeString(file, text);
    }

    private void refused(Path file, String... words) {
        assertThatThrownBy(() -> workspace.open(Source.of(file)))
                .isInstanceOf(BadData.class)
                .message()
                .contains(words)
                .contains("\nMaybe ");
    }

    private static double day(String date) {
        return LocalDate.parse(date).toEpochDay() * 86_400e6;
    }
}

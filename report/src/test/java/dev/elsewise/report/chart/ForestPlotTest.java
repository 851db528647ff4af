package dev.elsewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.effect.Interval;
import dev.elsewise.report.Xml;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ForestPlotTest {
    private static final Pattern SPAN = Pattern.compile("M(-?[\\d.]+) (-?[\\d.]+)H(-?[\\d.]+)");

    @Test
    void pointsAndLinesStandWhereTheirValuesAre() {
        Document svg = parsed(row("a", 2, 1, 3), row("b", -1, -3, 1), row("c", 0.5, 0, 1));
        List<Element> points = Xml.all(svg, "circle");
        assertThat(points).hasSize(3);
        double left = Xml.number(points.get(1), "cx");
        double perUnit = (Xml.number(points.get(0), "cx") - left) / 3;
        assertThat(perUnit).isPositive();
        assertThat(Xml.number(points.get(2), "cx")).isCloseTo(left + 1.5 * perUnit, within(0.2));
        assertThat(Xml.number(points.get(0), "cy")).isLessThan(Xml.number(points.get(1), "cy"));
        double[][] ends = {{1, 3}, {-3, 1}, {0, 1}};
        Matcher spans = SPAN.matcher(thick(svg));
        for (int i = 0; i < 3; i++) {
            assertThat(spans.find()).isTrue();
            assertThat(Double.parseDouble(spans.group(1))).isCloseTo(left + (ends[i][0] + 1) * perUnit, within(0.2));
            assertThat(Double.parseDouble(spans.group(2))).isEqualTo(Xml.number(points.get(i), "cy"));
            assertThat(Double.parseDouble(spans.group(3))).isCloseTo(left + (ends[i][1] + 1) * perUnit, within(0.2));
        }
    }

    @Test
    void numbersStandBesideAsText() {
        Document svg = parsed(row("news", 0.0100, 0.0036, 0.0165), row("autos", -0.0074, -0.0261, 0.0113));
        assertThat(Xml.texts(svg, "text"))
                .contains("news", "0.0100", "[0.0036, 0.0165]", "autos", "−0.0074", "[−0.0261, 0.0113]")
                .contains("lift", "estimate", "95\u202F% interval");
    }

    @Test
    void anIntervalWithoutAnEndIsCutWithAnArrow() {
        Document svg = parsed(row("a", 1, Double.NEGATIVE_INFINITY, 2), row("b", 1, 0.5, 1.5));
        assertThat(Xml.texts(svg, "text")).contains("[−∞, 2.00]");
        assertThat(paths(svg)).anyMatch(d -> d.endsWith("z"));
        assertThat(paths(parsed(row("b", 1, 0.5, 1.5)))).noneMatch(d -> d.endsWith("z"));
    }

    @Test
    void oneHugeIntervalDoesNotFlattenTheOthers() {
        Document svg = parsed(row("a", 1, 0.5, 1.5), row("b", 2, 1.5, 2.5), row("c", 1.5, -1e9, 1e9));
        List<Element> points = Xml.all(svg, "circle");
        double apart = Xml.number(points.get(1), "cx") - Xml.number(points.get(0), "cx");
        assertThat(apart).isGreaterThan(30);
    }

    @Test
    void whatIsNotANumberIsSaidAndNotDrawn() {
        Document svg = parsed(row("a", Double.NaN, Double.NaN, Double.NaN), row("b", 1, Double.NaN, Double.NaN));
        assertThat(Xml.all(svg, "circle")).hasSize(1);
        assertThat(Xml.texts(svg, "text")).contains("not available");
    }

    @Test
    void noRowsAndHugeValuesStillDraw() {
        assertThat(Xml.all(parsed(), "circle")).isEmpty();
        assertThat(Xml.all(parsed(row("a", 1e305, -1e308, 1e308)), "svg")).hasSize(1);
        assertThat(Xml.all(parsed(row("a", 3e-12, 1e-12, 5e-12)), "circle")).hasSize(1);
        assertThat(Xml.all(parsed(row("a", 0, 0, 0)), "circle")).hasSize(1);
    }

    @Test
    void aLongLabelIsShortenedAndWholeInItsHint() {
        String label = "a segment with a name so long that no chart would ever have the room to show all of it";
        Document svg = parsed(row(label, 1, 0, 2));
        assertThat(Xml.texts(svg, "title")).contains(label);
        assertThat(Xml.texts(svg, "text")).noneMatch(label::equals).anyMatch(t -> t.endsWith("…"));
    }

    @Test
    void labelsAreText() {
        String svg = plot(row("<script>alert(1)</script>", 1, 0, 2)).svg();
        assertThat(svg).doesNotContain("<script").contains("&lt;script&gt;");
    }

    @Test
    void theJointIntervalIsTheLongerThinnerLine() {
        ForestPlot.Row row = new ForestPlot.Row(
                "a", 1, new Interval(0.95, "normal", 0.5, 1.5), Optional.of(new Interval(0.95, "joint", 0, 2)));
        Document svg = Xml.parse(new ForestPlot("t", "x", List.of(row), Double.NaN).svg());
        List<Double> lengths = paths(svg).stream()
                .flatMap(d -> SPAN.matcher(d).results())
                .map(m -> Double.parseDouble(m.group(3)) - Double.parseDouble(m.group(1)))
                .toList();
        assertThat(lengths).hasSize(2);
        assertThat(lengths.get(0)).isCloseTo(2 * lengths.get(1), within(0.3));
    }

    @Test
    void aFileOfItsOwnNeedsNoPage() {
        ForestPlot plot = plot(row("a", 1, 0, 2));
        String alone = plot.standalone();
        assertThat(alone).contains("xmlns=\"http://www.w3.org/2000/svg\"").doesNotContain("var(", "currentColor");
        assertThat(Xml.texts(Xml.parse(alone), "text")).contains("Lift by segment");
        assertThat(plot.svg()).contains("var(--accent,").doesNotContain("http");
        assertThat(Xml.parse(plot.svg()).getDocumentElement().getAttribute("role"))
                .isEqualTo("img");
    }

    @Test
    void fifteenRowsStaySmall() {
        ForestPlot.Row[] rows = new ForestPlot.Row[15];
        for (int i = 0; i < rows.length; i++) rows[i] = row("segment " + i, i, i - 1, i + 1);
        assertThat(plot(rows).svg().length()).isLessThan(6_000);
    }

    private static Document parsed(ForestPlot.Row... rows) {
        return Xml.parse(plot(rows).svg());
    }

    private static ForestPlot plot(ForestPlot.Row... rows) {
        return new ForestPlot("Lift by segment", "lift", List.of(rows), Double.NaN);
    }

    private static ForestPlot.Row row(String label, double value, double lower, double upper) {
        return new ForestPlot.Row(label, value, new Interval(0.95, "normal", lower, upper), Optional.empty());
    }

    private static List<String> paths(Document svg) {
        return Xml.all(svg, "path").stream().map(p -> p.getAttribute("d")).toList();
    }

    private static String thick(Document svg) {
        return Xml.all(svg, "g").stream()
                .filter(g -> g.getAttribute("stroke-width").equals("5"))
                .map(g -> Xml.all(g, "path").getFirst().getAttribute("d"))
                .findFirst()
                .orElseThrow();
    }
}

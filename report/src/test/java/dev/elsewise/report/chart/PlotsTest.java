package dev.elsewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Verdict;
import dev.elsewise.report.Xml;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotsTest {
    private static final Pattern MOVE = Pattern.compile("^M(-?[\\d.]+) (-?[\\d.]+)");
    private static final Pattern BAR = Pattern.compile("M([\\d.]+) ([\\d.]+)h([\\d.]+)v(-?[\\d.]+)");

    @Test
    void aPointOnTheDiagonalIsOnTheDashedLine() {
        ScatterPlot plot = new ScatterPlot(
                "t", "x", "y", List.of(point("g", "a", 0, 0), point("g", "b", 1, 1), point("h", "c", 0.5, 0.25)));
        Document svg = Xml.parse(plot.svg());
        double[] zero = spot(svg, "g a");
        double[] one = spot(svg, "g b");
        double[] below = spot(svg, "h c");
        assertThat(below[0]).isCloseTo((zero[0] + one[0]) / 2, within(0.2));
        assertThat(below[1]).isCloseTo(zero[1] + 0.25 * (one[1] - zero[1]), within(0.2));
        assertThat(one[1]).isLessThan(zero[1]);
        assertThat(dashed(svg)).isNotEmpty();
        double slope = (one[1] - zero[1]) / (one[0] - zero[0]);
        for (double[] end : dashed(svg))
            assertThat(end[1]).isCloseTo(zero[1] + slope * (end[0] - zero[0]), within(0.3));
    }

    @Test
    void groupsDifferInColourAndShapeAndAreInTheLegend() {
        ScatterPlot plot = new ScatterPlot(
                "t", "x", "y", List.of(point("one", "a", 0, 0.1), point("two", "b", 1, 2), point("two", "c", 1, 0)));
        Document svg = Xml.parse(plot.svg());
        assertThat(Xml.texts(svg, "text")).contains("one", "two");
        assertThat(mark(svg, "one a").getAttribute("d").replaceFirst("^M[^m]+", ""))
                .isNotEqualTo(mark(svg, "two b").getAttribute("d").replaceFirst("^M[^m]+", ""));
        assertThat(plot.svg()).contains("--series-1", "--series-2");
    }

    @Test
    void scatterLeavesOutWhatIsNotANumberAndBearsEmptiness() {
        ScatterPlot plot =
                new ScatterPlot("t", "x", "y", List.of(point("g", "a", Double.NaN, 0), point("g", "b", 1e300, -1e300)));
        assertThat(Xml.texts(Xml.parse(plot.svg()), "title")).noneMatch(t -> t.startsWith("g a"));
        assertThat(Xml.all(Xml.parse(new ScatterPlot("t", "x", "y", List.of()).svg()), "svg"))
                .hasSize(1);
    }

    @Test
    void scatterNamesAreText() {
        String svg = new ScatterPlot("<b>", "<i>", "&", List.of(point("<g>", "</svg><script>", 0, 5))).svg();
        assertThat(svg).doesNotContain("<script", "<b>", "<i>");
        assertThat(Xml.texts(Xml.parse(svg), "text")).contains("<g>", "</svg><script>");
    }

    @Test
    void barsAreSharesOfTheirOwnArmUpAndDown() {
        OverlapPlot plot = new OverlapPlot(
                "t", List.of(0.0, 0.1, 0.2, 0.3, 1.0), List.of(10L, 30L, 0L, 0L), List.of(600L, 300L, 100L, 0L), 0.01);
        List<String> paths = Xml.all(Xml.parse(plot.svg()), "path").stream()
                .map(p -> p.getAttribute("d"))
                .filter(d -> BAR.matcher(d).find())
                .toList();
        assertThat(paths).hasSize(2);
        List<Double> treated = heights(paths.get(0));
        List<Double> control = heights(paths.get(1));
        assertThat(treated).hasSize(2).allMatch(h -> h < 0);
        assertThat(control).hasSize(3).allMatch(h -> h > 0);
        assertThat(treated.get(1) / treated.get(0)).isCloseTo(3, within(0.02));
        // 0.25 of the treated against 0.6 of the controls.
        assertThat(-control.get(0) / treated.get(0)).isCloseTo(2.4, within(0.02));
        assertThat(plot.svg()).contains("clip 0.01");
    }

    @Test
    void overlapBearsEmptyArmsAndRefusesTornHistograms() {
        OverlapPlot empty = new OverlapPlot("t", List.of(0.0, 0.5, 1.0), List.of(0L, 0L), List.of(0L, 0L), 0);
        assertThat(Xml.all(Xml.parse(empty.standalone()), "svg")).hasSize(1);
        assertThatThrownBy(() -> new OverlapPlot("t", List.of(0.0, 1.0), List.of(1L, 2L), List.of(1L, 2L), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one edge more");
    }

    @Test
    void calibrationMarksTellTheVerdictByShape() {
        CalibrationPlot plot = new CalibrationPlot(
                "t",
                List.of(
                        new CalibrationPlot.Point("1", 0.1, 0.1, Verdict.PASS),
                        new CalibrationPlot.Point("2", 0.2, 0.23, Verdict.WARN),
                        new CalibrationPlot.Point("3", 0.3, 0.6, Verdict.FAIL)));
        Document svg = Xml.parse(plot.svg());
        List<String> shapes = List.of("1", "2", "3").stream()
                .map(label -> mark(svg, label + ": observed").getAttribute("d").replaceFirst("^M[^m]+", ""))
                .toList();
        assertThat(shapes).doesNotHaveDuplicates();
        assertThat(plot.svg()).contains("var(--fail,", "var(--warn,");
        assertThat(plot.points().getLast().ratio()).isEqualTo(2);
        // Every group stands in both panels.
        assertThat(Xml.texts(svg, "title").stream().filter(t -> t.startsWith("2: observed")))
                .hasSize(2);
    }

    @Test
    void calibrationBearsNoRowsZeroSharesAndLongNames() {
        CalibrationPlot plot = new CalibrationPlot(
                "t",
                List.of(
                        new CalibrationPlot.Point("scores from 0.0001 to 0.0003", 0, 0, Verdict.PASS),
                        new CalibrationPlot.Point("nobody is treated in this one", 0.1, 0, Verdict.FAIL),
                        new CalibrationPlot.Point("c", Double.NaN, Double.NaN, Verdict.WARN)));
        Document svg = Xml.parse(plot.svg());
        assertThat(Xml.texts(svg, "text")).contains("1", "2", "3");
        assertThat(Xml.all(Xml.parse(new CalibrationPlot("t", List.of()).svg()), "svg"))
                .hasSize(1);
    }

    @Test
    void everyPictureHasATitleAndADescription() {
        List<Chart> charts = List.of(
                new ForestPlot("one", "x", List.of(), 0),
                new ScatterPlot("two", "x", "y", List.of()),
                new CalibrationPlot("three", List.of()),
                new OverlapPlot("four", List.of(0.0, 1.0), List.of(1L), List.of(1L), 0));
        for (Chart chart : charts) {
            Document svg = Xml.parse(chart.standalone());
            assertThat(Xml.texts(svg, "title")).first().isEqualTo(chart.title());
            assertThat(Xml.texts(svg, "desc")).first().asString().isNotBlank();
            assertThat(Xml.texts(svg, "text")).contains(chart.title());
        }
    }

    private static ScatterPlot.Point point(String group, String label, double x, double y) {
        return new ScatterPlot.Point(group, label, x, y);
    }

    private static Element mark(Document svg, String hint) {
        Element title = Xml.all(svg, "title").stream()
                .filter(t -> t.getTextContent().startsWith(hint))
                .findFirst()
                .orElseThrow();
        return Xml.all((Element) title.getParentNode(), "path").getFirst();
    }

    private static double[] spot(Document svg, String hint) {
        MatchResult at = MOVE.matcher(mark(svg, hint).getAttribute("d"))
                .results()
                .findFirst()
                .orElseThrow();
        return new double[] {Double.parseDouble(at.group(1)), Double.parseDouble(at.group(2))};
    }

    private static List<double[]> dashed(Document svg) {
        return Xml.all(svg, "g").stream()
                .filter(g -> !g.getAttribute("stroke-dasharray").isEmpty())
                .flatMap(g -> Xml.all(g, "path").stream())
                .flatMap(p -> Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)")
                        .matcher(p.getAttribute("d"))
                        .results())
                .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
                .toList();
    }

    private static List<Double> heights(String path) {
        return BAR.matcher(path)
                .results()
                .map(m -> Double.parseDouble(m.group(4)))
                .toList();
    }
}

package dev.elsewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.report.Xml;
import dev.elsewise.report.text.Lettering;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Charts of series and parts: what is drawn is what was given, and what is missing breaks nothing. */
class SeriesChartsTest {
    private static final double[] DAYS = IntStream.range(0, 60)
            .mapToDouble(t -> LocalDate.of(2022, 1, 3).plusWeeks(t).toEpochDay())
            .toArray();

    private static double[] constant(double value) {
        double[] values = new double[DAYS.length];
        Arrays.fill(values, value);
        return values;
    }

    private static Document parse(Chart chart) {
        return Xml.parse(chart.standalone());
    }

    private static List<Element> bars(Document svg) {
        // The first rectangle is the paper.
        return Xml.all(svg, "rect").stream().skip(1).toList();
    }

    private static LineChart line(double[] x, double[] y) {
        return new LineChart(
                "Line",
                "",
                "",
                Unit.DATE,
                Unit.NUMBER,
                List.of(new LineChart.Line("a & b", Ink.ACCENT, LineChart.Style.SOLID, x, y)),
                true,
                Chart.HALF,
                100);
    }

    private static String stroke(Document svg) {
        return Xml.all(svg, "path").stream()
                .filter(p -> ((Element) p.getParentNode())
                        .getAttribute("stroke-linejoin")
                        .equals("round"))
                .map(p -> p.getAttribute("d"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aLineHasAPointForEachNumberAndAGapWhereOneIsMissing() {
        double[] values = constant(5);
        values[10] = Double.NaN;
        values[11] = Double.NaN;
        String path = stroke(parse(line(DAYS, values)));
        assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
        assertThat(path.chars().filter(c -> c == 'L').count()).isEqualTo(60 - 2 - 2);
    }

    @Test
    void nothingToDrawIsNoError() {
        assertThat(stroke(parse(line(new double[0], new double[0])))).isEmpty();
        assertThat(stroke(parse(line(DAYS, constant(Double.NaN))))).isEmpty();
        parse(new Waterfall("w", List.of(), new Waterfall.Step("all", 0, 0, 0, Ink.TEXT), 400));
        parse(new BarPairs("b", "x", "y", Unit.NUMBER, List.of(), 400));
        parse(new SplitBars("s", "x", "y", List.of(), 400));
        parse(new DotPlot("d", "x", "y", new double[0], new double[0], true, 400));
        parse(new HeatMap("h", List.of(), new double[0][]));
        parse(new AcfPlot("a", new double[] {Double.NaN}, 0.2, 400));
        parse(new CurvePanel("c", "u", List.of(), 4));
        parse(new StackedArea("s", "u", new double[0], List.of(), new double[0]));
    }

    private static Axis dates(LocalDate from, LocalDate to) {
        double[] ends = LineChart.days(List.of(from, to));
        return Axis.exactly(ends[0], ends[1], 0, 400, 5);
    }

    @Test
    void datesAreNamedWithoutCrowding() {
        Axis twoYears = dates(LocalDate.of(2022, 1, 3), LocalDate.of(2023, 12, 25));
        assertThat(Unit.DATE.ticks(twoYears, 5))
                .extracting(Unit.Tick::words)
                .containsExactly("Jul 2022", "Jan 2023", "Jul 2023");
        Axis tenYears = dates(LocalDate.of(2014, 1, 1), LocalDate.of(2024, 1, 1));
        assertThat(Unit.DATE.ticks(tenYears, 6))
                .extracting(Unit.Tick::words)
                .contains("2014", "2016", "2024")
                .hasSize(6);
        Axis days = dates(LocalDate.of(2022, 3, 1), LocalDate.of(2022, 3, 4));
        assertThat(Unit.DATE.ticks(days, 5))
                .extracting(Unit.Tick::words)
                .containsExactly("1 Mar", "2 Mar", "3 Mar", "4 Mar");
    }

    @Test
    void theStepsOfAWaterfallBeginWhereTheLastEnded() {
        Waterfall chart = new Waterfall(
                "w",
                List.of(
                        new Waterfall.Step("base", 60, 50, 70, Ink.ZERO),
                        new Waterfall.Step("price", -10, Double.NaN, Double.NaN, Ink.ZERO),
                        new Waterfall.Step("tv", 50, 30, 70, Ink.ACCENT)),
                new Waterfall.Step("observed", 100, Double.NaN, Double.NaN, Ink.TEXT),
                452);
        List<Element> bars = bars(parse(chart));
        assertThat(bars).hasSize(4);
        double unit = Xml.number(bars.get(0), "width") / 60;
        double zero = Xml.number(bars.get(0), "x");
        assertThat(Xml.number(bars.get(1), "x")).isCloseTo(zero + 50 * unit, within(0.2));
        assertThat(Xml.number(bars.get(1), "width")).isCloseTo(10 * unit, within(0.2));
        assertThat(Xml.number(bars.get(2), "x")).isCloseTo(zero + 50 * unit, within(0.2));
        assertThat(Xml.number(bars.get(2), "width")).isCloseTo(50 * unit, within(0.2));
        assertThat(Xml.number(bars.get(3), "width")).isCloseTo(100 * unit, within(0.2));
        assertThat(chart.svg()).contains("60 · 60\u202F%", "−10 · −10\u202F%");
    }

    @Test
    void layersStackAboveAndBelowZero() {
        StackedArea chart = new StackedArea(
                "s",
                "u",
                DAYS,
                List.of(
                        new StackedArea.Layer("base", constant(10), -1),
                        new StackedArea.Layer("tv", constant(5), 0),
                        new StackedArea.Layer("price", constant(-4), 1)),
                constant(11));
        Document svg = parse(chart);
        List<Element> areas = Xml.all(svg, "path").stream()
                .filter(p -> p.getAttribute("d").endsWith("z"))
                .toList();
        assertThat(areas).hasSize(3);
        // Drawn from the outermost inwards: price, tv, base.
        double[] price = heights(areas.get(0));
        double[] tv = heights(areas.get(1));
        double[] base = heights(areas.get(2));
        assertThat(tv[1]).isCloseTo(base[0], within(0.11));
        assertThat(price[0]).isCloseTo(base[1], within(0.11));
        double unit = (base[1] - base[0]) / 10;
        assertThat((tv[1] - tv[0]) / unit).isCloseTo(5, within(0.05));
        assertThat((price[1] - price[0]) / unit).isCloseTo(4, within(0.05));
    }

    /** The topmost and the lowest pixel of a path. */
    private static double[] heights(Element path) {
        double[] ys = Arrays.stream(path.getAttribute("d").split("[MLz]"))
                .filter(s -> !s.isBlank())
                .mapToDouble(s -> Double.parseDouble(s.strip().split(" ")[1]))
                .toArray();
        return new double[] {
            Arrays.stream(ys).min().orElseThrow(), Arrays.stream(ys).max().orElseThrow()
        };
    }

    @Test
    void aWithheldPartSaysSo() {
        BarPairs pairs = new BarPairs(
                "b",
                "direct",
                "indirect",
                Unit.NUMBER,
                List.of(
                        new BarPairs.Row("tv", BarPairs.Bar.of(Double.NaN), new BarPairs.Bar(10, 5, 15, "")),
                        new BarPairs.Row(
                                "radio",
                                new BarPairs.Bar(0, Double.NaN, Double.NaN, "assumed 0 (no arrow)"),
                                BarPairs.Bar.of(4))),
                452);
        assertThat(pairs.svg()).contains("withheld", "assumed 0 (no arrow)");
        // Two of the key, and a bar for each number that is there.
        assertThat(bars(parse(pairs))).hasSize(2 + 3);
        SplitBars split = new SplitBars("s", "at once", "later", List.of(new SplitBars.Row("tv", 3, Double.NaN)), 452);
        assertThat(split.svg()).contains("withheld");
    }

    @Test
    void theSecondPartFollowsTheFirst() {
        SplitBars split = new SplitBars("s", "at once", "later", List.of(new SplitBars.Row("tv", 30, 10)), 452);
        List<Element> bars = bars(parse(split)).subList(2, 4);
        assertThat(Xml.number(bars.get(1), "x"))
                .isCloseTo(Xml.number(bars.get(0), "x") + Xml.number(bars.get(0), "width"), within(0.11));
        assertThat(Xml.number(bars.get(0), "width") / Xml.number(bars.get(1), "width"))
                .isCloseTo(3, within(0.02));
        assertThat(split.svg()).contains("25\u202F%");
    }

    @Test
    void theCurrentAmountLiesOnTheCurve() {
        CurvePanel.Curve curve = new CurvePanel.Curve(
                "tv",
                new double[] {0, 10, 20},
                new double[] {0, 100, 150},
                new double[] {0, 80, 100},
                new double[] {0, 120, 200},
                15,
                17);
        assertThat(new CurvePanel("c", "revenue", List.of(curve), 4).svg()).contains("tv at 15 brings 125.");
        Document svg = parse(new CurvePanel("c", "revenue", List.of(curve), 4));
        assertThat(Xml.all(svg, "circle")).hasSize(1);
        // What was seen is shaded from the axis to 17 of 20.
        Element shade = bars(svg).getFirst();
        Element dot = Xml.all(svg, "circle").getFirst();
        double from = Xml.number(shade, "x");
        assertThat((Xml.number(dot, "cx") - from) / Xml.number(shade, "width")).isCloseTo(15.0 / 17, within(0.01));
    }

    /** Six panels in a row, each narrow, on scales with long numbers. */
    @Test
    void labelsOfNarrowPanelsNeitherRunTogetherNorOutOfThePicture() {
        for (double most : new double[] {6_100, 8_600, 9_400}) {
            double[] amounts = {0, most / 2, most};
            double[] values = {0, 2e5, 3e5};
            CurvePanel.Curve curve = new CurvePanel.Curve("tv", amounts, values, values, values, most / 2, 0.9 * most);
            Document svg = Xml.parse(new CurvePanel("c", "revenue", Collections.nCopies(6, curve), 6).svg());
            int read = 0;
            // The first group with a transform is the whole picture, each other a panel.
            List<Element> panels = Xml.all(svg, "g").stream()
                    .filter(g -> g.hasAttribute("transform"))
                    .skip(1)
                    .toList();
            assertThat(panels).hasSize(6);
            for (Element group : panels) {
                String[] moved = group.getAttribute("transform").split("[(, )]", -1);
                double taken = Double.NEGATIVE_INFINITY;
                for (Element words : Xml.all(group, "text")) {
                    if (Xml.number(words, "y") < 140) continue;
                    double at = Xml.number(words, "x");
                    double width = Lettering.width(words.getTextContent(), 11.5);
                    String anchor = ((Element) words.getParentNode()).getAttribute("text-anchor");
                    double from = at - (anchor.equals("end") ? width : anchor.equals("middle") ? width / 2 : 0);
                    assertThat(from)
                            .as("%s of %s", words.getTextContent(), most)
                            .isGreaterThan(taken + 3);
                    assertThat(Double.parseDouble(moved[1]) + from + width).isLessThanOrEqualTo(Svg.WIDTH + 0.1);
                    taken = from + width;
                    read++;
                }
            }
            assertThat(read).isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void correlationsAreToldBySignAndStrength() {
        HeatMap map = new HeatMap("h", List.of("a", "b"), new double[][] {{1, -0.8}, {-0.8, 1}});
        Document svg = parse(map);
        assertThat(bars(svg)).hasSize(4);
        assertThat(((Element) bars(svg).get(1).getParentNode()).getAttribute("fill"))
                .isEqualTo(Ink.SERIES_2.colour());
        assertThat(((Element) bars(svg).get(0).getParentNode()).getAttribute("fill"))
                .isEqualTo(Ink.SERIES_1.colour());
        assertThat(map.svg()).contains("the strongest is −0.80 (a and b)");
    }

    @Test
    void autocorrelationsBeyondTheBandStandOut() {
        AcfPlot plot = new AcfPlot("a", new double[] {0.5, 0.1, -0.4}, 0.2, 452);
        assertThat(plot.svg()).contains("3 lags, of which 2 beyond ± 0.20");
        Document svg = parse(plot);
        long warned = Xml.all(svg, "circle").stream()
                .filter(c -> ((Element) c.getParentNode()).getAttribute("fill").equals(Ink.WARN.colour()))
                .count();
        assertThat(warned).isEqualTo(2);
    }

    @Test
    void dotsNeedTwoNumbers() {
        assertThatThrownBy(() -> new DotPlot("d", "x", "y", new double[2], new double[3], false, 400))
                .hasMessageContaining("2 and 3");
        DotPlot plot = new DotPlot("d", "x", "y", new double[] {1, 2, Double.NaN}, new double[] {1, 3, 4}, true, 400);
        assertThat(Xml.all(parse(plot), "circle")).hasSize(2);
    }

    @Test
    void foreignNamesAreEscapedInEveryChart() {
        String name = "<b>\"x\" & 'y'";
        List<Chart> charts = List.of(
                new Waterfall(
                        name,
                        List.of(new Waterfall.Step(name, 1, 0, 2, Ink.ACCENT)),
                        new Waterfall.Step(name, 1, 1, 1, Ink.TEXT),
                        400),
                new BarPairs(
                        name,
                        name,
                        name,
                        Unit.PERCENT,
                        List.of(new BarPairs.Row(name, BarPairs.Bar.of(1), BarPairs.Bar.of(2))),
                        400),
                new SplitBars(name, name, name, List.of(new SplitBars.Row(name, 1, 2)), 400),
                new HeatMap(name, List.of(name), new double[][] {{1}}),
                new StackedArea(name, name, DAYS, List.of(new StackedArea.Layer(name, constant(1), 0)), constant(1)));
        for (Chart chart : charts) {
            assertThat(chart.standalone()).doesNotContain("<b>");
            parse(chart);
        }
    }
}

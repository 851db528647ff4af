package dev.elsewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.effect.Interval;
import dev.elsewise.effect.Support;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.EstimateRow;
import dev.elsewise.study.Result.SegmentRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
    private static final Result STUDY = ImpressionStudy.result();
    private static final Interval NONE = new Interval(0.95, "normal", Double.NaN, Double.NaN);

    @Test
    void everyPartOfTheResultHasItsSectionInOrder() {
        Document page = page(STUDY);
        assertThat(Xml.all(page, "section").stream().map(s -> s.getAttribute("id")))
                .containsExactly(
                        "estimates",
                        "segments",
                        "overlap",
                        "calibration",
                        "graph",
                        "models",
                        "sample",
                        "rows",
                        "nuisances",
                        "questions",
                        "cautions",
                        "checks",
                        "provenance");
        String all = page.getDocumentElement().getTextContent();
        for (EstimateRow e : STUDY.estimates())
            assertThat(all).contains(e.label()).contains(e.assumes());
        for (SegmentRow s : STUDY.segments()) assertThat(all).contains(s.segment());
        for (Diagnostic c : STUDY.checks()) assertThat(all).contains(c.name(), c.advice());
        for (Result.Answer a : STUDY.words().questions()) assertThat(all).contains(a.question(), a.answer());
        assertThat(all).contains(STUDY.words().cautions());
        assertThat(all).contains("587\u202F762", "in slates of three or fewer everyone is treated");
        assertThat(all).contains("14\u202F029", "0.7769", "99.2251", "9f2c1d…e07b", "folds: 3");
    }

    @Test
    void theHeadlineComesBeforeEverythingElse() {
        String html = HtmlReport.of(STUDY).html();
        assertThat(html.indexOf(STUDY.words().headline())).isPositive().isLessThan(html.indexOf("<table"));
    }

    @Test
    void anUntrustworthyNumberIsCalledSo() {
        Result.Words words = STUDY.words();
        Result good = copy(
                STUDY,
                new Result.Words(words.headline(), true, words.questions(), words.cautions()),
                STUDY.estimates(),
                STUDY.segments());
        assertThat(HtmlReport.of(STUDY).html()).contains("Do not use this number");
        assertThat(HtmlReport.of(good).html()).doesNotContain("Do not use this number");
    }

    @Test
    void checksStandOnceEachAndTheWorstFirst() {
        Element section = section(page(STUDY), "checks");
        List<String> verdicts =
                Xml.all(section, "span").stream().map(Element::getTextContent).toList();
        assertThat(verdicts).containsExactly("FAIL", "FAIL", "WARN", "PASS", "PASS", "PASS");
    }

    @Test
    void theLargestAndTheSmallestSegmentsAreRanked() {
        List<Element> tables = Xml.all(section(page(STUDY), "segments"), "table");
        List<String> largest = column(tables.get(0), 1);
        List<String> smallest = column(tables.get(1), 1);
        // The order that the notebook prints.
        assertThat(largest).hasSize(20).startsWith("1-10", "tvnews", "weather", "weathertopstories", "tv-celebrity");
        assertThat(largest).endsWith("nutrition", "recipes", "sports");
        assertThat(smallest).hasSize(20).startsWith("autosenthusiasts", "markets", "lifestyleroyals", "101+");
        List<String> heads = Xml.all(tables.get(0), "th").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(heads)
                .containsSubsequence(
                        "by", "segment", "rows", "treated", "control", "naive", "value", "lower", "upper", "lower",
                        "upper", "p, Holm", "p, BH")
                .contains("heterogeneity: differs from the rest");
    }

    @Test
    void eachDimensionHasOnePictureOfAtMostFifteen() {
        Element section = section(page(STUDY), "segments");
        List<Element> pictures = Xml.all(section, "svg");
        assertThat(pictures).hasSize(7);
        assertThat(pictures.stream().limit(6).map(p -> Xml.all(p, "circle").size()))
                .containsExactly(14, 15, 5, 5, 4, 5);
    }

    @Test
    void everyRowOfATableHasEveryColumn() {
        for (Element table : Xml.all(page(STUDY), "table")) {
            List<Element> heads = Xml.all(table, "tr").stream()
                    .filter(tr -> tr.getParentNode().getNodeName().equals("thead"))
                    .toList();
            int columns = Xml.all(heads.getLast(), "th").size();
            for (Element tr : Xml.all(Xml.all(table, "tbody").getFirst(), "tr")) {
                assertThat(Xml.all(tr, "td")).hasSize(columns);
            }
        }
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        String html = HtmlReport.of(STUDY)
                .withGraph(missing -> "<svg><title>g</title></svg>")
                .html();
        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "javascript:");
        assertThat(Pattern.compile("url\\(|src=|srcset=|\\son\\w+=")
                        .matcher(html)
                        .find())
                .isFalse();
        assertThat(Xml.all(page(STUDY), "a"))
                .allMatch(a -> a.getAttribute("href").startsWith("#"));
    }

    @Test
    void foreignTextIsHarmlessWhereverItStands() {
        String evil = "</style><script>alert('x')</script>";
        SegmentRow s = STUDY.segments().getFirst();
        SegmentRow bad = new SegmentRow(
                evil, evil, evil, 10, 5, 5, 1, 1, 1, 1, 1, s.interval(), s.jointInterval(), 1, 1, 1, 1, 1, 1);
        Diagnostic check = new Diagnostic(evil, 1, 1, Verdict.FAIL, evil);
        Result result = new Result(
                evil,
                new Result.Asked(evil, evil, evil),
                new Result.Words(evil, false, List.of(new Result.Answer(evil, evil)), List.of(evil)),
                new Result.Sample(10, 0.5, 1, Map.of(evil, 1L)),
                List.of(new dev.elsewise.data.Table.Kept(1, 1, evil)),
                List.of(new EstimateRow(evil, evil, evil, evil, 1, 1, s.interval(), 10, List.of(evil), List.of(check))),
                List.of(new Result.Dimension(evil, evil, new Support(1, 1, 1))),
                List.of(bad),
                List.of(new Result.TooSmall(evil, evil, evil, 1, 1, 0, evil)),
                List.of(check),
                List.of(
                        new Result.CalibrationRow(evil, "decile", evil, 10, 0.5, 0.5, Verdict.PASS),
                        new Result.CalibrationRow(evil, evil, evil, 10, 0.5, 0.5, Verdict.FAIL)),
                Optional.empty(),
                List.of(new Result.NuisanceRow(evil, evil, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
                List.of(new Result.FoldMetric(evil, evil, 1, 1, 1, 1, 1, 1, 1)),
                Optional.of(new Result.GraphView(
                        List.of(evil),
                        List.of(new Result.Edge(evil, evil, true)),
                        evil,
                        evil,
                        List.of(evil),
                        List.of(evil))),
                Map.of(evil, Map.of(evil, evil)));
        String html = HtmlReport.of(result).html();
        assertThat(html).doesNotContain("<script").containsOnlyOnce("</style>");
        assertThat(page(result).getDocumentElement().getTextContent()).contains(evil);
    }

    @Test
    void theGraphIsDrawnByWhomeverIsAsked() {
        String html = HtmlReport.of(STUDY)
                .withGraph(view -> "<svg><text>" + view.treatment() + " drawn</text></svg>")
                .html();
        assertThat(html).contains("top3 drawn", "Adjusted for: history_len");
        assertThat(HtmlReport.of(STUDY).html()).contains("history_len → top3", "log_exposures ↔ clicked");
    }

    @Test
    void anEmptyStudyIsStillAPage() {
        Result empty = new Result(
                "Nothing",
                new Result.Asked("t", "y", "everyone"),
                new Result.Words("No answer.", true, List.of(), List.of()),
                new Result.Sample(0, Double.NaN, Double.NaN, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of());
        Document page = page(empty);
        assertThat(Xml.all(page, "section")).hasSize(13);
        assertThat(page.getDocumentElement().getTextContent())
                .contains("The study names no segments.", "not available");
    }

    @Test
    void oneSegmentIsATableOfOne() {
        Element section = section(
                page(copy(
                        STUDY,
                        STUDY.words(),
                        STUDY.estimates(),
                        STUDY.segments().subList(0, 1))),
                "segments");
        assertThat(column(Xml.all(section, "table").getFirst(), 1)).containsExactly("weather");
        assertThat(section.getTextContent()).contains("1 segment,").doesNotContain("largest effects");
    }

    @Test
    void supportAndWhatIsBelowItStandUnderEachDimension() {
        String captions = Xml.all(section(page(STUDY), "segments"), "figcaption").stream()
                .map(Element::getTextContent)
                .collect(Collectors.joining("\n"));
        assertThat(captions)
                .contains(
                        "2 segments below support (1\u202F000 rows, 50 treated and 500 control) are not shown: kids,"
                                + " northamerica.",
                        "Each has at least 1\u202F000 rows, 50 treated and 500 control.");
    }

    /** Assumptions are sentences or parts of one: either way they end with one point. */
    @Test
    void assumptionsEndWithOnePoint() {
        EstimateRow e = STUDY.estimates().getFirst();
        EstimateRow told = new EstimateRow(
                e.id(),
                e.estimator(),
                e.label(),
                e.target(),
                e.value(),
                e.standardError(),
                e.interval(),
                e.rows(),
                List.of("One thing.", "another"),
                List.of());
        assertThat(page(copy(STUDY, STUDY.words(), List.of(told), STUDY.segments()))
                        .getDocumentElement()
                        .getTextContent())
                .contains("assumes: One thing; another.")
                .doesNotContain("another..");
    }

    @Test
    void whereNoSegmentIsLargeEnoughTheReaderIsTold() {
        String text = section(page(copy(STUDY, STUDY.words(), STUDY.estimates(), List.of())), "segments")
                .getTextContent();
        assertThat(text)
                .contains("No segment has enough rows", "kids, northamerica")
                .doesNotContain("names no segments");
    }

    @Test
    void predictionsAreCalledAfterTheOutcome() {
        String nuisances = section(page(STUDY), "nuisances").getTextContent();
        assertThat(nuisances)
                .contains("clicked if treated", "clicked if not treated")
                .doesNotContain("outcome if");
        assertThat(section(page(STUDY), "segments").getTextContent()).contains("mean of clicked");
    }

    @Test
    void nodesThatNobodyMeasuredAreNamed() {
        Result.GraphView g = STUDY.graph().orElseThrow();
        Result.GraphView hidden =
                new Result.GraphView(g.nodes(), g.edges(), g.treatment(), g.outcome(), g.adjusted(), List.of("mood"));
        Result with = new Result(
                STUDY.title(),
                STUDY.asked(),
                STUDY.words(),
                STUDY.sample(),
                STUDY.rows(),
                STUDY.estimates(),
                STUDY.dimensions(),
                STUDY.segments(),
                STUDY.tooSmall(),
                STUDY.checks(),
                STUDY.calibration(),
                STUDY.overlap(),
                STUDY.nuisances(),
                STUDY.metrics(),
                Optional.of(hidden),
                STUDY.provenance());
        assertThat(section(page(with), "graph").getTextContent()).contains("Not measured: mood.");
    }

    @Test
    void whatIsMissingSaysSo() {
        EstimateRow e = STUDY.estimates().getFirst();
        EstimateRow bare = new EstimateRow(
                e.id(), e.estimator(), e.label(), e.target(), 0.5, Double.NaN, NONE, 10, List.of(), List.of());
        Result result = copy(STUDY, STUDY.words(), List.of(bare), List.of(segment("s", Double.NaN, NONE)));
        Element table = Xml.all(section(page(result), "estimates"), "table").getFirst();
        assertThat(column(table, 3)).containsExactly("not available");
        assertThat(column(table, 4)).containsExactly("not available");
        assertThat(section(page(result), "segments").getTextContent()).contains("not available");
    }

    @Test
    void extremesAndLongNamesAreStillAPage() {
        String name = "x".repeat(300);
        List<SegmentRow> segments = Stream.concat(
                        Stream.of(
                                segment(name, 1e305, new Interval(0.95, "n", Double.NEGATIVE_INFINITY, 1e306)),
                                segment("tiny", 1e-300, new Interval(0.95, "n", 0, Double.POSITIVE_INFINITY)),
                                segment("zero", 0, new Interval(0.95, "n", 0, 0))),
                        IntStream.range(0, 61)
                                .mapToObj(i -> segment("s" + i, i, new Interval(0.95, "n", i - 1, i + 1))))
                .toList();
        String text = page(copy(STUDY, STUDY.words(), STUDY.estimates(), segments))
                .getDocumentElement()
                .getTextContent();
        assertThat(text).contains(name, "−∞", "∞", "1.00e305");
    }

    @Test
    void segmentsOfSeveralEstimatesAreKeptApart() {
        SegmentRow s = segment("s", 1, new Interval(0.95, "n", 0, 2));
        SegmentRow other = new SegmentRow(
                "difference-in-means",
                s.by(),
                s.segment(),
                s.rows(),
                s.treated(),
                s.control(),
                s.treatedMean(),
                s.controlMean(),
                s.naive(),
                s.value(),
                s.standardError(),
                s.interval(),
                s.jointInterval(),
                1,
                1,
                0,
                1,
                1,
                1);
        Element section = section(page(copy(STUDY, STUDY.words(), STUDY.estimates(), List.of(s, other))), "segments");
        assertThat(section.getTextContent()).contains("Doubly robust (AIPW)", "Difference in means");
        assertThat(Xml.all(section, "svg")).hasSize(4);
    }

    @Test
    void theFileIsWrittenWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "before");
        HtmlReport.of(STUDY).writeTo(file);
        assertThat(Files.readString(file)).isEqualTo(HtmlReport.of(STUDY).html());
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aFolderThatIsNotThereIsAPlainMessage(@TempDir Path folder) {
        Path file = folder.resolve("missing/report.html");
        assertThatThrownBy(() -> HtmlReport.of(STUDY).writeTo(file))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContaining("must be writable")
                .hasMessageContaining("\nMaybe");
    }

    @Test
    void theSameResultIsTheSamePage() {
        assertThat(HtmlReport.of(ImpressionStudy.result()).html())
                .isEqualTo(HtmlReport.of(STUDY).html());
    }

    private static SegmentRow segment(String name, double value, Interval interval) {
        return new SegmentRow(
                "aipw",
                "dimension",
                name,
                1_000,
                100,
                900,
                0.5,
                0.4,
                0.1,
                value,
                Double.NaN,
                interval,
                interval,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    static Result copy(Result r, Result.Words words, List<EstimateRow> estimates, List<SegmentRow> segments) {
        return new Result(
                r.title(),
                r.asked(),
                words,
                r.sample(),
                r.rows(),
                estimates,
                r.dimensions(),
                segments,
                r.tooSmall(),
                r.checks(),
                r.calibration(),
                r.overlap(),
                r.nuisances(),
                r.metrics(),
                r.graph(),
                r.provenance());
    }

    private static Document page(Result result) {
        String html = HtmlReport.of(result).html();
        assertThat(html).startsWith("<!DOCTYPE html>\n");
        return Xml.parse(html.substring("<!DOCTYPE html>\n".length()));
    }

    private static Element section(Document page, String id) {
        return Xml.all(page, "section").stream()
                .filter(s -> s.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> column(Element table, int column) {
        return Xml.all(Xml.all(table, "tbody").getFirst(), "tr").stream()
                .map(tr -> Xml.all(tr, "td").get(column).getTextContent())
                .toList();
    }
}

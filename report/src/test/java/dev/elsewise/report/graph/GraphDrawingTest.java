package dev.elsewise.report.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.study.Result;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphDrawingTest {
    private static final Result.GraphView CLICKS = new Result.GraphView(
            List.of("category", "hour", "top3", "clicked", "dwell <b>&time"),
            List.of(
                    new Result.Edge("category", "top3", false),
                    new Result.Edge("category", "clicked", false),
                    new Result.Edge("hour", "clicked", false),
                    new Result.Edge("top3", "clicked", false),
                    new Result.Edge("clicked", "dwell <b>&time", false),
                    new Result.Edge("top3", "hour", true)),
            "top3",
            "clicked",
            List.of("category"),
            List.of());

    @Test
    void namesEveryNodeAndSaysInWordsWhatItShows() throws Exception {
        Document picture = xml(GraphDrawing.standalone(CLICKS));
        assertThat(texts(picture, "text"))
                .contains("category", "hour", "top3", "clicked", "dwell <b>&time", "treatment", "hidden common cause")
                .doesNotContain("not measured");
        assertThat(texts(picture, "title")).containsExactly("Causal graph of top3 and clicked");
        assertThat(texts(picture, "desc"))
                .singleElement()
                .asString()
                .startsWith("The treatment is top3, the outcome clicked. Adjusted for: category.")
                .contains("category causes top3.")
                .contains("top3 and hour share a hidden cause.");
        assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
    }

    @Test
    void needsNothingFromOutside() {
        for (String picture : List.of(GraphDrawing.svg(CLICKS), GraphDrawing.standalone(CLICKS))) {
            assertThat(picture).doesNotContain("<script", "href", "url(", "<style", "<image", " on");
        }
    }

    @Test
    void takesItsColoursFromThePageOrBringsThem() {
        assertThat(GraphDrawing.svg(CLICKS)).contains("var(--accent").contains("var(--paper");
        assertThat(GraphDrawing.standalone(CLICKS)).doesNotContain("var(").contains("http://www.w3.org/2000/svg");
    }

    @Test
    void drawsTheSameTwice() {
        assertThat(GraphDrawing.svg(CLICKS)).isEqualTo(GraphDrawing.svg(CLICKS));
    }

    @Test
    void drawsTheEndsOfAnEdgeThatTheListOfNodesForgot() throws Exception {
        Result.GraphView view = new Result.GraphView(
                List.of("b"), List.of(new Result.Edge("a", "b", false)), "a", "b", List.of(), List.of());
        assertThat(texts(xml(GraphDrawing.standalone(view)), "text")).contains("a", "b");
    }

    @Test
    void marksHiddenNodesOfAGraph() throws Exception {
        CausalGraph graph = CausalGraph.parse("mood -> top3, clicked; top3 -> clicked; mood [latent]");
        String picture =
                GraphDrawing.standalone(graph, Question.effectOf("top3").on("clicked"), Set.of());
        assertThat(texts(xml(picture), "text")).contains("mood", "not measured");
        assertThat(texts(xml(picture), "desc")).singleElement().asString().contains("Not measured: mood.");
    }

    /** The result of a study knows its hidden nodes too. */
    @Test
    void marksHiddenNodesOfAResult() throws Exception {
        Result.GraphView view = new Result.GraphView(
                List.of("mood", "top3", "clicked"),
                List.of(new Result.Edge("mood", "clicked", false), new Result.Edge("top3", "clicked", false)),
                "top3",
                "clicked",
                List.of(),
                List.of("mood"));
        for (String picture : List.of(GraphDrawing.svg(view), GraphDrawing.standalone(view))) {
            assertThat(texts(xml(picture), "text"))
                    .contains("mood", "not measured")
                    .doesNotContain("not adjusted for");
        }
    }

    static Stream<String> graphs() {
        return Stream.of(
                "a -> b",
                "a -> b -> c; a -> c",
                "history_len, slate_size, category, hour -> top3, clicked; top3 -> clicked -> dwell; top3 <-> clicked",
                "x <- p -> m <- q -> y; x -> y; x <-> m <-> y; p <-> q",
                "c1, c2, c3, c4, c5, c6, c7, c8, c9 -> x, y; x -> m1, m2 -> y; m1 <-> m2; c1 <-> c9; alone",
                "\"a column with a very long name indeed, as exports have\" -> x -> y -> \"and one more of these, longer"
                        + " than any page would like\" -> end -> \"the end of the end of the end\" -> z -> zz -> zzz");
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void boxesStandApartAndArrowsEndAtTheirBoxes(String text) {
        CausalGraph graph = CausalGraph.parse(text);
        String first = graph.nodes().getFirst();
        Sketch sketch =
                Sketch.of(graph, Question.effectOf(first).on(graph.nodes().get(1)), Set.of());
        Layout layout = Layout.of(sketch, 944);

        List<Box> boxes = new ArrayList<>(layout.boxes().values());
        assertThat(boxes).hasSize(graph.nodes().size());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                Box a = boxes.get(i);
                Box b = boxes.get(j);
                boolean apart = a.x() + a.width() < b.x()
                        || b.x() + b.width() < a.x()
                        || a.y() + a.height() < b.y()
                        || b.y() + b.height() < a.y();
                assertThat(apart).as("%s and %s", a, b).isTrue();
            }
        }
        assertThat(layout.curves().keySet()).containsExactlyInAnyOrderElementsOf(sketch.arrows());
        layout.curves().forEach((arrow, curve) -> {
            assertThat(fromBorder(layout.box(arrow.from()), curve.start()))
                    .as("%s", arrow)
                    .isLessThan(4);
            assertThat(fromBorder(layout.box(arrow.to()), curve.end()))
                    .as("%s", arrow)
                    .isLessThan(4);
        });
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void curvesRunThroughNoOtherBox(String text) {
        CausalGraph graph = CausalGraph.parse(text);
        Question question =
                Question.effectOf(graph.nodes().getFirst()).on(graph.nodes().get(1));
        Layout layout = Layout.of(Sketch.of(graph, question, Set.of()), 944);
        layout.curves()
                .forEach((arrow, curve) -> layout.boxes().forEach((name, box) -> {
                    if (!name.equals(arrow.from()) && !name.equals(arrow.to())) {
                        assertThat(curve.along(30).stream().filter(point -> box.contains(point, 0)))
                                .as("%s through %s", arrow, name)
                                .isEmpty();
                    }
                }));
    }

    @Test
    void turnsDownwardsWhatIsTooWideForThePage() {
        String chain = String.join(
                " -> ",
                IntStream.range(0, 12).mapToObj(i -> "a_long_column_name_" + i).toList());
        CausalGraph graph = CausalGraph.parse(chain);
        Sketch sketch =
                Sketch.of(graph, Question.effectOf("a_long_column_name_0").on("a_long_column_name_11"), Set.of());
        Layout layout = Layout.of(sketch, 944);
        assertThat(layout.right() - layout.left()).isLessThan(944);
        assertThat(layout.box("a_long_column_name_0").y())
                .isLessThan(layout.box("a_long_column_name_11").y());
    }

    @Test
    void aBowedCurveStandsOffByItsBow() {
        Curve curve = Curve.bowed(new Point(0, 0), new Point(100, 0), 30);
        List<Point> along = curve.along(2);
        assertThat(along.get(1).x()).isCloseTo(50, within(1e-9));
        assertThat(along.get(1).y()).isCloseTo(-30, within(1e-9));
    }

    /** How far a point is from the outline of a box. */
    private static double fromBorder(Box box, Point point) {
        double dx = Math.max(Math.max(box.x() - point.x(), point.x() - box.x() - box.width()), 0);
        double dy = Math.max(Math.max(box.y() - point.y(), point.y() - box.y() - box.height()), 0);
        if (dx > 0 || dy > 0) {
            return Math.hypot(dx, dy);
        }
        return Math.min(
                Math.min(point.x() - box.x(), box.x() + box.width() - point.x()),
                Math.min(point.y() - box.y(), box.y() + box.height() - point.y()));
    }

    private static Document xml(String picture) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));
    }

    private static List<String> texts(Document document, String tag) {
        NodeList found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}

package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
    @Test
    void readsGroupsChainsPairsCommentsAndQuotedNames() {
        CausalGraph graph = CausalGraph.parse("""
                # who sees what
                history_len, slate_size -> top3, clicked   # four arrows
                top3 -> clicked -> "dwell time"; lonely
                slate_size <-> clicked
                clicked <- mood
                mood [latent]
                """);
        assertThat(graph.nodes())
                .containsExactly("history_len", "slate_size", "top3", "clicked", "dwell time", "lonely", "mood");
        assertThat(graph.edges())
                .containsExactly(
                        Edge.arrow("history_len", "top3"),
                        Edge.arrow("history_len", "clicked"),
                        Edge.arrow("slate_size", "top3"),
                        Edge.arrow("slate_size", "clicked"),
                        Edge.arrow("top3", "clicked"),
                        Edge.arrow("clicked", "dwell time"),
                        Edge.hidden("slate_size", "clicked"),
                        Edge.arrow("mood", "clicked"));
        assertThat(graph.hidden()).containsExactly("mood");
        assertThat(graph.hiddenPairs()).containsExactly(Edge.hidden("slate_size", "clicked"));
        assertThat(graph.parents("clicked")).containsExactly("history_len", "slate_size", "top3", "mood");
        assertThat(graph.children("clicked")).containsExactly("dwell time");
        assertThat(graph.ancestors("dwell time"))
                .containsExactlyInAnyOrder("clicked", "top3", "history_len", "slate_size", "mood");
        assertThat(graph.descendants("top3")).containsExactly("clicked", "dwell time");
    }

    @Test
    void readsDagitty() {
        CausalGraph graph = CausalGraph.parse("""
                dag {
                bb="-2.5,-3,2,3"
                "smoking habit" [exposure,pos="-1.1,0.5"]
                cancer [outcome, pos="1,0"] /* the
                outcome */
                gene [latent,pos="0,-1"]
                "smoking habit" -> tar -> cancer
                gene -> { "smoking habit" cancer }
                tar <-> cancer [pos="0,1"]
                cancer <- age; age -> "smoking habit"
                }
                """);
        assertThat(graph).isEqualTo(CausalGraph.parse("""
                "smoking habit" -> tar -> cancer
                gene -> "smoking habit", cancer
                tar <-> cancer
                age -> cancer, "smoking habit"
                gene [latent]
                """));
        assertThat(graph.question()).contains(Question.effectOf("smoking habit").on("cancer"));
        assertThat(CausalGraph.parseDagitty("dag{a->b}").question()).isEmpty();
    }

    @Test
    void readsDot() {
        CausalGraph graph = CausalGraph.parse("""
                strict digraph "a model" {
                  rankdir=LR; node [shape=box, style="rounded"];
                  // the arrows
                  price -> sales [label=<<b>minus</b>>];
                  season -> {price, sales; weather:sw}
                  edge [style=dashed, dir=both]
                  price -> stock
                  subgraph cluster_1 { label = "hidden"; taste [observed=no]; edge [dir=forward]; taste -> sales }
                  stock -> sales [dir=back]
                }
                """);
        assertThat(graph).isEqualTo(CausalGraph.parse("""
                price -> sales
                season -> price, sales, weather
                price <-> stock
                taste -> sales -> stock
                taste [latent]
                """));
        assertThat(CausalGraph.parseDot("digraph { a -> b -> {c d} }").edges())
                .containsExactly(Edge.arrow("a", "b"), Edge.arrow("b", "c"), Edge.arrow("b", "d"));
    }

    @Test
    void aNodeMayBeCalledLikeAFormat() {
        assertThat(CausalGraph.parse("dag -> graph\ndigraph -> dag").nodes())
                .containsExactly("dag", "graph", "digraph");
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTextOfAGraphReadsAsThatGraph(long seed) {
        CausalGraph graph = RandomGraphs.small(3 * seed);
        assertThat(CausalGraph.parse(graph.toString())).isEqualTo(graph);
    }

    @Test
    void oddNamesSurviveTheirText() {
        CausalGraph graph = CausalGraph.of(List.of(
                Edge.arrow("item price", "say \"cheap\""),
                Edge.arrow("a--b", "back\\slash"),
                Edge.arrow("naïve-click", "2nd"),
                Edge.hidden("a,b", "x->y"),
                Edge.arrow("-", "#1")));
        assertThat(CausalGraph.parse(graph.toString())).isEqualTo(graph);
        assertThat(graph.toString()).contains("naïve-click -> 2nd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a -> b;c d | Line 1 of the graph: expected ->, <->, a comma or the end of the line, found \"d\".",
                "a -> b;a -> | Line 1 of the graph: expected a name (in double quotes if it has spaces), found the end of the text.",
                "a,, b -> c | Line 1 of the graph: expected a name (in double quotes if it has spaces), found \",\".",
                "a -- b | Line 1 of the graph: every edge must have a direction, found a -- b.",
                "a <-> a | Line 1 of the graph: a hidden common cause must have two different effects, found a <-> a.",
                "a -> \"b | Line 1 of the graph: expected a closing quote after \"b.",
                "a -> b > c | Line 1 of the graph: expected a name, an arrow or a comma, found \">\".",
                "a [seen] | Line 1 of the graph: expected latent or hidden, found \"seen\".",
                "\"\" -> b | Line 1 of the graph: a node must have a name, found \"\".",
                "a -> a | Line 1 of the graph: a causal graph must have no cycle, found a -> a.",
                "pdag { a -> b } | Line 1 of the graph: expected dag or digraph, found \"pdag\".",
                "graph { a -- b } | Line 1 of the graph: expected dag or digraph, found \"graph\".",
                "dag { a -> b | Line 1 of the graph: expected \"}\" for the brace opened in line 1, found the end of the text.",
                "dag { a -> ] } | Line 1 of the graph: expected a node or \"{\", found \"]\".",
                "dag { a } b | Line 1 of the graph: expected the end of the text after the closing brace, found \"b\".",
                "digraph { a [dir } | Line 1 of the graph: expected an attribute or \"]\", found \"}\".",
                "digraph { a -> b [dir=none] } | Line 1 of the graph: every edge must have a direction, found a -- b.",
                "dag { a -> b /* } | Line 1 of the graph: expected \"*/\" at the end of this comment.",
                "`` | Line 1 of the graph: expected at least one node, found none.",
            })
    void saysWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> CausalGraph.parse(text))
                .isInstanceOf(BadStudy.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void countsLines() {
        assertThatThrownBy(() -> CausalGraph.parse("a -> b\n\n# note\nb -> c d"))
                .hasMessageStartingWith("Line 4 of the graph: ");
        assertThatThrownBy(() -> CausalGraph.parse("dag {\n/* two\nlines */ \"x\ny\" -> b\n a -> ;\n}"))
                .hasMessageStartingWith("Line 5 of the graph: ");
        assertThatThrownBy(() -> CausalGraph.parse("digraph {\n a [label=<<i>\nx</i>>]\n = }"))
                .hasMessageStartingWith("Line 4 of the graph: ");
    }

    @Test
    void refusesACycleAndPrintsIt() {
        assertThatThrownBy(() -> CausalGraph.parse("c -> a -> b\nx -> c\nb -> d\nb -> a\n d -> e"))
                .isInstanceOf(BadStudy.class)
                .hasMessageStartingWith(
                        "Line 4 of the graph: a causal graph must have no cycle, found a -> b -> a.\nMaybe ");
        assertThatThrownBy(() -> CausalGraph.of(List.of(Edge.arrow("a", "b"), Edge.arrow("b", "a"))))
                .isInstanceOf(BadStudy.class)
                .hasMessageStartingWith("A causal graph must have no cycle, found a -> b -> a.");
    }

    @Test
    void observingHidesTheRest() {
        CausalGraph graph = CausalGraph.parse("mood -> top3, clicked; top3 -> clicked; u [latent]");
        assertThat(graph.observing(Set.of("top3", "clicked", "u", "other")).hidden())
                .containsExactlyInAnyOrder("mood", "u");
    }
}

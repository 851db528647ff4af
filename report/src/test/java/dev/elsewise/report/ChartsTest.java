package dev.elsewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.study.Result;
import dev.elsewise.study.Result.SegmentRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartsTest {
    private static final Result STUDY = ImpressionStudy.result();

    @Test
    void everyPictureIsAFileOfItsOwn() {
        Map<String, String> charts = Charts.of(STUDY);
        assertThat(charts.keySet())
                .contains(
                        "estimates.svg",
                        "segments-category.svg",
                        "naive-against-adjusted.svg",
                        "overlap.svg",
                        "calibration.svg",
                        "graph.svg");
        charts.forEach((name, picture) -> {
            assertThat(name).matches("[A-Za-z0-9._-]+\\.svg");
            assertThat(picture).as(name).startsWith("<svg").doesNotContain("var(", "currentColor");
        });
    }

    @Test
    void aPictureAloneSaysWhatItShows() {
        assertThat(Charts.of(STUDY).get("segments-category.svg"))
                .contains("Effect of top3 on clicked by category", "thin: all intervals at once");
    }

    /** A page may be dark: white paper under everything that is drawn. */
    @Test
    void thePaperIsWhiteFromEdgeToEdge() {
        Charts.of(STUDY).forEach((name, picture) -> {
            Document svg = Xml.parse(picture);
            Element root = svg.getDocumentElement();
            Element paper = Xml.all(svg, "rect").getFirst();
            assertThat(((Element) paper.getParentNode()).getAttribute("fill"))
                    .as(name)
                    .isEqualTo("#ffffff");
            assertThat(paper.getAttribute("x") + " " + paper.getAttribute("y") + " " + paper.getAttribute("width") + " "
                            + paper.getAttribute("height"))
                    .as(name)
                    .isEqualTo(root.getAttribute("viewBox"));
        });
    }

    @Test
    void namesAreFitForAFileSystem() {
        SegmentRow s = STUDY.segments().getFirst();
        Result odd = HtmlReportTest.copy(
                STUDY, STUDY.words(), STUDY.estimates(), List.of(named(s, "a/b: c"), named(s, "a/b? c")));
        assertThat(Charts.of(odd).keySet()).contains("segments-a_b__c.svg", "segments-a_b__c-2.svg");
    }

    private static SegmentRow named(SegmentRow s, String by) {
        return new SegmentRow(
                s.estimate(), by, "s", 10, 5, 5, 1, 1, 1, 1, 1, s.interval(), s.jointInterval(), 1, 1, 1, 1, 1, 1);
    }
}

package dev.elsewise.report.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.report.Xml;
import dev.elsewise.report.graph.GraphDrawing;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.fixture.Changed;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class MixReportTest {
    private static final MixResult FULL = MadeUpMix.full();
    private static final MixResult DISTRUSTED = MadeUpMix.distrusted();
    private static final List<MixResult> ALL = List.of(FULL, DISTRUSTED, MadeUpMix.oneChannel(), MadeUpMix.twelve());

    private static String html(MixResult result) {
        return MixReport.of(result).withGraph(GraphDrawing::svg).html();
    }

    private static Document page(MixResult result) {
        return Xml.parse(html(result).substring("<!DOCTYPE html>\n".length()));
    }

    private static List<String> sections(Document page) {
        return Xml.all(page, "section").stream().map(s -> s.getAttribute("id")).toList();
    }

    private static Element section(Document page, String id) {
        return Xml.all(page, "section").stream()
                .filter(s -> s.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPartOfTheResultHasItsSectionAndTheOnePagerIsFirst() {
        assertThat(sections(page(FULL)))
                .containsExactly(
                        "summary",
                        "channels",
                        "mediation",
                        "decomposition",
                        "curves",
                        "drivers",
                        "prices",
                        "plan",
                        "scenarios",
                        "lifts",
                        "health",
                        "limits",
                        "questions",
                        "graph",
                        "validation",
                        "stability",
                        "leads",
                        "series",
                        "residuals",
                        "collinearity",
                        "equations",
                        "importance",
                        "data",
                        "provenance");
    }

    @Test
    void whatIsNotThereHasNoSection() {
        assertThat(sections(page(MadeUpMix.oneChannel())))
                .containsExactly(
                        "summary",
                        "channels",
                        "decomposition",
                        "curves",
                        "drivers",
                        "health",
                        "limits",
                        "questions",
                        "equations",
                        "data",
                        "provenance");
    }

    @Test
    void allWordsAreThere() {
        String all = page(FULL).getDocumentElement().getTextContent();
        MixResult.Words words = FULL.words();
        assertThat(all).contains(words.headline());
        assertThat(all).contains(words.actions()).contains(words.cautions()).contains(words.limits());
        words.questions().forEach(q -> assertThat(all).contains(q.question(), q.answer()));
        for (Diagnostic c : FULL.allChecks()) assertThat(all).contains(c.name(), c.advice());
        for (ChannelAnswer c : FULL.answers().channels()) assertThat(all).contains(c.name());
        assertThat(all).contains(FULL.ledger());
        assertThat(all).contains(FULL.plan().orElseThrow().certificate(), "certified", "beyond what was seen");
    }

    @Test
    void theOnePagerHoldsEveryPictureOfIt() {
        Element summary = section(page(FULL), "summary");
        assertThat(Xml.all(summary, "svg").stream()
                        .map(s -> Xml.all(s, "title").getFirst().getTextContent()))
                .containsExactly(
                        "Where revenue came from",
                        "Share of spend and share of effect",
                        "ROI",
                        "At once, and carried over",
                        "Response curves",
                        "Observed and fitted");
        assertThat(Xml.all(summary, "li").getFirst().getTextContent())
                .isEqualTo(FULL.words().actions().getFirst());
    }

    @Test
    void foreignTextIsEscaped() {
        for (MixResult result : ALL) {
            assertThat(html(result)).contains("go &lt;through&gt; search?").doesNotContain("<through>");
        }
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        Pattern fetches = Pattern.compile("url\\(|src=|srcset=|\\son\\w+=|xmlns");
        for (MixResult result : ALL) {
            String html = html(result);
            assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "javascript:");
            assertThat(fetches.matcher(html).find()).isFalse();
            assertThat(html).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void linksLeadSomewhere() {
        for (MixResult result : ALL) {
            Document page = page(result);
            List<String> targets = sections(page).stream().map(id -> "#" + id).toList();
            assertThat(Xml.all(page, "a").stream().map(a -> a.getAttribute("href")))
                    .isSubsetOf(targets);
        }
    }

    @Test
    void everyRowOfATableHasEveryColumn() {
        for (MixResult result : ALL) {
            for (Element table : Xml.all(page(result), "table")) {
                Element heads =
                        Xml.all(Xml.all(table, "thead").getFirst(), "tr").getLast();
                int columns = Xml.all(heads, "th").size();
                for (Element tr : Xml.all(Xml.all(table, "tbody").getFirst(), "tr")) {
                    assertThat(Xml.all(tr, "td")).hasSize(columns);
                }
            }
        }
    }

    @Test
    void aMixThatIsNotTrustedSaysSoBeforeItsNumbers() {
        String html = html(DISTRUSTED);
        assertThat(html.indexOf("Do not use these numbers yet"))
                .isPositive()
                .isLessThan(html.indexOf("class=\"tiles\""));
        assertThat(html(FULL)).doesNotContain("Do not use these numbers yet");
    }

    /** A larger return that may be nothing but chance is not the best, and that another one is larger is said. */
    @Test
    void theBestReturnIsOneThatCanBeToldFromZero() {
        Estimated larger = new Estimated(20, 15, -5, 45, "");
        MixResult unsure = Changed.channels(
                FULL,
                FULL.answers().channels().stream()
                        .map(c -> c.name().equals("tiktok") ? Changed.returns(c, larger, larger) : c)
                        .toList());
        assertThat(html(unsure))
                .contains("best ROI of those told from 0: email", "best next unit of those told from 0: email");
        assertThat(html(FULL)).contains("best ROI: email").doesNotContain("of those told from 0");
    }

    @Test
    void theFirstPageTellsTheErrorOfFoldsThatHadLearned() {
        assertThat(html(FULL).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
                .contains("mean error on unseen weeks R² 0.81");
        assertThat(section(page(FULL), "validation").getTextContent())
                .contains("the same, learned from half of the window or more");
    }

    /** Its differences are not those of the totals that stand above it. */
    @Test
    void theTestOfTheSplitSaysWhatItCompares() {
        assertThat(section(page(FULL), "mediation").getTextContent())
                .contains(
                        "what passes, equations less reduced form",
                        "Compared is what passes google, not the totals above")
                .doesNotContain("structural less reduced form");
    }

    /** Nothing from which the parts of a rejected split could be read. */
    @Test
    void aRejectedSplitIsWithheldEverywhere() {
        Element mediation = section(page(DISTRUSTED), "mediation");
        String words = mediation.getTextContent();
        assertThat(words)
                .contains("withheld: the split is rejected", "Paths and policies are withheld with the split.");
        // The direct effect of facebook, which is also its total under "hold".
        assertThat(section(page(FULL), "mediation").getTextContent()).contains("860\u202F000");
        assertThat(words).doesNotContain("860\u202F000", "mean lag", "mediated share");
        assertThat(Xml.all(mediation, "svg").stream()
                        .map(s -> Xml.all(s, "title").getFirst().getTextContent()))
                .noneMatch(t -> t.startsWith("Direct") || t.startsWith("Impulse"));
    }

    @Test
    void anAbsentArrowIsSaidToBeAssumed() {
        Element mediation = section(page(FULL), "mediation");
        assertThat(mediation.getTextContent()).contains("assumed 0 (no arrow)", "all, as assumed");
    }

    @Test
    void importanceIsSaidToBeNoEffect() {
        assertThat(Xml.all(section(page(FULL), "importance"), "h2").getFirst().getTextContent())
                .isEqualTo("Feature importance: not an effect");
    }

    @Test
    void theWorstVerdictIsFirst() {
        List<String> verdicts = Xml.all(section(page(DISTRUSTED), "health"), "span").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(verdicts).containsExactly("FAIL", "WARN", "PASS", "PASS", "PASS");
    }

    @Test
    void twelveChannelsAllAppearInEveryPictureOfThem() {
        Document page = page(MadeUpMix.twelve());
        MixAnswers answers = MadeUpMix.twelve().answers();
        String curves = section(page, "curves").getTextContent();
        answers.channels().forEach(c -> assertThat(curves).contains(c.name()));
        assertThat(section(page, "summary").getTextContent()).contains("The 8 with the most spend.");
    }

    @Test
    void thePicturesAreFilesOfTheirOwn() {
        Map<String, String> files = MixCharts.of(FULL);
        assertThat(files.keySet())
                .containsExactly(
                        "contributions.svg",
                        "shares.svg",
                        "roi.svg",
                        "carry-over.svg",
                        "response.svg",
                        "fit.svg",
                        "over-time.svg",
                        "graph.svg");
        files.forEach((name, picture) -> {
            assertThat(picture).as(name).startsWith("<svg").doesNotContain("var(", "currentColor");
            Xml.parse(picture);
        });
        assertThat(files.get("roi.svg")).contains("dashed: money back");
        assertThat(MixCharts.of(MadeUpMix.oneChannel()).keySet()).doesNotContain("graph.svg");
    }

    @Test
    void theReportIsWrittenWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        MixReport.of(FULL).writeTo(file);
        assertThat(Files.readString(file)).isEqualTo(MixReport.of(FULL).html());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void withoutADrawingTheArrowsAreWords() {
        String html = MixReport.of(FULL).html();
        assertThat(html).contains("facebook → google", "google ↔ revenue (a common cause that nobody measured)");
    }

    @Test
    void theDrawingKnowsChannelsAndMediators() {
        String drawing = GraphDrawing.svg(FULL.graph().orElseThrow());
        assertThat(drawing).contains("channel", "mediator", "outcome", "control", "hidden common cause");
        assertThat(drawing).contains("Channels: facebook, instagram, tiktok, email.", "Mediators: google.");
        assertThat(drawing).doesNotContain("treatment");
    }
}

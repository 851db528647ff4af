package dev.elsewise.report.mix;

import dev.elsewise.error.CannotWrite;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.report.page.Page;
import dev.elsewise.report.page.Section;
import dev.elsewise.study.mix.MixResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The report of a media mix as one HTML file: no network, no script, light or dark, fit to print. It begins with one page for a marketer;
 * the details follow.
 *
 * <pre>{@code
 * MixReport.of(result).withGraph(GraphDrawing::svg).writeTo(Path.of("report.html"));
 * }</pre>
 *
 * <p>Cost: time and memory in proportion to periods × channels; 104 weeks of five channels make about 250 kB.
 *
 * @param graph draws the causal graph as SVG; an empty string leaves it to words
 */
public record MixReport(MixResult result, Function<MixResult.GraphView, String> graph) {
    /** The report, with the graph in words. */
    public static MixReport of(MixResult result) {
        return new MixReport(result, view -> "");
    }

    /** The same report with a drawing of the graph. */
    public MixReport withGraph(Function<MixResult.GraphView, String> value) {
        return new MixReport(result, value);
    }

    /** The whole page. */
    public String html() {
        return page().html();
    }

    /**
     * Writes the page beside the file and then moves it there, so that no reader ever sees half of it.
     *
     * @throws CannotWrite when the file cannot be written; what was there is untouched
     */
    public void writeTo(Path file) {
        page().writeTo(file);
    }

    private Page page() {
        OnePage first = new OnePage(result);
        return Page.of(result.title(), first.header(), sections(first)).withStyle("mix.css");
    }

    /** What there is to show; a part without data has no section. */
    private List<Section> sections(OnePage first) {
        MixAnswers answers = result.answers();
        List<Section> sections = new ArrayList<>();
        sections.add(first.section());
        if (!answers.channels().isEmpty()) sections.add(ChannelsPart.channels(result));
        if (!answers.mediation().isEmpty()) sections.add(MediationPart.of(result));
        sections.add(ChannelsPart.decomposition(result));
        if (!answers.curves().isEmpty()) sections.add(ChannelsPart.curves(result));
        if (!answers.drivers().isEmpty()) sections.add(PricePart.drivers(result));
        if (PricePart.has(answers)) sections.add(PricePart.prices(result));
        result.plan().ifPresent(plan -> sections.add(PlanPart.plan(result, plan)));
        if (!answers.scenarios().isEmpty()) sections.add(PlanPart.scenarios(result));
        if (!answers.lifts().isEmpty()) sections.add(PlanPart.lifts(result));
        sections.add(TrustPart.health(result));
        sections.add(TrustPart.limits(result));
        sections.add(TrustPart.questions(result));
        result.graph().ifPresent(view -> sections.add(TrustPart.graph(view, graph.apply(view))));
        answers.validation().ifPresent(v -> sections.add(ValidationPart.validation(result, v)));
        answers.stability().ifPresent(s -> sections.add(ValidationPart.stability(s)));
        if (!answers.leads().isEmpty()) sections.add(SeriesPart.leads(result));
        if (!answers.series().isEmpty()) sections.add(SeriesPart.series(result));
        if (!answers.residuals().isEmpty()) sections.add(ResidualsPart.residuals(result));
        if (!answers.collinearity().isEmpty()) sections.add(ResidualsPart.collinearity(result));
        if (!answers.equations().isEmpty()) sections.add(EquationsPart.of(result));
        if (EquationsPart.hasImportance(result)) sections.add(EquationsPart.importance(result));
        sections.add(TrustPart.data(result));
        sections.add(TrustPart.provenance(result));
        return sections;
    }
}

package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Panel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said where the graph, or the data, say that something hidden moves two nodes. */
class HiddenHealthTest {
    private static final int WEEKS = 156;
    private static final double[] TV = series(WEEKS, t -> 40 + 8 * Math.sin(0.9 * t) + 8 * Math.cos(2.1 * t));
    private static final double[] RADIO = series(WEEKS, t -> 30 + 8 * Math.sin(0.4 * t) + 5 * Math.cos(1.7 * t));

    private static List<Diagnostic> hidden(String graph) {
        double[] error = noise(WEEKS, 81, "y");
        double[] searched = noise(WEEKS, 81, "search");
        double[] search = series(WEEKS, t -> 10 + 0.5 * TV[t] + 2 * searched[t]);
        Panel panel = Weekly.panel(WEEKS)
                .with("tv", TV)
                .with("radio", RADIO)
                .with("search", search)
                .with("y", series(WEEKS, t -> 300 + 2 * TV[t] + RADIO[t] + search[t] + 5 * error[t]));
        MediaMix mix = Weekly.with(
                Weekly.mix(graph, Weekly.channel("tv"), Weekly.control("radio"), Weekly.channel("search")),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("search")),
                List.of());
        return Answered.of(mix, panel, 0).health().stream()
                .filter(d -> d.name().startsWith("what is hidden behind"))
                .toList();
    }

    @Test
    void aMarkedChannelWithoutAnExperimentFails() {
        List<Diagnostic> found = hidden("tv -> search, y\nsearch, radio -> y\ntv <-> y");
        assertThat(found).extracting(Diagnostic::name).containsExactly("what is hidden behind tv");
        assertThat(found.getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(found.getFirst().advice()).contains("tv and y", "an association, not an effect", "lifts:");
    }

    /** What is hidden behind a channel and search comes to the outcome by search. */
    @Test
    void soDoesAChannelMarkedWithItsMediator() {
        assertThat(hidden("tv -> search, y\nsearch, radio -> y\ntv <-> search"))
                .singleElement()
                .satisfies(d -> assertThat(d.advice()).contains("tv and search"))
                .extracting(Diagnostic::verdict)
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMarkedControlWarns() {
        assertThat(hidden("tv -> search, y\nsearch, radio -> y\nradio <-> y"))
                .extracting(Diagnostic::verdict)
                .containsExactly(Verdict.WARN);
    }

    /** Demand behind search and outcome is what the reduced form is for. */
    @Test
    void aMarkedMediatorSpoilsNoTotal() {
        assertThat(hidden("tv -> search, y\nsearch, radio -> y\nsearch <-> y")).isEmpty();
    }

    /** Search by 4u and the outcome by 30u: the equations take what u does for search's effect, the reduced form does not. */
    @Test
    void ofARejectedSplitNothingIsTold() {
        double[] u = noise(WEEKS, 82, "demand");
        double[] error = noise(WEEKS, 82, "y");
        double[] search = series(WEEKS, t -> 10 + 0.5 * TV[t] + 4 * u[t]);
        CarryOver shape = CarryOver.of(Kernel.Geometric.upToLag(4).withRetention(0.5), Saturation.none());
        double[] stock = new double[WEEKS];
        shape.apply(search, new double[] {0.5}, stock);
        Panel panel = Weekly.panel(WEEKS)
                .with("tv", TV)
                .with("search", search)
                .with("y", series(WEEKS, t -> 300 + 2 * TV[t] + 1.5 * stock[t] + 30 * u[t] + 2 * error[t]));
        MediaMix mix = Weekly.with(
                Weekly.mix("tv -> search, y\nsearch -> y", Weekly.channel("tv"), Weekly.channel("search", shape)),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("search")),
                List.of());
        MixAnswers answers = Answered.of(mix, panel, 60);
        MediationAnswer tv = answers.mediation().getFirst();
        assertThat(tv.split().rejected()).isTrue();
        assertThat(tv.published().given()).isTrue();
        assertThat(tv.structural().given()).isTrue();
        Stream<Estimated> divided = Stream.of(
                        Stream.of(
                                tv.direct(),
                                tv.indirect(),
                                tv.totalDirect(),
                                tv.pureIndirect(),
                                tv.proportion(),
                                tv.amplification()),
                        tv.paths().stream().map(MediationAnswer.PathEffect::effect),
                        tv.policies().stream()
                                .filter(p -> !p.policy().equals("float"))
                                .map(MediationAnswer.PolicyEffect::effect),
                        tv.quarters().stream().flatMap(q -> Stream.of(q.direct(), q.indirect(), q.share())))
                .flatMap(all -> all);
        assertThat(divided).allSatisfy(e -> {
            assertThat(e.given()).isFalse();
            assertThat(e.note()).isEqualTo("the split is rejected");
        });
        assertThat(tv.paths()).allSatisfy(p -> assertThat(p.impulse()).isEmpty());
        // The test is of the split alone: what is published stays, and so does the study.
        assertThat(answers.health())
                .filteredOn(d -> d.name().equals("direct and indirect effect of tv"))
                .extracting(Diagnostic::verdict)
                .containsExactly(Verdict.WARN);
    }
}

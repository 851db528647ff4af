package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Column;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.LinearRegression;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.question.Question;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The National Study of Learning Mindsets: AIPW and group effects against R 4.2.2 (glm and lm), and the published 0.38822122
 * of M. Facure, Causal Inference for the Brave and True, chapter 12 (its propensity slightly regularised, hence 0.0002).
 * Expected values and tolerances are those of {@code examples/data/learning_mindset/expected.json}.
 */
class LearningMindsetTest {
    private static ScoredEstimate estimate() {
        return estimate(Divisor.N_MINUS_1);
    }

    private static ScoredEstimate estimate(Divisor divisor) {
        Table table = Table.open(Path.of("../examples/data/learning_mindset/learning_mindset.csv")
                        .toString())
                .as("ethnicity", Column.Kind.CATEGORY)
                .as("gender", Column.Kind.CATEGORY)
                .as("school_urbanicity", Column.Kind.CATEGORY);
        return Aipw.withDefaults()
                .withClip(0)
                .withFolds(Splits.none())
                .withArms(Arms.SEPARATE)
                .withDivisor(divisor)
                .withPropensity(LogisticRegression.withDefaults().withoutPenalty())
                .withOutcome(LinearRegression.withDefaults())
                .withMinFrequency(1)
                .estimate(
                        table,
                        Adjustment.assuming(
                                Question.effectOf("intervention").on("achievement_score"),
                                List.of(
                                        "ethnicity",
                                        "gender",
                                        "school_urbanicity",
                                        "frst_in_family",
                                        "success_expect",
                                        "school_mindset",
                                        "school_achievement",
                                        "school_ethnic_minority",
                                        "school_poverty",
                                        "school_size")));
    }

    @Test
    void averageEffect() {
        ScoredEstimate aipw = estimate();
        assertThat(aipw.value()).isCloseTo(0.3882212566844, within(1e-7));
        assertThat(aipw.value()).isCloseTo(0.38822122, within(0.0002));
        assertThat(aipw.standardError()).isCloseTo(0.01763585813279, within(1.8e-8));
    }

    @Test
    void clusteredBySchool() {
        // The reference sums squares over schools without the factor G/(G − 1).
        assertThat(estimate(Divisor.N).clusteredBy("schoolid").standardError())
                .isCloseTo(0.0264323071124, within(1e-7));
    }

    @Test
    void groupEffects() {
        double[][] expected = {
            {0.7274891076002, 0.3838757569917, 92},
            {0.2314419657122, 0.1493628547975, 188},
            {0.329893808146, 0.08910047509527, 476},
            {0.3813863069187, 0.05373741141077, 1064},
            {0.3522112017468, 0.02884352900567, 3803},
            {0.4263386953046, 0.02824459838847, 3802},
            {0.4144343558228, 0.05590961434456, 966}
        };
        Segments segments = estimate().by(Segmentation.levels("success_expect"), Support.NONE);
        assertThat(segments.rows()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            String level = Integer.toString(i + 1);
            double[] e = expected[i];
            assertThat(segments.rows())
                    .filteredOn(r -> r.segment().equals(level))
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.value()).isCloseTo(e[0], within(0.0001));
                        assertThat(r.standardError()).isCloseTo(e[1], within(0.0001));
                        assertThat(r.rows()).isEqualTo((long) e[2]);
                    });
        }
    }
}

package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.LevelsAndChanges;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An item of the health card says what was found, of whom, and advises only where it doubts. */
class HealthWordsTest {
    private static final int WEEKS = 130;
    private static final double[] TV = series(WEEKS, t -> 40 + 8 * Math.sin(0.9 * t) + 8 * Math.cos(2.1 * t));
    private static final double[] RADIO = series(WEEKS, t -> 30 + 8 * Math.sin(0.4 * t) + 5 * Math.cos(1.7 * t));

    private static final List<String> ADVICE = List.of(
            "cannot be told apart",
            "is missing",
            "may be missing",
            "leave terms out",
            "has learned noise",
            "do not decide",
            "only their total",
            "too sure",
            "limits what can be said",
            "confounded");

    private static Panel panel(double[] radio, double[] y) {
        return Weekly.panel(WEEKS).with("tv", TV).with("radio", radio).with("y", y);
    }

    private static MediaMix mix(Input... inputs) {
        return Weekly.mix("tv, radio -> y", inputs);
    }

    private static double[] outcome(double[] radio) {
        double[] error = noise(WEEKS, 74, "y");
        return series(WEEKS, t -> 300 + 2 * TV[t] + 3 * radio[t] + 5 * error[t]);
    }

    @Test
    void whatPassesIsNotAdvised() {
        MixAnswers healthy =
                Answered.of(mix(Weekly.channel("tv"), Weekly.channel("radio")), panel(RADIO, outcome(RADIO)), 20);
        assertThat(healthy.health())
                .filteredOn(d -> d.verdict() == Verdict.PASS)
                .hasSizeGreaterThan(8)
                .allSatisfy(d -> {
                    assertThat(ADVICE).as("%s: %s", d.name(), d.advice()).noneMatch(d.advice()::contains);
                });
        assertThat(Answered.check(healthy, "baseline below zero").advice())
                .isEqualTo("Without any media the outcome would be negative in none of 130 periods.");
    }

    @Test
    void whatFailsIs() {
        double[] apart = noise(WEEKS, 75, "radio");
        double[] radio = series(WEEKS, t -> TV[t] + 0.5 * apart[t]);
        MixAnswers entangled =
                Answered.of(mix(Weekly.channel("tv"), Weekly.channel("radio")), panel(radio, outcome(radio)), 20);
        Diagnostic check = Answered.check(entangled, "collinearity in y");
        assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check.advice()).contains("cannot be told apart well: vary one without the other");
    }

    /** A caution may stand alone, so each names the channel or the equation that it is of. */
    @Test
    void everyItemSaysOfWhom() {
        double[] error = noise(WEEKS, 76, "y");
        double[] y = series(WEEKS, t -> 300 + 0.02 * TV[t] - 0.02 * RADIO[t] + 5 * error[t] + (t % 2 == 0 ? 12 : -12));
        Pattern subject = Pattern.compile(".*\\b(?:of|in|on) (tv|radio|y)");
        List<Diagnostic> health = Answered.of(mix(Weekly.channel("tv"), Weekly.channel("radio")), panel(RADIO, y), 20)
                .health();
        assertThat(health.stream().map(Diagnostic::name)).contains("precision of tv", "sign of radio", "fit of y");
        for (Diagnostic d : health) {
            Matcher matcher = subject.matcher(d.name());
            if (matcher.matches()) {
                assertThat(d.advice()).as(d.name()).containsPattern("\\b" + matcher.group(1) + "\\b");
            }
        }
    }

    /** Held at 0, with draws above it: no number of times of nothing. */
    @Test
    void aReturnOfNothingHasNoRelativePrecision() {
        double[] error = noise(WEEKS, 77, "y");
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] - 0.02 * RADIO[t] + 5 * error[t]);
        Input held = new Input(
                "radio",
                Input.Role.PAID,
                "radio",
                new Input.Cost.Spend("radio"),
                Optional.empty(),
                Input.Sign.POSITIVE);
        MixAnswers answers = Answered.of(mix(Weekly.channel("tv"), held), panel(RADIO, y), 30);
        ChannelAnswer radio = answers.channels().stream()
                .filter(c -> c.name().equals("radio"))
                .findFirst()
                .orElseThrow();
        assertThat(radio.roi().value()).isCloseTo(0, within(1e-12));
        assertThat(radio.roi().upper()).isPositive();
        Diagnostic precision = Answered.check(answers, "precision of radio");
        assertThat(precision.statistic()).isEqualTo(100);
        assertThat(precision.advice())
                .startsWith("The return of radio is estimated at 0.00 and lies between 0.00 and 0")
                .hasSizeLessThan(160)
                .doesNotContain("times the return");
    }

    /** Channels are told apart, two controls are not: that is said, and does not count. */
    @Test
    void controlsThatMoveTogetherAreNamed() {
        double[] error = noise(WEEKS, 78, "y");
        double[] apart = noise(WEEKS, 78, "rain");
        double[] sun = series(WEEKS, t -> 5 * Math.sin(0.11 * t));
        double[] rain = series(WEEKS, t -> 10 - sun[t] + 0.2 * apart[t]);
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] + sun[t] + 5 * error[t]);
        Panel panel = Weekly.panel(WEEKS)
                .with("tv", TV)
                .with("sun", sun)
                .with("rain", rain)
                .with("y", y);
        MixAnswers answers = Answered.of(
                Weekly.mix("tv, sun, rain -> y", Weekly.channel("tv"), Weekly.control("sun"), Weekly.control("rain")),
                panel,
                0);
        Diagnostic check = Answered.check(answers, "collinearity in y");
        assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check.statistic()).isLessThan(1.5);
        // With one other column the factor is 1 / (1 − r²), whatever tv adds to it.
        double r = correlation(sun, rain);
        assertThat(1 / (1 - r * r)).isGreaterThan(100);
        assertThat(check.advice())
                .containsPattern("Only channels are judged. The coefficients of (sun|rain) \\(\\d{3}\\.\\d times\\), ")
                .endsWith("not to be read by themselves.");
    }

    private static double correlation(double[] a, double[] b) {
        double[] x = Equations.centred(a);
        double[] z = Equations.centred(b);
        double cross = 0;
        double squares = 0;
        double others = 0;
        for (int t = 0; t < x.length; t++) {
            cross += x[t] * z[t];
            squares += x[t] * x[t];
            others += z[t] * z[t];
        }
        return cross / Math.sqrt(squares * others);
    }

    /** What tv does through search that is paid for is not counted again under search. */
    @Test
    void theShareOfMediaCountsOnce() {
        double[] error = noise(WEEKS, 79, "y");
        double[] own = noise(WEEKS, 79, "search");
        double[] search = series(WEEKS, t -> 20 + TV[t] + 6 * own[t]);
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] + 3 * search[t] + 5 * error[t]);
        Panel panel = Weekly.panel(WEEKS).with("tv", TV).with("search", search).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("tv -> search, y\nsearch -> y", Weekly.channel("tv"), Weekly.channel("search")),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("search")),
                List.of());
        MixAnswers answers = Answered.of(mix, panel, 0);
        double media =
                Arrays.stream(series(WEEKS, t -> 2 * TV[t] + 3 * search[t])).sum();
        double share = media / Arrays.stream(y).sum();
        assertThat(answers.channels().stream()
                        .mapToDouble(c -> c.share().value())
                        .sum())
                .isGreaterThan(share + 0.1);
        assertThat(Answered.check(answers, "share of media").statistic()).isCloseTo(share, within(0.04));
    }

    /** Nobody is told to take the differences that were taken. */
    @Test
    void changesAreNotAskedForTwice() {
        LevelsAndChanges.Term slope = new LevelsAndChanges.Term("tv", 3, 0.1, 0.2, 0.001);
        assertThat(new Trending.Pair("tv", "y", slope, true, false).diagnostic().advice())
                .contains("Say differences: [y], and do not read");
        assertThat(new Trending.Pair("tv", "y", slope, true, true).diagnostic().advice())
                .contains("is one of changes")
                .doesNotContain("Say differences");
    }

    /** The folds that learn from little are left out of the verdict, and not out of the words. */
    @Test
    void coverageSaysOfWhichFolds() {
        FittedMix fit = Weekly.fit(mix(Weekly.channel("tv"), Weekly.channel("radio")), panel(RADIO, outcome(RADIO)), 0);
        Card card = new Card();
        new FitHealth(fit, card)
                .predicts(new ValidationAnswer(
                        "expanding, 2 folds",
                        List.of(fold(1, 40, 45, 0.2), fold(2, 85, 45, 0.9)),
                        METRICS,
                        METRICS,
                        METRICS,
                        List.of(),
                        List.of(),
                        ""));
        assertThat(card.worstFirst())
                .filteredOn(d -> d.name().equals("prediction intervals"))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.verdict()).isEqualTo(Verdict.PASS);
                    assertThat(d.statistic()).isCloseTo(0.9, within(1e-12));
                    assertThat(d.advice())
                            .isEqualTo(
                                    "Of the periods unseen while learning from at least half of the window, 90 % lie in "
                                            + "their 90 % prediction interval. Over all folds, also those that learn from less, it is 55 %.");
                });
    }

    private static final ValidationAnswer.Metrics METRICS =
            new ValidationAnswer.Metrics(0.5, 1, 0.1, 1, 0.1, 0.1, 1, 0.9);

    private static ValidationAnswer.FoldRow fold(int number, int train, int test, double coverage) {
        return new ValidationAnswer.FoldRow(
                number,
                Weekly.START,
                Weekly.START.plusWeeks(train),
                Weekly.START.plusWeeks(train),
                Weekly.START.plusWeeks(train + test),
                train,
                test,
                METRICS,
                METRICS,
                coverage);
    }
}

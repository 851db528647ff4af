package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong in a study of a mix: the line, the key, what must hold, what was found, and a guess that helps. */
class BadMixWordsTest {
    private static final String STUDY = """
            version: 1
            data: data.csv
            time: week
            mix:
              outcome: revenue
              channels: {tv: tv, search: search}
              mediators: [search]
              carry-over: {geometric: {lags: 8}}
              baseline: {trend: none, fourier: 0}
              draws: {count: 50, level: 0.95}
              validation: {scheme: expanding, folds: 5}
              lifts: [{channel: tv, from: 2024-01-01, to: 2024-02-05, change: -100%, effect: -9, standardError: 2}]
              scenarios: [{name: more, changes: {tv: +20%}}, {name: less, changes: {tv: -20%}}]
              plan: {budget: 400, per: week}
            graph: |
              tv -> search
              tv, search -> revenue
            seed: 42
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            budget: 400 | budget: -400 | line 14: mix.plan.budget must be more than 0; found "-400" | the sign is a slip: 400.
            budget: 400 | budget: much | mix.plan.budget must be a number; found "much" | write it in digits
            per: week | per: month | must be one of week, total; found "month" | total is meant
            count: 50 | count: lots | line 10: mix.draws.count must be a whole number, at least 0; found "lots" | in digits alone
            count: 50 | count: -5 | mix.draws.count must be a whole number, at least 0; found "-5" | the sign is a slip
            lags: 8 | lags: -1 | mix.carry-over.geometric.lags must be a whole number | the sign is a slip
            level: 0.95 | level: 95 | mix.draws.level must be between 0.01 and 0.999; found "95" | write it as a share, 0.95.
            level: 0.95 | level: high | mix.draws.level must be a number; found "high" | write it in digits
            time: week | # | must have the key "time" | add it: "time: …"
            seed: 42 | seed: abc | line 18: seed must be a whole number; found "abc" | in digits alone
            version: 1 | version: 9 | version must be 1, the only one this program knows; found 9 | a later version
            seed: 42 | {seed: 1, seed: 2} | is not YAML | a quote or a bracket
            standardError: 2 | standardError: 0 | mix.lifts[1].standardError must be more than 0; found "0" | a small number
            tv: +20% | tv: -150% | must be at least -100%; found "-150%" | all of it switched off
            tv: +20% | tv: lots | must be a percentage such as +20% | mistyped
            name: less | name: more | each scenario must have a name of its own; "more" stands there twice | copied
            scheme: expanding | scheme: random | must be one of expanding, rolling, | expanding will do
            scheme: expanding | scheme: roling | must be one of expanding, rolling, | you meant "rolling".
            trend: none | trend: cubic | must be one of none, linear, piecewise; found "cubic" | piecewise is near enough
            from: 2024-01-01 | from: 01.01.2024 | must be a day written as 2025-11-28; found "01.01.2024" | the year
            folds: 5 | folds: 5, folds: 6 | mix.validation.folds stands there twice, first in line 11 | left from before
            """)
    void everyMessageEndsInAGuess(String right, String wrong, String said, String maybe) {
        assertThat(STUDY).contains(right);
        assertThatThrownBy(() -> MixStudy.parse(STUDY.replace(right, wrong), Path.of("")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(said)
                .satisfies(e -> assertThat(
                                String.valueOf(e.getMessage()).lines().toList().getLast())
                        .startsWith("Maybe")
                        .contains(maybe));
    }
}

package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a study of a mix is refused with its line, what must hold, and a guess. */
class MixStudyRefusalsTest {
    private static MixStudy with(String more) {
        return MixStudy.parse(MixStudyTest.SHORTEST.replace("graph:", more.indent(2) + "graph:"), MixStudyTest.FOLDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baselin: {} => line 7: mix has no key \"baselin\" => Maybe you meant \"baseline\".",
                "link: logit => line 7: mix.link must be one of identity, log; found \"logit\".",
                "calendar: yearly => one of daily, weekly, monthly",
                "calendar: {from: weekly, to: monthly} => only days can be put together",
                "window: {from: 2018-13-01} => mix.window.from must be a day written as 2025-11-28; found \"2018-13-01\".",
                "window: {from: 2018-12-01, to: 2018-01-01} => must end after it begins => swapped",
                "mediators: [google] => must name an input (facebook); found \"google\"",
                "mediators: [facebook] => a mediator must lie on a path => no input leads to \"facebook\".",
                "mediators: {facebook: {policy: float, x: 1}} => mediators.facebook has no key",
                "missing: {facebok: zero} => found \"facebok\". => Maybe you meant \"facebook\".",
                "missing: {revenue: zero} => the outcome must be observed",
                "missing: {spends: mean} => one of refuse, zero, carry-forward, interpolate",
                "baseline: {trend: linear} => it has no \"trend\". => Maybe add: trend -> revenue",
                "baseline: {trend: piecewise, fourier: 2} => line 8 => it has no \"trend\", \"season\". => Maybe add: trend, season -> revenue",
                "baseline: {trend: linear, change-points: 3} => belong to trend: piecewise",
                "interactions: [[facebook]] => two different inputs or more",
                "interactions: [[facebook, tiktok]] => must name an input (facebook); found \"tiktok\"",
                "lags: {facebook: 1} => must name the outcome or a mediator (revenue); found \"facebook\"",
                "lags: {revenue: [1, 1]} => a list of different numbers of periods",
                "carry-over: {geometric: {alpha: 0.3}} => carry-over.geometric has no key \"alpha\"; it may have lags",
                "carry-over: {geometric: {retention: 1.5}} => line 7 => retention must lie between 0.0 and 1.0; found 1.5",
                "carry-over: {geometric: {retention: some}} => fit, a number that fixes it, or the range",
                "saturation: {log1p: {scale: fit}} => must be a number or a range",
                "saturation: hil => must be one of none, hill => Maybe you meant \"hill\".",
                "order: backwards => one of carry-over-first, saturation-first",
                "model: xgboost => one of least-squares, ridge, lasso, elastic-net, forest, boosting",
                "model: {ridge: {penalty: 1, choice: best}} => must not stand beside a penalty that is given",
                "model: {ridge: {penalty: -1}} => mix.model.ridge.penalty must be between 0",
                "models: {facebook: ridge} => must name the outcome or a mediator",
                "design: two_stage => one of graph, two-stage",
                "pooling: partial => pooling is between units => unit: geo",
                "draws: {level: 90} => between 0.01 and 0.999",
                "validation: {scheme: random} => one of expanding, rolling, blocked, four-week, walk-forward",
                "validation: {folds: 1} => a whole number, at least 2",
                "validation: {scheme: four-week, folds: 3} => line 7 => folds does not belong to this scheme",
                "validation: [] => a scheme, or a list of schemes",
                "validation: [{scheme: blocked}, {scheme: rolling, compare: [lasso]}] => line 7 => compared by the first scheme",
                "model: {ridge: {penalty: 1, alpha: 1}} => line 7 => must not stand beside penalty",
                "model: {ridge: {alpha: 1, choice: best}} => must not stand beside a penalty that is given",
                "model: {ridge: {alpha: -1}} => mix.model.ridge.alpha must be between 0",
                "model: {elastic-net: {alpha: 1}} => has no key \"alpha\"",
                "lifts: [{channel: facebok, from: 2019-01-07, to: 2019-01-28, change: -1, effect: 1, standardError: 1}] => Maybe you meant \"facebook\".",
                "lifts: [{channel: facebook, from: 2019-01-07, to: 2019-01-28, change: -2, effect: 1, standardError: 1}] => at least -1",
                "lifts: [{channel: facebook, from: 2019-01-07, to: 2019-01-28, change: -1, effect: 1, standardError: 0}] => more than 0",
                "lifts: [{channel: facebook, from: 2019-01-07, to: 2018-01-28, change: -1, effect: 1, standardError: 1}] => must end after it begins",
                "lifts: [{channel: facebook, from: 2019-01-07, to: 2019-01-28, change: -1, effect: 1, standardError: 1, unit: north}] => must name units of a study that has a column of them => Maybe say unit: geo",
                "scenarios: [{name: a, changes: {revenue: +5%}}] => must name an input (facebook); found \"revenue\"",
                "scenarios: [{name: a, changes: {facebook: more}}] => a percentage such as +20%",
                "scenarios: [{name: a, changes: {}}] => a map with a change",
                "scenarios: [{name: a, changes: {facebook: -120%}}] => at least -100%",
                "plan: {bounds: {tiktok: [0, 1]}} => must name a channel with a spend (facebook); found \"tiktok\"",
                "plan: {bounds: {facebook: [2, 1]}} => must rise",
                "plan: {budget: 10, goal: {roi: 2}} => either the most for a budget or a return",
                "plan: {split: units} => must have a column of units",
                "plan: {per: month} => one of week, total",
                "plan: {charging: [facebook]} => a mediator, of which the study has none",
                "layout: {long: {channel: c}} => must have the key \"amount\"",
                "levers: {email: {column: sends}} => either cost (money for one of its units) or spend (a column); found neither",
                "controls: [price, price] => each input must have a name of its own; \"price\" stands in line 7 too.",
                "levers: [email] => mix.levers",
                "levers: {facebook: {column: sends, cost: 1}} => each input must have a name of its own",
                "controls: {price: p} => every input must be a node of the graph; \"price\" is none => Maybe add: price -> revenue",
                "controls: {price: {column: p, role: prize}} => one of control, price, promotion",
                "controls: {price: {column: p, cost: 3}} => line 7 => belongs to a control with role: price",
                "controls: {price: {column: p, role: price, cost: -3}} => between 0",
                "events: {sale: [last week]} => a day written as 2025-11-28",
                "events: {facebook_spend: [2024-01-01]} => must not have the name of a column that the study uses",
                "controls: {revenue: r} => an input must not be the outcome",
                "differences: [facebook] => must be one of revenue; found \"facebook\"",
                "outcome2: x => mix has no key"
            })
    void whatIsWrongIsSaidWithItsLine(String line) {
        String[] parts = line.split(" => ");
        assertThatThrownBy(() -> with(parts[0]))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll(List.of(parts).subList(1, parts.length).toArray(String[]::new))
                .hasMessageContaining("\nMaybe ")
                .hasMessageStartingWith("study.yaml line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facebok -> revenue => \"facebok\" is none of them => Maybe you meant \"facebook\".",
                "facebook -> sales => it has no \"revenue\"",
                "facebook, weather -> revenue => \"weather\" is none of them => weather [latent]",
                "facebook <- revenue => must have an arrow into the outcome",
                "facebook -> revenue -> facebook => no cycle",
                "facebook -> => graph: "
            })
    void theGraphMustBeOfTheStudy(String line) {
        String[] parts = line.split(" => ");
        assertThatThrownBy(() -> MixStudy.parse(
                        MixStudyTest.SHORTEST.replace("facebook -> revenue", parts[0]), MixStudyTest.FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll(List.of(parts).subList(1, parts.length).toArray(String[]::new))
                .hasMessageStartingWith("study.yaml line 7: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            facebook -> tiktok; facebook, tiktok -> revenue | what a channel moves must be a mediator
            facebook -> revenue -> tiktok                   | an input must not be moved by the outcome
            facebook -> revenue; tiktok [latent]            | a node that is [latent] has no data
            facebook, tiktok -> revenue; revenue [latent]   | the outcome must be observed
            """)
    void inputsMustStandWhereTheyCanBeUsed(String graph, String message) {
        String study = MixStudyTest.SHORTEST
                .replace("{facebook: facebook_spend}", "{facebook: facebook_spend, tiktok: tiktok_spend}")
                .replace("graph: facebook -> revenue", "graph: \"" + graph.strip() + "\"");
        assertThatThrownBy(() -> MixStudy.parse(study, MixStudyTest.FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(message)
                .hasMessageContaining("\nMaybe ");
    }
}

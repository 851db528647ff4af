package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Column;
import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.Input.Sign;
import dev.elsewise.mix.Kernel;
import dev.elsewise.mix.Lift;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Mediator;
import dev.elsewise.mix.Saturation;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.Transform;
import dev.elsewise.study.Study;
import dev.elsewise.study.data.Derived;
import dev.elsewise.study.data.Filter;
import dev.elsewise.study.mix.MixStudy.Aggregation;
import dev.elsewise.study.mix.MixStudy.Calendar;
import dev.elsewise.study.mix.MixStudy.Days;
import dev.elsewise.study.mix.MixStudy.Filling;
import dev.elsewise.study.mix.MixStudy.Grain;
import dev.elsewise.study.mix.MixStudy.Layout;
import dev.elsewise.study.mix.MixStudy.Scheme;
import dev.elsewise.study.mix.MixStudy.Validation;
import dev.elsewise.study.mix.MixStudy.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixStudyTest {
    static final Path FOLDER = Path.of("/studies");

    static final String SHORTEST = """
            version: 1
            data: weekly.csv
            time: week
            mix:
              outcome: revenue
              channels: {facebook: facebook_spend}
            graph: facebook -> revenue
            """;

    private static final String FULL = """
            version: 1
            title: What drives revenue?
            data: weekly.csv
            time: week
            unit: geo
            columns: {geo: category}
            where: [{keep: "revenue > 0", because: the shop was open}]
            derive: {avg_price: "revenue / orders"}
            seed: 7
            mix:
              outcome: {column: conversions, value: revenue_per_conversion}
              link: log
              calendar: {from: daily, to: weekly}
              layout: wide
              window: {from: 2016-01-04, to: 2018-12-31}
              channels:
                facebook: facebook_spend
                tiktok: {spend: tiktok_spend, exposure: tiktok_impressions, carry-over: {geometric: {lags: 4, retention: 0.5}}, saturation: {hill: {slope: 1}}, order: saturation-first, sign: any}
                google: {spend: google_spend, carry-over: none, saturation: none}
              organic: {newsletter: newsletter_sends}
              levers: {email: {column: email_sends, cost: 0.004}, sms: {column: sms_sends, spend: sms_cost}}
              controls:
                price: {column: avg_price, role: price, sign: negative}
                promotions: {column: promotions, role: promotion, sign: positive, aggregate: maximum}
                followers: followers
              events: {black_friday: [2016-11-25, {from: 2017-11-24, to: 2017-11-27}], launch: launch_flag}
              mediators: {google: {policy: {cap: 12000}}}
              missing: {followers: carry-forward, spends: zero, facebook: refuse, controls: interpolate}
              baseline: {trend: piecewise, change-points: 3, fourier: 1, week-of-year: none}
              interactions: [[facebook, tiktok], [price, promotions]]
              lags: {conversions: [1, 52], google: 1}
              carry-over: {geometric: {lags: 6}}
              saturation: logistic
              model: {least-squares: {ridge: 1e-3, starts: 9}}
              models: {google: ridge}
              design: graph
              scaling: robust
              pooling: separate
              draws: {count: 200, block: 6, level: 0.8}
              validation: {scheme: rolling, folds: 6, embargo: 2, compare: [lasso, {forest: {trees: 100, depth: 10}}]}
              lifts: [{channel: facebook, from: 2017-04-03, to: 2017-06-26, change: -100%, effect: -1000, standardError: 50}]
              scenarios:
                - {name: facebook +20 %, changes: {facebook: +20%, price: -1.5, email: {set: 0}}, from: 2018-01-01, to: 2018-06-30}
              plan: {budget: 50000, per: week, range: [0.5, 1.5], bounds: {facebook: [0.7, 1.3], tiktok: {from: 0, to: 2000}}, goal: maximise, charging: [google], risk: {quantile: 0.1}, split: periods}
            graph: |
              facebook, tiktok, price, season, trend, launch -> google, conversions
              google, newsletter, email, sms, promotions, followers, black_friday -> conversions
              facebook <-> conversions
              taste [latent]
              taste -> conversions
            """;

    private static MixStudy with(String more) {
        return MixStudy.parse(SHORTEST.replace("graph:", more.indent(2) + "graph:"), FOLDER);
    }

    private static Transform shape(String keys) {
        return MixStudy.parse(
                        SHORTEST.replace("facebook: facebook_spend", "facebook: {spend: facebook_spend, " + keys + "}"),
                        FOLDER)
                .mix()
                .inputs()
                .getFirst()
                .carryOver()
                .orElseThrow();
    }

    @Test
    void aNodeNamedLikeItsColumnNeedNotSayIt() {
        String longer =
                "channels: {facebook: facebook, tiktok: {spend: tiktok, exposure: views}}\n  organic: {blog: {column: blog}}\n"
                        + "  controls: {price: price, sale: {column: sale, role: promotion}}\n  levers: {email: {column: email, cost: 0.01}}";
        String shorter = "channels: {facebook: facebook, tiktok: {exposure: views}}\n  organic: [blog]\n"
                + "  controls: {price: price, sale: {role: promotion}}\n  levers: {email: {cost: 0.01}}";
        assertThat(acting(shorter)).isEqualTo(acting(longer));
        assertThat(acting("channels: [facebook, tiktok]"))
                .isEqualTo(acting("channels: {facebook: facebook, tiktok: tiktok}"));
    }

    private static List<Input> acting(String keys) {
        String graph =
                "graph: facebook, tiktok" + (keys.contains("blog") ? ", blog, price, sale, email" : "") + " -> revenue";
        return MixStudy.parse(SHORTEST.replaceFirst("channels: .*", keys).replaceFirst("graph: .*", graph), FOLDER)
                .mix()
                .inputs();
    }

    @Test
    void theShortestStudyHasTheDefaultsOfTheDocs() {
        MixStudy study = MixStudy.parse(SHORTEST, FOLDER);
        assertThat(study.title()).isEqualTo("What moves revenue");
        assertThat(study.data().source()).isEqualTo(Source.Csv.of(Path.of("/studies/weekly.csv")));
        assertThat(study.unit()).isEmpty();
        assertThat(study.calendar()).isEqualTo(new Calendar(Grain.WEEKLY, Grain.WEEKLY, Map.of()));
        assertThat(study.layout()).isEqualTo(new Layout.ByPeriod());
        assertThat(study.window()).isEqualTo(Window.whole());
        assertThat(study.validation()).containsExactly(new Validation(Scheme.EXPANDING, 5, 0, List.of()));
        assertThat(study.seed()).isEqualTo(42);
        assertThat(study.source()).isEqualTo(SHORTEST);
        MediaMix mix = study.mix();
        assertThat(mix.inputs())
                .containsExactly(new Input(
                        "facebook",
                        Role.PAID,
                        "facebook_spend",
                        new Cost.Spend("facebook_spend"),
                        Optional.of(CarryOver.of(Kernel.Geometric.upToLag(8), Saturation.Logistic.withDefaults())),
                        Sign.POSITIVE));
        assertThat(mix.link()).isEqualTo(MediaMix.Link.IDENTITY);
        assertThat(mix.value()).isEmpty();
        assertThat(mix.baseline().nodes()).as("the graph has neither").isEmpty();
        assertThat(mix.family()).isEqualTo(Family.withDefaults());
        assertThat(mix.uncertainty()).isEqualTo(MediaMix.Uncertainty.withDefaults());
        assertThat(mix.pooling()).isEqualTo(Pooling.SHARED);
        assertThat(mix.design()).isEqualTo(MediaMix.Design.GRAPH);
        assertThat(mix.scaling()).isEqualTo(MediaMix.Scaling.STANDARD);
    }

    @Test
    void everyKeyIsRead() {
        MixStudy study = MixStudy.parse(FULL, FOLDER);
        assertThat(study.title()).isEqualTo("What drives revenue?");
        assertThat(study.time()).isEqualTo("week");
        assertThat(study.unit()).contains("geo");
        assertThat(study.data().columns()).isEqualTo(Map.of("geo", Column.Kind.CATEGORY));
        assertThat(study.data().where()).containsExactly(new Filter("revenue > 0", "the shop was open"));
        assertThat(study.data().derive()).containsExactly(new Derived("avg_price", "revenue / orders"));
        assertThat(study.seed()).isEqualTo(7);
        assertThat(study.calendar())
                .isEqualTo(new Calendar(Grain.DAILY, Grain.WEEKLY, Map.of("promotions", Aggregation.MAXIMUM)));
        assertThat(study.window())
                .isEqualTo(new Window(Optional.of(LocalDate.of(2016, 1, 4)), Optional.of(LocalDate.of(2018, 12, 31))));
        assertThat(study.events())
                .isEqualTo(Map.of(
                        "black_friday",
                        List.of(
                                new Days(LocalDate.of(2016, 11, 25), LocalDate.of(2016, 11, 25)),
                                new Days(LocalDate.of(2017, 11, 24), LocalDate.of(2017, 11, 27)))));
        assertThat(study.filling())
                .isEqualTo(Map.of(
                        "facebook", Filling.REFUSE,
                        "tiktok", Filling.ZERO,
                        "google", Filling.ZERO,
                        "price", Filling.INTERPOLATE,
                        "promotions", Filling.INTERPOLATE,
                        "followers", Filling.CARRY_FORWARD));
        assertThat(study.validation())
                .containsExactly(new Validation(
                        Scheme.ROLLING,
                        6,
                        2,
                        List.of(new Family.ElasticNet(1, OptionalDouble.empty(), false), new Family.Forest(100, 10))));
        assertThat(study.scenarios())
                .containsExactly(new Scenario(
                        "facebook +20 %",
                        Map.of(
                                "facebook", new Scenario.Change.By(0.2),
                                "price", new Scenario.Change.Plus(-1.5),
                                "email", new Scenario.Change.To(0)),
                        Optional.of(LocalDate.of(2018, 1, 1)),
                        Optional.of(LocalDate.of(2018, 6, 30))));
        assertThat(study.plan())
                .contains(new BudgetPlan(
                        OptionalDouble.of(50_000),
                        BudgetPlan.Per.PERIOD,
                        new BudgetPlan.Bounds.Multiples(0.5, 1.5),
                        Map.of(
                                "facebook", new BudgetPlan.Bounds.Multiples(0.7, 1.3),
                                "tiktok", new BudgetPlan.Bounds.Amounts(0, 2000)),
                        new BudgetPlan.Goal.Maximise(),
                        Optional.of(List.of("google")),
                        new BudgetPlan.Risk.Quantile(0.1),
                        BudgetPlan.Split.PERIODS));
    }

    @Test
    void everyKeyOfTheModelIsRead() {
        MediaMix mix = MixStudy.parse(FULL, FOLDER).mix();
        assertThat(mix.outcome()).isEqualTo("conversions");
        assertThat(mix.value()).contains("revenue_per_conversion");
        assertThat(mix.link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(mix.inputs())
                .extracting(Input::name)
                .containsExactly(
                        "facebook",
                        "tiktok",
                        "google",
                        "newsletter",
                        "email",
                        "sms",
                        "price",
                        "promotions",
                        "followers",
                        "black_friday",
                        "launch");
        CarryOver usual = CarryOver.of(Kernel.Geometric.upToLag(6), Saturation.Logistic.withDefaults());
        assertThat(mix.input("facebook").orElseThrow().carryOver()).contains(usual);
        assertThat(mix.input("newsletter"))
                .contains(new Input(
                        "newsletter",
                        Role.ORGANIC,
                        "newsletter_sends",
                        new Cost.Free(),
                        Optional.of(usual),
                        Sign.POSITIVE));
        assertThat(mix.input("tiktok"))
                .contains(new Input(
                        "tiktok",
                        Role.PAID,
                        "tiktok_impressions",
                        new Cost.Spend("tiktok_spend"),
                        Optional.of(new CarryOver(
                                Kernel.Geometric.upToLag(4).withRetention(0.5),
                                Saturation.Hill.withDefaults().withSlope(1),
                                CarryOver.Order.SATURATION_FIRST)),
                        Sign.ANY));
        assertThat(mix.input("google").orElseThrow().carryOver()).isEmpty();
        assertThat(mix.input("email"))
                .contains(new Input(
                        "email", Role.LEVER, "email_sends", new Cost.PerUnit(0.004), Optional.empty(), Sign.POSITIVE));
        assertThat(mix.input("sms").orElseThrow().spend()).isEqualTo(new Cost.Spend("sms_cost"));
        assertThat(mix.input("price"))
                .contains(
                        new Input("price", Role.PRICE, "avg_price", new Cost.Free(), Optional.empty(), Sign.NEGATIVE));
        assertThat(mix.input("promotions").orElseThrow().role()).isEqualTo(Role.PROMOTION);
        assertThat(mix.input("followers")).contains(Input.control("followers", "followers", Sign.ANY));
        assertThat(mix.input("black_friday").orElseThrow().column()).isEqualTo("black_friday");
        assertThat(mix.input("launch").orElseThrow().column()).isEqualTo("launch_flag");
        assertThat(mix.mediators())
                .containsExactly(new Mediator("google", Mediator.Policy.CAP, OptionalDouble.of(12_000)));
        assertThat(mix.baseline()).isEqualTo(new Baseline(Baseline.Trend.PIECEWISE, 3, 1, Baseline.WeekOfYear.NONE));
        assertThat(mix.interactions())
                .containsExactly(
                        new MediaMix.Interaction(List.of("facebook", "tiktok")),
                        new MediaMix.Interaction(List.of("price", "promotions")));
        assertThat(mix.lags()).isEqualTo(Map.of("conversions", List.of(1, 52), "google", List.of(1)));
        assertThat(mix.family()).isEqualTo(new Family.LeastSquares(1e-3, 9));
        assertThat(mix.families()).isEqualTo(Map.of("google", new Family.ElasticNet(0, OptionalDouble.empty(), false)));
        assertThat(mix.scaling()).isEqualTo(MediaMix.Scaling.ROBUST);
        assertThat(mix.pooling()).isEqualTo(Pooling.SEPARATE);
        assertThat(mix.uncertainty()).isEqualTo(new MediaMix.Uncertainty(200, OptionalInt.of(6), 0.8));
        assertThat(mix.lifts())
                .containsExactly(
                        new Lift("facebook", LocalDate.of(2017, 4, 3), LocalDate.of(2017, 6, 26), -1, -1000, 50));
        assertThat(mix.graph().hidden()).containsExactly("taste");
    }

    @Test
    void carryOverHasItsForms() {
        assertThat(shape(
                        "carry-over: {geometric: {lags: endless, normalised: false, retention: {from: 0.3, to: 0.8}}}"))
                .isEqualTo(CarryOver.of(
                        Adstock.Recursive.withDefaults().unnormalised().withRetentionWithin(0.3, 0.8),
                        Saturation.Logistic.withDefaults()));
        assertThat(shape("carry-over: {running-mean: {retention: 0.7}}, saturation: none"))
                .isEqualTo(CarryOver.of(Adstock.RunningMean.withDefaults().withRetention(0.7), Saturation.none()));
        assertThat(shape("carry-over: {delayed: {lags: 12, peak: 2, retention: fit}}, saturation: tanh"))
                .isEqualTo(CarryOver.of(Kernel.Delayed.upToLag(12).withPeak(2), Saturation.Tanh.withDefaults()));
        assertThat(shape("carry-over: binomial, saturation: {michaelis-menten: {half-saturation: 0.5}}"))
                .isEqualTo(CarryOver.of(
                        Kernel.Binomial.upToLag(8),
                        Saturation.MichaelisMenten.withDefaults().withHalfSaturation(0.5)));
        assertThat(shape("carry-over: {weibull-cdf: {shape: 2, scale: {from: 1, to: 4}}}, saturation: root"))
                .isEqualTo(CarryOver.of(
                        Kernel.WeibullCdf.upToLag(8).withShape(2).withScaleWithin(1, 4),
                        Saturation.Root.withDefaults()));
        assertThat(shape("carry-over: {weibull-pdf: {lags: 5, normalised: false}}, saturation: log1p"))
                .isEqualTo(CarryOver.of(Kernel.WeibullPdf.upToLag(5).unnormalised(), Saturation.Log1p.withDefaults()));
        assertThat(shape("carry-over: none, saturation: {hill: {slope: {from: 0.5, to: 3}, half-saturation: fit}}"))
                .isEqualTo(CarryOver.of(
                        Adstock.none(), Saturation.Hill.withDefaults().withSlopeWithin(0.5, 3)));
        assertThat(shape("saturation: {logistic: {rate: 4}}, carry-over: {geometric: {lags: 0}}"))
                .isEqualTo(CarryOver.of(
                        Kernel.Geometric.upToLag(0),
                        Saturation.Logistic.withDefaults().withRate(4)));
    }

    @Test
    void modelsHaveTheirForms() {
        assertThat(with("model: ridge").mix().family())
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.empty(), false));
        assertThat(with("model: {ridge: {penalty: 1.0}}").mix().family())
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.of(1), false));
        assertThat(with("model: {lasso: {choice: one-standard-error}}").mix().family())
                .isEqualTo(new Family.ElasticNet(1, OptionalDouble.empty(), true));
        assertThat(with("model: {elastic-net: {mixing: 0.3, penalty: cross-validated, choice: best}}")
                        .mix()
                        .family())
                .isEqualTo(new Family.ElasticNet(0.3, OptionalDouble.empty(), false));
        assertThat(with("model: {forest: {trees: 100, depth: 10}}").mix().family())
                .isEqualTo(new Family.Forest(100, 10));
        assertThat(
                        with("model: {boosting: {trees: 50, learningRate: 0.08, depth: 4, subsample: 0.85, columns: 0.9, l1: 0.05, l2: 0.8}}")
                                .mix()
                                .family())
                .isEqualTo(new Family.Boosting(50, 0.08, 4, 0.85, 0.9, 0.05, 0.8));
    }

    @Test
    void plansHaveTheirForms() {
        assertThat(with("plan: {}").plan()).contains(BudgetPlan.withDefaults());
        assertThat(with("plan: {budget: 9, per: total, risk: {worst: 0.2}, charging: none}")
                        .plan())
                .hasValueSatisfying(plan -> {
                    assertThat(plan.per()).isEqualTo(BudgetPlan.Per.TOTAL);
                    assertThat(plan.risk()).isEqualTo(new BudgetPlan.Risk.Worst(0.2));
                    assertThat(plan.charging()).contains(List.of());
                });
        assertThat(with("plan: {goal: {roi: 2}}").plan().orElseThrow().goal()).isEqualTo(new BudgetPlan.Goal.Roi(2));
        assertThat(with("plan: {goal: {marginal-roi: 1}}").plan().orElseThrow().goal())
                .isEqualTo(new BudgetPlan.Goal.MarginalRoi(1));
    }

    @Test
    void theBaselineFollowsTheGraphWhereTheStudySaysNothing() {
        String graph = "graph: facebook, season -> revenue";
        MixStudy season = MixStudy.parse(SHORTEST.replace("graph: facebook -> revenue", graph), FOLDER);
        assertThat(season.mix().baseline()).isEqualTo(Baseline.withDefaults().withTrend(Baseline.Trend.NONE));
        String own = SHORTEST.replace("channels:", "controls: {season: index}\n  channels:")
                .replace("graph: facebook -> revenue", graph);
        assertThat(MixStudy.parse(own, FOLDER).mix().baseline().nodes())
                .as("a column of that name is no baseline")
                .isEmpty();
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
        assertThatThrownBy(() -> MixStudy.parse(SHORTEST.replace("facebook -> revenue", parts[0]), FOLDER))
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
        String study = SHORTEST.replace(
                        "{facebook: facebook_spend}", "{facebook: facebook_spend, tiktok: tiktok_spend}")
                .replace("graph: facebook -> revenue", "graph: \"" + graph.strip() + "\"");
        assertThatThrownBy(() -> MixStudy.parse(study, FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(message)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void aLiftMayNameTheUnitsItWasMadeIn() {
        String lift = "{channel: facebook, from: 2019-01-07, to: 2019-01-28, change: -1, effect: 1, standardError: 1";
        String geo = SHORTEST.replace("time: week", "time: week\nunit: geo");
        MixStudy study = MixStudy.parse(
                geo.replace(
                        "graph:",
                        "  lifts: [" + lift + "}, " + lift + ", unit: north}, " + lift
                                + ", unit: [north, south]}]\ngraph:"),
                FOLDER);
        assertThat(study.mix().lifts())
                .extracting(Lift::units)
                .containsExactly(List.of(), List.of("north"), List.of("north", "south"));
        for (String wrong : List.of("[]", "[north, north]")) {
            assertThatThrownBy(() -> MixStudy.parse(
                            geo.replace("graph:", "  lifts: [" + lift + ", unit: " + wrong + "}]\ngraph:"), FOLDER))
                    .isInstanceOf(BadStudy.class)
                    .hasMessageStartingWith("study.yaml line 8: ")
                    .hasMessageContaining(
                            wrong.equals("[]") ? "a unit or a list of them" : "a list without repetition");
        }
    }

    @Test
    void hiddenCommonCausesAreAllowed() {
        MixStudy study = MixStudy.parse(SHORTEST.replace("graph: facebook -> revenue", """
                graph: |
                  facebook -> revenue
                  facebook <-> revenue
                  demand [latent]
                  demand -> facebook, revenue
                """), FOLDER);
        assertThat(study.mix().graph().hiddenPairs()).hasSize(1);
    }

    @Test
    void aFileIsReadAsTheKindThatItIs() {
        assertThat(StudyFile.parse(SHORTEST, FOLDER))
                .isInstanceOfSatisfying(
                        StudyFile.OfMix.class,
                        of -> assertThat(of.study().mix().outcome()).isEqualTo("revenue"));
        String effect =
                "version: 1\ndata: a.csv\nquestion: {treatment: x, outcome: y}\nestimators: [difference-in-means]";
        assertThat(StudyFile.parse(effect, FOLDER)).isInstanceOf(StudyFile.OfEffect.class);
        assertThat(StudyFile.parse(effect, FOLDER).data()).isEqualTo(Source.Csv.of(Path.of("/studies/a.csv")));
        assertThatThrownBy(() -> Study.parse(SHORTEST, FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("this one has a mix");
        assertThatThrownBy(() -> StudyFile.parse("version: 1\nmix: {}\nquestion: {}", FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("no key \"question\"");
    }

    @Test
    void theSameStudyCanHaveOtherData() {
        Source other = Source.Csv.of(Path.of("/elsewhere.csv"));
        MixStudy study = MixStudy.parse(FULL, FOLDER).withData(other);
        assertThat(study.data().source()).isEqualTo(other);
        assertThat(study.mix()).isEqualTo(MixStudy.parse(FULL, FOLDER).mix());
    }

    @Test
    void theRecipeOfSeed003FillsInWhatTheFileLeavesOut() {
        MixStudy study = MixStudy.parse("version: 1\nrecipe: seed-003\ndata: weekly.csv\n", FOLDER);
        MediaMix mix = study.mix();
        assertThat(study.recipe().orElseThrow().name()).isEqualTo("seed-003");
        assertThat(mix.link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(mix.scaling()).isEqualTo(MediaMix.Scaling.ROBUST);
        assertThat(mix.family()).isEqualTo(new Family.ElasticNet(0, OptionalDouble.empty(), false));
        assertThat(study.validation())
                .containsExactly(
                        new Validation(
                                Scheme.EXPANDING,
                                5,
                                0,
                                List.of(
                                        new Family.ElasticNet(1, OptionalDouble.empty(), false),
                                        new Family.Forest(100, 10))),
                        new Validation(Scheme.FOUR_WEEK, 5, 0, List.of()),
                        new Validation(Scheme.BLOCKED, 5, 0, List.of()),
                        new Validation(Scheme.WALK_FORWARD, 5, 0, List.of()));
        assertThat(mix.input("instagram").orElseThrow().carryOver())
                .contains(CarryOver.of(
                        Kernel.Geometric.upToLag(8).withRetentionWithin(0.3, 0.7),
                        Saturation.Hill.withDefaults().withSlopeWithin(1, 3)));
        assertThat(mix.baseline()).isEqualTo(new Baseline(Baseline.Trend.LINEAR, 0, 0, Baseline.WeekOfYear.CYCLIC));
        assertThat(mix.lags()).isEqualTo(Map.of("revenue", List.of(1)));
        assertThat(mix.graph().parents("google"))
                .containsExactly("facebook", "instagram", "price", "promotions", "season", "trend");
    }

    @Test
    void theRecipeOfTwoStagesHasBothTheirModels() {
        MixStudy study = MixStudy.parse("version: 1\nrecipe: two-stage-boosting\ndata: weekly.csv\n", FOLDER);
        MediaMix mix = study.mix();
        assertThat(mix.design()).isEqualTo(MediaMix.Design.TWO_STAGE);
        assertThat(mix.families()).isEqualTo(Map.of("google", new Family.Boosting(100, 0.1, 3, 0.8, 0.8, 0.1, 1)));
        assertThat(mix.family()).isEqualTo(new Family.Boosting(100, 0.08, 4, 0.85, 0.9, 0.05, 0.8));
        assertThat(mix.graph().parents("google")).containsExactly("facebook", "tiktok", "snapchat");
        assertThat(mix.graph().parents("revenue"))
                .containsExactly("google", "email", "sms", "price", "followers", "promotions");
        assertThat(mix.input("facebook").orElseThrow().carryOver())
                .contains(CarryOver.of(Adstock.none(), Saturation.Log1p.withDefaults()));
        assertThat(mix.input("google").orElseThrow().carryOver()).isEmpty();
        assertThat(mix.input("email").orElseThrow().carryOver()).isEmpty();
        assertThat(mix.baseline().nodes()).isEmpty();
    }

    @Test
    void aKeyOfTheFileIsOverTheRecipes() {
        String file = """
                version: 1
                recipe: two-stage-boosting
                data: weekly.csv
                time: monday
                mix: {link: log, validation: {folds: 3}}
                """;
        MixStudy study = MixStudy.parse(file, FOLDER);
        assertThat(study.time()).isEqualTo("monday");
        assertThat(study.mix().link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(study.validation().getFirst().folds()).isEqualTo(3);
        assertThat(study.mix().design()).as("what it does not give stays").isEqualTo(MediaMix.Design.TWO_STAGE);
        assertThat(StudyFile.parse("version: 1\nrecipe: seed-003\ndata: a.csv\n", FOLDER))
                .isInstanceOf(StudyFile.OfMix.class);
        String asItWas = "version: 1\n" + SHORTEST.substring(SHORTEST.indexOf("mix:"));
        MixStudy old = MixStudy.parse("version: 1\nrecipe: of-old\ndata: a.csv\ntime: week\n", asItWas, FOLDER);
        assertThat(old.mix().outcome()).isEqualTo("revenue");
        assertThatThrownBy(() -> MixStudy.parse("version: 1\nrecipe: seed-004\ndata: a.csv\nmix: {}\n", FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll("line 2: there is no recipe \"seed-004\"", "Maybe you meant \"seed-003\".");
    }

    @Test
    void theDocsNameEveryKeyAndTheirExampleCanBeRead() throws IOException {
        String docs = Files.readString(Path.of("../docs/study-file.md"));
        assertThat(MixReader.KEYS).allSatisfy(key -> assertThat(docs).contains("`" + key));
        assertThat(MixReader.MIX_KEYS).allSatisfy(key -> assertThat(docs).contains("`" + key));
        String section = docs.substring(docs.indexOf("# A media mix"));
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(section);
        assertThat(block.find()).isTrue();
        assertThat(MixStudy.parse(block.group(1), FOLDER).mix().mediators()).hasSize(1);
    }

    /** The two studies of the table of published projects, whose recipes fill in the rest. */
    @Test
    void theStudiesOfThePublishedProjectsCanBeRead() throws IOException {
        String docs = Files.readString(Path.of("../docs/seeds-003-004.md"));
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(docs);
        assertThat(block.find()).isTrue();
        MixStudy first = MixStudy.parse(block.group(1), FOLDER);
        assertThat(first.mix().input("price").orElseThrow().spend()).isEqualTo(new Cost.OfSold(30));
        assertThat(first.mix().link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(block.find()).isTrue();
        MixStudy second = MixStudy.parse(block.group(1), FOLDER);
        assertThat(second.mix().design()).isEqualTo(MediaMix.Design.TWO_STAGE);
        assertThat(second.scenarios()).hasSize(1);
        assertThat(block.find()).isFalse();
    }

    @Test
    void aPenaltyMayBeCountedAsScikitLearnDoes() {
        assertThat(family("ridge: {alpha: 1}"))
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.of(1), false, false, true));
        assertThat(family("lasso: {alpha: 0.1}"))
                .isEqualTo(new Family.ElasticNet(1, OptionalDouble.of(0.1), false, false, false));
    }

    private static Family family(String model) {
        return MixStudy.parse(SHORTEST.replace("channels:", "model: {" + model + "}\n  channels:"), FOLDER)
                .mix()
                .family();
    }
}

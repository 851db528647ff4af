package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Column;
import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
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
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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

    static final String FULL = """
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
}

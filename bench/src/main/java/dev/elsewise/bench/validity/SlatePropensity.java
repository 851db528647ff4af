package dev.elsewise.bench.validity;

import dev.elsewise.adjust.Aipw;
import dev.elsewise.adjust.AipwFit;
import dev.elsewise.adjust.Recalibration;
import dev.elsewise.check.Calibration;
import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Grouping;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segmentation.Ties;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.learn.Shape;
import dev.elsewise.learn.TreeLearners;
import dev.elsewise.question.Question;
import dev.elsewise.simulate.SlateWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Does an effect of zero come out as zero in a log whose one confounder, the slate's size, enters the propensity as 3/size?
 * AIPW with the default settings of a study, the size in one of several shapes, over many worlds of 3,000 slates.
 *
 * <p>Arguments: shape, worlds, first seed, slates. Ends with 1 when a shape that should cover does not.
 */
public final class SlatePropensity {
    private static final Question QUESTION = Question.effectOf("is_top_3").on("clicked");
    private static final List<String> OTHERS = List.of(
            "history_len", "title_length", "abstract_length", "hour", "day_of_week", "item_exposures", "category");

    /** How the slate's size enters. */
    private enum Style {
        LINEAR(false, ComparedSlates.SIZE, Shape.LINEAR),
        LOG(false, ComparedSlates.SIZE, Shape.LOG),
        LOG_RECIPROCAL(true, ComparedSlates.SIZE, Shape.LOG, Shape.RECIPROCAL),
        SPLINE(true, ComparedSlates.LOG_SIZE, Shape.spline(5)),
        BOOSTED(true, ComparedSlates.SIZE, Shape.LINEAR);

        private final boolean right;
        private final String column;
        private final Shape[] shapes;

        Style(boolean right, String column, Shape... shapes) {
            this.right = right;
            this.column = column;
            this.shapes = shapes;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Style of(String word) {
            return Arrays.stream(values())
                    .filter(s -> s.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no shape " + word + "; there are "
                            + Arrays.stream(values()).map(Style::word).toList() + "."));
        }

        Aipw aipw() {
            // One covariate needs no deep trees: those learn single slates by heart, some of whose rows are in every
            // fold.
            Learner propensity = this == BOOSTED
                    ? TreeLearners.find().boosting(100, 2, 0.1, 1, 1)
                    : LogisticRegression.withDefaults();
            return Aipw.withDefaults()
                    .withFolds(Splits.stratified(5, QUESTION.treatment()))
                    .withPropensity(propensity)
                    .withFeatures(Features.of(Features.number(column, shapes)));
        }
    }

    private SlatePropensity() {}

    public static void main(String[] arguments) {
        Style style = Style.of(arguments.length > 0 ? arguments[0] : "log-reciprocal");
        int worlds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : style == Style.BOOSTED ? 200 : 1000;
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 70_000;
        int slates = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3_000;
        Replicates replicates = new Replicates();
        long begin = System.nanoTime();
        try (Workspace workspace = Workspace.open()) {
            for (int world = 0; world < worlds; world++) {
                add(
                        replicates,
                        style,
                        SlateWorld.withDefaults().withSlates(slates).withSeed(first + world),
                        workspace);
                if ((world + 1) % 50 == 0) {
                    System.err.printf("%d worlds%n", world + 1);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d worlds of %,d slates, seeds from %d, %.2f s a world%n%s%n",
                style.word(),
                worlds,
                slates,
                first,
                (System.nanoTime() - begin) / 1e9 / worlds,
                replicates.summary());
        if (style.right && !replicates.valid()) {
            System.exit(1);
        }
    }

    private static void add(Replicates replicates, Style style, SlateWorld world, Workspace workspace) {
        ComparedSlates slates = ComparedSlates.of(world, workspace);
        List<String> covariates = new ArrayList<>(List.of(style.column));
        covariates.addAll(OTHERS);
        AipwFit fit =
                style.aipw().withSeed(world.seed()).fit(slates.table(), Adjustment.assuming(QUESTION, covariates));
        replicates.add(
                fit.estimate(), fit.estimate().clusteredBy("impression_id"), slates.truth(), worst(fit, covariates));
    }

    /** The checks of a study: calibration by decile and by every covariate, and the recalibrated estimate. */
    private static Verdict worst(AipwFit fit, List<String> covariates) {
        List<Segmentation> ways = new ArrayList<>();
        ways.add(Segmentation.quantiles(AipwFit.PROPENSITY, 10, Ties.TOGETHER).named("decile"));
        for (String covariate : covariates) {
            ways.add(
                    fit.table().schema().column(covariate).kind().coded()
                            ? Segmentation.levels(covariate)
                            : Segmentation.quantiles(covariate, 10, Ties.TOGETHER));
        }
        Table table = fit.table();
        List<Grouping> groupings = new ArrayList<>();
        for (Segmentation way : ways) {
            Segmentation.Assigned assigned = way.assign(fit.table());
            table = table.with(assigned.code());
            groupings.add(new Grouping(assigned.name(), assigned.codeColumn(), assigned.labels()));
        }
        Calibration calibration = Calibration.of(table, AipwFit.PROPENSITY, QUESTION.treatment(), groupings);
        Verdict worst = Recalibration.of(fit, fit.estimate().standardError(), table, groupings, calibration)
                .diagnostic()
                .verdict();
        for (Diagnostic check : calibration.diagnostics()) {
            worst = worst.and(check.verdict());
        }
        return worst;
    }
}

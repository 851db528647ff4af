package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Workspace;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.Answering;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.study.mix.MixData;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.PlanFile;
import dev.elsewise.study.print.JsonWriter;
import dev.elsewise.study.print.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is written and read says what it said before, to the last bit, whatever its equations are and however many threads ask. */
@Tag("slow")
class StoredModelTest {
    private static final int WEEKS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saturation: {hill: {slope: 1}}",
                "saturation: {log1p: {scale: 20}}",
                "link: log",
                "model: ridge",
                "model: {lasso: {select: recursive}}",
                "models: {search: ridge}",
                "design: two-stage",
                "lags: {revenue: [1]}",
                "differences: [revenue]",
                "interactions: [[tv, radio]]",
                "baseline: {trend: piecewise, change-points: 2}",
                "window: {from: 2024-02-05}",
                "saturation: {hill: {slope: 1}, }\n  lifts: [{channel: radio, from: 2024-03-04, to: 2024-04-01, change: -100%, effect: -600, standardError: 50}]",
            })
    void saysTheSameOfOneShop(String more) throws IOException {
        String yaml = String.format(Shops.ONE, more);
        if (more.startsWith("baseline")) {
            yaml = yaml.replace("tv, radio, search, price ->", "tv, radio, search, price, trend ->");
        }
        same(Shops.study(folder, yaml, WEEKS, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pooling: shared", "pooling: partial", "pooling: separate", "saturation: {hill: {slope: 1}}"})
    void saysTheSameOfTwoShops(String more) throws IOException {
        String yaml = String.format(Shops.ONE, more).replace("time: week", "time: week\nunit: shop");
        same(Shops.study(folder, yaml, WEEKS, 2));
    }

    /** Trees are no numbers: they are grown again, by the same seed. */
    @Test
    void saysTheSameOfTrees() throws IOException {
        MixStudy study =
                Shops.study(folder, String.format(Shops.ONE, "models: {search: {forest: {trees: 20}}}"), WEEKS, 1);
        same(study);
        try (Workspace workspace = Shops.workspace(1)) {
            MixModel model = Shops.model(study, workspace);
            assertThat(model.numbers()).isEmpty();
            assertThat(read(model).whole()).isFalse();
        }
    }

    private void same(MixStudy study) throws IOException {
        String before;
        MixModel model;
        try (Workspace workspace = Shops.workspace(1)) {
            MixData data = MixData.of(study, workspace);
            FittedMix fit = FittedMix.of(data.mix(), data.panel(), study.bootstrap(1));
            model = new MixModel(study, data.panel(), fit.model().numbers(), List.of(), List.of(), Map.of());
            before = said(model, fit);
        }
        MixModel again = read(model);
        assertThat(again.json()).isEqualTo(model.json());
        for (int threads : new int[] {1, 2}) {
            try (Workspace workspace = Shops.workspace(threads)) {
                assertThat(said(again, again.fit(workspace))).isEqualTo(before);
            }
        }
    }

    private MixModel read(MixModel model) throws IOException {
        Files.writeString(folder.resolve(MixModel.FILE), model.json());
        return MixModel.read(folder);
    }

    /** Everything that is worked out from draws alone, as JSON, whose numbers are exact. */
    private static String said(MixModel model, FittedMix fit) {
        PlanFile plan = PlanFile.parse(Shops.PLAN, model.study());
        Answering all = new Answering(List.of(), false, List.of(), List.of());
        // The folds are fitted near the fit, and so by its numbers too.
        Answering folds = Answering.withDefaults().withFolds(TimeFolds.expanding(2), "two folds");
        return ModelAnswer.of(model, fit, plan.scenarios()).json()
                + ModelAnswer.of(model, fit, plan.plan().orElseThrow()).json()
                + JsonWriter.object(json -> {
                    new RecordJson(json).components(all.of(fit, model.study().bootstrap(1)));
                    folds.validation(fit, model.study().bootstrap(1))
                            .ifPresent(v -> json.object("folds", () -> new RecordJson(json).components(v)));
                });
    }

    @Test
    void holdsTheDataAndTheStudyThatWereFitted() throws IOException {
        MixStudy study = Shops.study(folder, String.format(Shops.ONE, "saturation: none"), WEEKS, 1);
        try (Workspace workspace = Shops.workspace(1)) {
            MixModel model = Shops.model(study, workspace);
            // Nothing of what it was read from is needed any more.
            Files.delete(folder.resolve("shops.csv"));
            MixModel again = read(model);
            assertThat(again.study().source()).isEqualTo(study.source());
            assertThat(again.panel().periods()).isEqualTo(model.panel().periods());
            for (String column : model.panel().names()) {
                assertThat(again.panel().column(column))
                        .as(column)
                        .isEqualTo(model.panel().column(column));
            }
            assertThat(again.whole()).isTrue();
            assertThat(again.provenance()).isEqualTo(model.provenance());
        }
    }

    /** Where draws would not fit they are left out, and made again. */
    @Test
    void leavesOutDrawsThatWouldNotFit() throws IOException {
        MixStudy study = Shops.study(folder, String.format(Shops.ONE, "saturation: none"), WEEKS, 1);
        try (Workspace workspace = Shops.workspace(1)) {
            MixModel model = Shops.model(study, workspace);
            FittedModel.Kept numbers = model.numbers().orElseThrow();
            FittedModel.Kept many = new FittedModel.Kept(
                    numbers.point(),
                    Collections.nCopies(200_000, numbers.draws().getFirst()),
                    numbers.sampled());
            MixModel large =
                    new MixModel(study, model.panel(), Optional.of(many), List.of(), List.of(), model.provenance());
            assertThat(ModelJson.characters(many)).isGreaterThan(MixModel.MOST);
            assertThat(large.json().length()).isLessThan(MixModel.MOST);
            MixModel again = read(large);
            assertThat(again.whole()).isFalse();
            assertThat(said(again, again.fit(workspace))).isEqualTo(said(model, model.fit(workspace)));
        }
    }
}

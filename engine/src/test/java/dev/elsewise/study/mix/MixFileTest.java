package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Kernel;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Saturation;
import dev.elsewise.study.Study;
import dev.elsewise.study.mix.MixStudy.Scheme;
import dev.elsewise.study.mix.MixStudy.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Files of mixes: which kind they are, recipes that fill them in, and those of the docs. */
class MixFileTest {
    @Test
    void aFileIsReadAsTheKindThatItIs() {
        assertThat(StudyFile.parse(MixStudyTest.SHORTEST, MixStudyTest.FOLDER))
                .isInstanceOfSatisfying(
                        StudyFile.OfMix.class,
                        of -> assertThat(of.study().mix().outcome()).isEqualTo("revenue"));
        String effect =
                "version: 1\ndata: a.csv\nquestion: {treatment: x, outcome: y}\nestimators: [difference-in-means]";
        assertThat(StudyFile.parse(effect, MixStudyTest.FOLDER)).isInstanceOf(StudyFile.OfEffect.class);
        assertThat(StudyFile.parse(effect, MixStudyTest.FOLDER).data())
                .isEqualTo(Source.Csv.of(Path.of("/studies/a.csv")));
        assertThatThrownBy(() -> Study.parse(MixStudyTest.SHORTEST, MixStudyTest.FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("this one has a mix");
        assertThatThrownBy(() -> StudyFile.parse("version: 1\nmix: {}\nquestion: {}", MixStudyTest.FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("no key \"question\"");
    }

    @Test
    void theSameStudyCanHaveOtherData() {
        Source other = Source.Csv.of(Path.of("/elsewhere.csv"));
        MixStudy study = MixStudy.parse(MixStudyTest.FULL, MixStudyTest.FOLDER).withData(other);
        assertThat(study.data().source()).isEqualTo(other);
        assertThat(study.mix())
                .isEqualTo(
                        MixStudy.parse(MixStudyTest.FULL, MixStudyTest.FOLDER).mix());
    }

    @Test
    void theRecipeOfSeed003FillsInWhatTheFileLeavesOut() {
        MixStudy study = MixStudy.parse("version: 1\nrecipe: seed-003\ndata: weekly.csv\n", MixStudyTest.FOLDER);
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
        MixStudy study =
                MixStudy.parse("version: 1\nrecipe: two-stage-boosting\ndata: weekly.csv\n", MixStudyTest.FOLDER);
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
        MixStudy study = MixStudy.parse(file, MixStudyTest.FOLDER);
        assertThat(study.time()).isEqualTo("monday");
        assertThat(study.mix().link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(study.validation().getFirst().folds()).isEqualTo(3);
        assertThat(study.mix().design()).as("what it does not give stays").isEqualTo(MediaMix.Design.TWO_STAGE);
        assertThat(StudyFile.parse("version: 1\nrecipe: seed-003\ndata: a.csv\n", MixStudyTest.FOLDER))
                .isInstanceOf(StudyFile.OfMix.class);
        String asItWas = "version: 1\n" + MixStudyTest.SHORTEST.substring(MixStudyTest.SHORTEST.indexOf("mix:"));
        MixStudy old =
                MixStudy.parse("version: 1\nrecipe: of-old\ndata: a.csv\ntime: week\n", asItWas, MixStudyTest.FOLDER);
        assertThat(old.mix().outcome()).isEqualTo("revenue");
        assertThatThrownBy(() ->
                        MixStudy.parse("version: 1\nrecipe: seed-004\ndata: a.csv\nmix: {}\n", MixStudyTest.FOLDER))
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
        assertThat(MixStudy.parse(block.group(1), MixStudyTest.FOLDER).mix().mediators())
                .hasSize(1);
    }

    /** The two studies of the table of published projects, whose recipes fill in the rest. */
    @Test
    void theStudiesOfThePublishedProjectsCanBeRead() throws IOException {
        String docs = Files.readString(Path.of("../docs/seeds-003-004.md"));
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(docs);
        assertThat(block.find()).isTrue();
        MixStudy first = MixStudy.parse(block.group(1), MixStudyTest.FOLDER);
        assertThat(first.mix().input("price").orElseThrow().spend()).isEqualTo(new Cost.OfSold(30));
        assertThat(first.mix().link()).isEqualTo(MediaMix.Link.LOG);
        assertThat(block.find()).isTrue();
        MixStudy second = MixStudy.parse(block.group(1), MixStudyTest.FOLDER);
        assertThat(second.mix().design()).isEqualTo(MediaMix.Design.TWO_STAGE);
        assertThat(second.scenarios()).hasSize(1);
        assertThat(block.find()).isFalse();
    }
}

package dev.elsewise.study.mix;

import dev.elsewise.data.Source;
import dev.elsewise.study.Study;
import dev.elsewise.study.yaml.StudyText;
import dev.elsewise.study.yaml.Yaml;
import java.nio.file.Path;
import java.util.Map;

/** A study file of either kind: one with a {@code question}, or one with a {@code mix}. */
public sealed interface StudyFile {
    /** A study of an effect. */
    record OfEffect(Study study) implements StudyFile {}

    /** A study of a media mix. */
    record OfMix(MixStudy study) implements StudyFile {}

    /**
     * Reads a study file of the kind that it is: of a media mix when it has the key {@code mix}, or the recipe of one.
     *
     * @throws dev.elsewise.error.BadStudy with the line, when there is anything in it that we do not understand
     */
    static StudyFile read(Path file) {
        return ofMix(StudyText.read(file)) ? new OfMix(MixStudy.read(file)) : new OfEffect(Study.read(file));
    }

    /** Reads a study from text; relative paths in it start from {@code folder}. */
    static StudyFile parse(String yaml, Path folder) {
        return ofMix(new StudyText(yaml, folder))
                ? new OfMix(MixStudy.parse(yaml, folder))
                : new OfEffect(Study.parse(yaml, folder));
    }

    /** Where its rows come from. */
    default Source data() {
        return switch (this) {
            case OfEffect(Study study) -> study.data();
            case OfMix(MixStudy study) -> study.data().source();
        };
    }

    private static boolean ofMix(StudyText text) {
        Map<String, Yaml> keys = text.root().entries();
        Yaml recipe = keys.get("recipe");
        return keys.containsKey("mix")
                || (recipe != null
                        && recipe.isText()
                        && MixReader.RECIPES.names().contains(recipe.text()));
    }
}

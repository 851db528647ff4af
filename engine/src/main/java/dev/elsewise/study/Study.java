package dev.elsewise.study;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Source;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Support;
import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.Features.Feature;
import dev.elsewise.question.Question;
import dev.elsewise.study.data.Derived;
import dev.elsewise.study.data.Filter;
import dev.elsewise.study.data.Named;
import dev.elsewise.study.data.Preparation;
import dev.elsewise.study.data.Recipe;
import dev.elsewise.study.yaml.StudyText;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question to data with everything that its answer depends on. It is read from a study file, in which every key is checked;
 * {@code docs/study-file.md} describes them.
 *
 * @param columns columns to be read as another kind
 * @param where which rows are kept, in order, and why
 * @param derive columns to be computed, in order
 * @param graph the causal graph; its nodes that are no columns are hidden
 * @param covariates the columns to adjust for, instead of what the graph would choose or to be checked against it
 * @param features how covariates enter the models, for those that do not as their kind suggests
 * @param segments the dimensions by which the effect is split, in order
 * @param supports what a segment must hold to be reported
 * @param cluster the column whose values share their errors
 * @param distinct columns whose different values are counted in the sample summary
 * @param recipe what gave what the file does not say
 * @param columnsNamed every column that the file names, and where
 * @param source the text of the file
 */
public record Study(
        String title,
        Source data,
        Optional<String> key,
        Optional<String> unit,
        Optional<String> time,
        Optional<Weights> weights,
        Missing missing,
        Map<String, Column.Kind> columns,
        List<Filter> where,
        List<Derived> derive,
        Question question,
        Optional<CausalGraph> graph,
        List<String> covariates,
        List<Feature> features,
        List<Estimation> estimators,
        List<Segmentation> segments,
        Supports supports,
        Optional<Sample> sample,
        Optional<String> cluster,
        long seed,
        List<String> distinct,
        Optional<Recipe> recipe,
        List<Named> columnsNamed,
        String source) {
    public Study {
        columns = ordered(columns);
        where = List.copyOf(where);
        derive = List.copyOf(derive);
        covariates = List.copyOf(covariates);
        features = List.copyOf(features);
        estimators = List.copyOf(estimators);
        segments = List.copyOf(segments);
        distinct = List.copyOf(distinct);
        columnsNamed = List.copyOf(columnsNamed);
    }

    /**
     * Reads a study file. Relative paths in it start from its folder.
     *
     * @throws BadStudy with the line, when there is anything in it that we do not understand
     */
    public static Study read(Path file) {
        return StudyReader.read(StudyText.read(file));
    }

    /** Reads a study from text; relative paths in it start from {@code folder}. */
    public static Study parse(String yaml, Path folder) {
        return StudyReader.read(new StudyText(yaml, folder));
    }

    /**
     * Reads a study again that named a recipe, with the recipe's text as it was: another version may have changed it since.
     */
    public static Study parse(String yaml, String recipe, Path folder) {
        return StudyReader.read(new StudyText(yaml, folder), recipe);
    }

    /** The same study on other data. */
    public Study withData(Source value) {
        return new Study(
                title,
                value,
                key,
                unit,
                time,
                weights,
                missing,
                columns,
                where,
                derive,
                question,
                graph,
                covariates,
                features,
                estimators,
                segments,
                supports,
                sample,
                cluster,
                seed,
                distinct,
                recipe,
                columnsNamed,
                source);
    }

    /**
     * Checks every column that the study names against a table.
     *
     * @param schema of the table after {@code derive}
     * @throws BadStudy with the line of the first name that is not there, and the nearest one that is
     */
    public void checkColumns(Schema schema) {
        preparation().checkColumns(schema);
    }

    /**
     * Every column that there will be after {@code derive}, so that a wrong name is said beside all the right ones before any
     * work. A derived column stands here as a number: its kind shows only when it is computed.
     */
    public Schema derivedFrom(Schema source) {
        return preparation().derivedFrom(source);
    }

    /** What is done to the data before any analysis. */
    Preparation preparation() {
        return new Preparation(data, columns, where, derive, columnsNamed);
    }

    /** What is done about rows whose treatment or outcome is missing. */
    public enum Missing {
        REFUSE,
        DROP
    }

    /**
     * How much a segment must hold to be reported.
     *
     * @param of what holds for the segments of one dimension, instead of {@code all}
     */
    public record Supports(Support all, Map<String, Support> of) {
        public Supports {
            of = ordered(of);
        }

        /** What holds for the segments of a dimension. */
        public Support of(String dimension) {
            return of.getOrDefault(dimension, all);
        }
    }

    /** Which rows are taken before anything else. */
    public sealed interface Sample {
        /**
         * So many rows at random, without replacement.
         *
         * @param seed the study's own when empty
         */
        record Random(long rows, OptionalLong seed) implements Sample {}

        /** The rows of the first so many different values of a column, in the order of the file. */
        record First(long count, String of) implements Sample {}
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

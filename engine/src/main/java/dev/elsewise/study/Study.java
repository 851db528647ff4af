package dev.elsewise.study;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Source;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Support;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.error.Reason;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.Features.Feature;
import dev.elsewise.question.Question;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || Files.isDirectory(whole)) {
            throw new BadStudy(
                    "A study must be a file; \"" + file + "\" is a folder.\nMaybe name the YAML file in it.");
        }
        try {
            return StudyReader.read(Files.readString(whole), whole.getFileName().toString(), folder);
        } catch (NoSuchFileException e) {
            throw new BadStudy(
                    "The study must exist; there is no file \"" + file + "\"." + neighbours(whole, folder), e);
        } catch (CharacterCodingException e) {
            throw new BadStudy(
                    "A study must be text in UTF-8; \"" + file + "\" is not."
                            + "\nMaybe the editor saved it in another encoding.",
                    e);
        } catch (IOException e) {
            throw new BadStudy(
                    "The study \"" + file + "\" must be readable; it is not: " + Reason.of(e)
                            + ".\nMaybe its permissions forbid it.",
                    e);
        }
    }

    /** Reads a study from text; relative paths in it start from {@code folder}. */
    public static Study parse(String yaml, Path folder) {
        return StudyReader.read(yaml, "study.yaml", folder);
    }

    /**
     * Reads a study again that named a recipe, with the recipe's text as it was: another version may have changed it since.
     */
    public static Study parse(String yaml, String recipe, Path folder) {
        return StudyReader.read(yaml, "study.yaml", recipe, folder);
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
        for (Named named : columnsNamed) {
            if (!schema.has(named.column())) {
                throw new BadStudy(named.place() + ": the table has no column \"" + named.column() + "\"; it has "
                        + schema.names() + "." + Nearest.hint(named.column(), schema.names()));
            }
        }
    }

    /**
     * Every column that there will be after {@code derive}, so that a wrong name is said beside all the right ones before any
     * work. A derived column stands here as a number: its kind shows only when it is computed.
     */
    public Schema derivedFrom(Schema source) {
        List<Column> all = new ArrayList<>(source.columns());
        derive.stream()
                .map(Derived::name)
                .filter(name -> !source.has(name))
                .distinct()
                .forEach(name -> all.add(Column.number(name)));
        return new Schema(all);
    }

    /** A named study that fills in what a file leaves out, and its text. */
    public record Recipe(String name, String text) {}

    /** What is done about rows whose treatment or outcome is missing. */
    public enum Missing {
        REFUSE,
        DROP
    }

    /** Keeps the rows for which a row-wise SQL expression is true. */
    public record Filter(String keep, String because) {}

    /** A column computed by a row-wise SQL expression. */
    public record Derived(String name, String expression) {}

    /** A column that a study names, and where: "study.yaml line 12". */
    public record Named(String column, String place) {}

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

    private static String neighbours(Path file, Path folder) {
        Path name = file.getFileName();
        try (var files = Files.list(folder)) {
            return Nearest.hint(
                    String.valueOf(name),
                    files.map(f -> String.valueOf(f.getFileName())).sorted().toList());
        } catch (IOException noFolder) {
            return "\nMaybe the folder \"" + folder + "\" is another one.";
        }
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

package dev.elsewise.study;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows that a study analyses: opened, declared, derived, sampled and filtered as the study says, in this order. */
final class StudyTable {
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([A-Za-z_][A-Za-z0-9_]*)");

    private StudyTable() {}

    static Table open(Study study, Workspace workspace) {
        Table table = workspace.open(read(study, workspace));
        if (table.rows() == 0) {
            throw new BadData("A study needs rows; the data have none, only columns, of which it reads "
                    + table.schema().names() + ".\nMaybe what wrote them found nothing.");
        }
        study.checkColumns(study.derivedFrom(table.schema()));
        for (Map.Entry<String, Column.Kind> declared : study.columns().entrySet()) {
            if (table.schema().has(declared.getKey())) {
                table = table.as(declared.getKey(), declared.getValue());
            }
        }
        for (Study.Derived derived : study.derive()) {
            table = table.with(derived.name(), derived.expression());
            Column.Kind kind = study.columns().get(derived.name());
            if (kind != null) {
                table = table.as(derived.name(), kind);
            }
        }
        if (study.sample().isPresent()) {
            table = Sampling.of(table, study.sample().get(), study.key(), study.seed());
        }
        if (study.missing() == Study.Missing.DROP) {
            for (String column :
                    List.of(study.question().treatment(), study.question().outcome())) {
                table = table.where(quoted(column) + " IS NOT NULL", "\"" + column + "\" is missing");
            }
        }
        for (Study.Filter filter : study.where()) {
            table = table.where(filter.keep(), filter.because());
        }
        workspace.seal();
        if (table.rows() == 0) {
            throw new BadData("A study needs rows; none is left: " + ledger(table)
                    + ".\nMaybe a condition compares with another unit or spelling than the data have.");
        }
        if (study.cluster().isPresent()) {
            table = table.as(study.cluster().get(), Column.Kind.KEY);
        }
        return table;
    }

    /** The study's source: of delimited text only the columns that the study can touch, once all the names are checked. */
    private static Source read(Study study, Workspace workspace) {
        if (!(study.data() instanceof Source.Csv csv && csv.columns().isEmpty())) {
            return study.data();
        }
        List<String> names = workspace.header(csv);
        Schema header = new Schema(names.stream().map(Column::number).toList());
        study.checkColumns(study.derivedFrom(header));
        return csv.reading(List.copyOf(columns(study, header)));
    }

    private static String ledger(Table table) {
        List<String> words = new ArrayList<>();
        table.ledger().forEach(k -> words.add(k.dropped() + " left out because " + k.because()));
        return String.join(", ", words);
    }

    static String quoted(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    /** The source's columns that the study can touch: those it names, and those that its expressions may name. */
    private static Set<String> columns(Study study, Schema schema) {
        Set<String> words = new LinkedHashSet<>();
        study.columnsNamed().forEach(named -> words.add(named.column()));
        List<String> expressions = new ArrayList<>();
        study.derive().forEach(d -> expressions.add(d.expression()));
        study.where().forEach(f -> expressions.add(f.keep()));
        study.graph().ifPresent(g -> words.addAll(g.nodes()));
        study.estimators().forEach(e -> {
            if (e instanceof Estimation.Aipw aipw && aipw.folds() instanceof FoldRule.OfRule rule) {
                expressions.add(rule.expression());
            }
        });
        for (String expression : expressions) {
            Matcher names = NAME.matcher(expression);
            while (names.find()) {
                words.add(names.group(1) != null ? names.group(1).replace("\"\"", "\"") : names.group(2));
            }
        }
        Set<String> result = new LinkedHashSet<>();
        for (String column : schema.names()) {
            if (words.stream().anyMatch(w -> w.equalsIgnoreCase(column))) {
                result.add(column);
            }
        }
        return result;
    }
}

package dev.elsewise.study;

import dev.elsewise.data.Column;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.study.data.Preparation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows that a study analyses: opened, declared, derived, sampled and filtered as the study says, in this order. */
final class StudyTable {
    private StudyTable() {}

    static Table open(Study study, Workspace workspace) {
        Preparation preparation = study.preparation();
        Table table = preparation.open(workspace, words(study));
        if (study.sample().isPresent()) {
            table = Sampling.of(table, study.sample().get(), study.key(), study.seed());
        }
        if (study.missing() == Study.Missing.DROP) {
            for (String column :
                    List.of(study.question().treatment(), study.question().outcome())) {
                table = table.where(quoted(column) + " IS NOT NULL", "\"" + column + "\" is missing");
            }
        }
        table = preparation.filter(table);
        if (study.cluster().isPresent()) {
            table = table.as(study.cluster().get(), Column.Kind.KEY);
        }
        return table;
    }

    static String quoted(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    /** What the study can touch beside the columns that it names: nodes of the graph, and the words of rules for folds. */
    private static Set<String> words(Study study) {
        Set<String> words = new LinkedHashSet<>();
        study.graph().ifPresent(g -> words.addAll(g.nodes()));
        study.estimators().forEach(e -> {
            if (e instanceof Estimation.Aipw aipw && aipw.folds() instanceof FoldRule.OfRule rule) {
                words.addAll(Preparation.names(rule.expression()));
            }
        });
        return words;
    }
}

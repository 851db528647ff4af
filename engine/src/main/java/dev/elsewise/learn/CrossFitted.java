package dev.elsewise.learn;

import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import java.util.List;
import java.util.Map;

/** Fitted models, each applied to the rows that it did not see. */
public interface CrossFitted {
    /** The prediction for each row, as a column of this name. */
    RowFunction predict(String name);

    /**
     * The prediction for each row under do(column = value).
     *
     * @param set values that replace those of the named number or truth columns
     */
    RowFunction predict(String name, Map<String, Double> set);

    /** How many models there are: the folds, or 1. */
    int models();

    /** The k-th model, counted from 0. */
    Model model(int k);

    /** What a reader should know of the fit: columns left out because they are constant or collinear. */
    List<String> notes();

    /** How well each model predicts the rows that it did not see (for one model without folds: the rows it saw). */
    default List<FoldMetrics> metrics() {
        return FoldMetrics.of(problem(), this);
    }

    /** What was asked. */
    Problem problem();

    /** The problem's table with the prediction as one more column. */
    default Table predicted(String name) {
        return problem().table().with(predict(name));
    }
}

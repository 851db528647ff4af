package dev.elsewise.mix.answer;

import java.util.List;

/**
 * How far the columns of an equation can be told apart.
 *
 * @param inflation the variance inflation factor of each
 * @param correlation row by row
 */
public record CollinearityAnswer(
        String node, List<String> columns, double[] inflation, double[][] correlation, double conditionNumber) {}

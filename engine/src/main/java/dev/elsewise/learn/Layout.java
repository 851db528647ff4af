package dev.elsewise.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a problem's columns stand: its numbers, its factors (categories), and the rest of what {@link Rows} reads.
 */
final class Layout implements Serializable {
    private final Features features;
    private final Rows rows;
    private final List<Features.Numeric> numbers = new ArrayList<>();
    private final List<Features.Categorical> factors = new ArrayList<>();
    private final int[] numberInputs;
    private final int[] factorInputs;
    private final int[] cardinalities;
    private final List<List<String>> levels = new ArrayList<>();

    private Layout(Problem problem) {
        features = problem.features();
        rows = Rows.of(problem);
        List<Integer> numberAt = new ArrayList<>();
        List<Integer> factorAt = new ArrayList<>();
        for (int i = 0; i < features.list().size(); i++) {
            switch (features.list().get(i)) {
                case Features.Numeric number -> {
                    numbers.add(number);
                    numberAt.add(i);
                }
                case Features.Categorical factor -> {
                    factors.add(factor);
                    factorAt.add(i);
                }
            }
        }
        numberInputs = numberAt.stream().mapToInt(Integer::intValue).toArray();
        factorInputs = factorAt.stream().mapToInt(Integer::intValue).toArray();
        for (Features.Categorical factor : factors) {
            levels.add(problem.table().levels(factor.column()));
        }
        cardinalities = levels.stream().mapToInt(List::size).toArray();
    }

    static Layout of(Problem problem) {
        return new Layout(problem);
    }

    Rows rows() {
        return rows;
    }

    List<Features.Numeric> numbers() {
        return numbers;
    }

    List<Features.Categorical> factors() {
        return factors;
    }

    int numberInput(int number) {
        return numberInputs[number];
    }

    int factorInput(int factor) {
        return factorInputs[factor];
    }

    int[] cardinalities() {
        return cardinalities;
    }

    List<String> levels(int factor) {
        return levels.get(factor);
    }
}

package dev.elsewise.learn;

import dev.elsewise.error.BadData;
import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is learned from the columns before any coefficient: medians, modes, means, deviations, knots, kept levels; for each
 * model from its own training rows. Models 0 … folds − 1 are the folds'; the last one learns from all rows and lends the
 * others its start.
 */
final class Design {
    /** Above this many doubles the cross products of two factors are refused. */
    private static final long LARGEST_GRAM = 4_000_000;

    private final Problem problem;
    private final Layout layout;
    private final Summary summary;
    private final boolean penalised;
    private final Block block = new Block();
    private final List<Parametrisation> models = new ArrayList<>();
    private final Set<String> notes = new TreeSet<>();
    private final Groups groups;
    private final int[] missingFlag;
    private final double[][] medians;
    private final List<List<Basis>> bases = new ArrayList<>();
    private final int[][] pointColumn;
    private final int[][][] learnedColumns;

    private Design(Problem problem, boolean penalised) {
        this.problem = problem;
        this.penalised = penalised;
        layout = Layout.of(problem);
        summary = Summary.of(problem, layout);
        int count = trainingSets(layout.rows());
        int numbers = layout.numbers().size();
        medians = new double[count][numbers];
        missingFlag = new int[numbers];
        pointColumn = new int[numbers][];
        learnedColumns = new int[count][numbers][0];
        checkColumns();
        learnOrderStatistics(count);
        addPointColumns(count);
        addLearnedColumns(count);
        groups = group(count);
        for (int m = 0; m < count; m++) {
            models.add(parametrise(m));
        }
        for (Parametrisation model : models) {
            long size = Gram.size(model.columns().length + 1, groups.sizes());
            if (size > LARGEST_GRAM) {
                throw new EstimationFailed("The categories have too many levels for exact cross products: "
                        + layout.factors().stream()
                                .map(f -> "\"" + f.column() + "\"")
                                .toList()
                        + " keep " + Arrays.toString(groups.sizes())
                        + " levels.\nMaybe pool rare levels with a higher minFrequency.");
            }
        }
    }

    static Design of(Problem problem, boolean penalised) {
        return new Design(problem, penalised);
    }

    /** The folds' models and, when there are folds, the one that learns from all rows. */
    static int trainingSets(Rows rows) {
        return rows.cells() == 1 ? 1 : rows.cells() + 1;
    }

    Rows rows() {
        return layout.rows();
    }

    Layout layout() {
        return layout;
    }

    Summary summary() {
        return summary;
    }

    Block block() {
        return block;
    }

    Groups groups() {
        return groups;
    }

    Parametrisation model(int m) {
        return models.get(m);
    }

    List<Parametrisation> models() {
        return models;
    }

    Set<String> notes() {
        return notes;
    }

    private void checkColumns() {
        for (int i = 0; i < layout.numbers().size(); i++) {
            String column = layout.numbers().get(i).column();
            int number = i;
            for (int m = 0; m < trainingSets(rows()); m++) {
                double observed = summary.train(rows(), m, c -> summary.observed[c][number]);
                double missing = summary.train(rows(), m, c -> summary.missing[c][number]);
                if (observed == 0 && missing > 0) {
                    throw new BadData("A covariate must have values; \"" + column + "\" is missing in all "
                            + Words.number(missing) + " training rows.\nMaybe leave it out of the covariates.");
                }
            }
            for (int c = 0; c < rows().cells(); c++) {
                for (Moments shape : summary.shapes[c][i]) {
                    if (shape != null && !Double.isFinite(shape.mean)) {
                        throw new BadData("A covariate must be finite; \"" + column
                                + "\" holds an infinite value.\nMaybe leave those rows out with where:.");
                    }
                }
            }
        }
    }

    private boolean hasMissing(int number) {
        for (double[] cell : summary.missing) {
            if (cell[number] > 0) {
                return true;
            }
        }
        return false;
    }

    private void learnOrderStatistics(int count) {
        List<OrderStatistics.Wanted> wanted = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < layout.numbers().size(); i++) {
                if (hasMissing(i)) {
                    wanted.add(new OrderStatistics.Wanted(i, m, 0.5));
                }
                for (Shape shape : layout.numbers().get(i).shapes()) {
                    for (double p : probabilities(shape)) {
                        wanted.add(new OrderStatistics.Wanted(i, m, p));
                    }
                }
            }
        }
        double[] found = wanted.isEmpty() ? new double[0] : OrderStatistics.of(problem, layout, summary, wanted);
        int at = 0;
        for (int m = 0; m < count; m++) {
            List<Basis> ofModel = new ArrayList<>();
            for (int i = 0; i < layout.numbers().size(); i++) {
                medians[m][i] = hasMissing(i) ? found[at++] : Double.NaN;
                for (Shape shape : layout.numbers().get(i).shapes()) {
                    double[] p = probabilities(shape);
                    if (p.length > 0) {
                        double[] distinct = Arrays.stream(found, at, at + p.length)
                                .distinct()
                                .toArray();
                        at += p.length;
                        ofModel.add(
                                shape instanceof Shape.Spline ? new Basis.Spline(distinct) : new Basis.Bins(distinct));
                    }
                }
            }
            bases.add(ofModel);
        }
    }

    private static double[] probabilities(Shape shape) {
        return switch (shape) {
            case Shape.Pointwise pointwise -> new double[0];
            case Shape.Spline spline -> Basis.Spline.probabilities(spline.knots());
            case Shape.Bins bins -> {
                double[] p = new double[bins.count() - 1];
                for (int i = 1; i < bins.count(); i++) {
                    p[i - 1] = (double) i / bins.count();
                }
                yield p;
            }
        };
    }

    /** Moments of a pointwise shape over a model's training rows, missing values imputed. */
    private Moments moments(int m, int number, int shape) {
        Moments total = new Moments();
        double missing = 0;
        for (int c = 0; c < rows().cells(); c++) {
            if (rows().trains(m, c)) {
                total.merge(Objects.requireNonNull(summary.shapes[c][number][shape]));
                missing += summary.missing[c][number];
            }
        }
        return missing > 0 ? total.add(imputed(m, number, shape), missing) : total;
    }

    private double imputed(int m, int number, int shape) {
        Shape.Pointwise pointwise =
                (Shape.Pointwise) layout.numbers().get(number).shapes().get(shape);
        double value = pointwise.of(medians[m][number]);
        if (Double.isNaN(value)) {
            throw new BadData("The median " + medians[m][number] + " of \""
                    + layout.numbers().get(number).column() + "\" is outside the domain of its shape \""
                    + pointwise.name() + "\".");
        }
        return value;
    }

    private void addPointColumns(int count) {
        int all = count - 1;
        for (int i = 0; i < layout.numbers().size(); i++) {
            List<Shape> shapes = layout.numbers().get(i).shapes();
            pointColumn[i] = new int[shapes.size()];
            boolean pointwise = false;
            for (int k = 0; k < shapes.size(); k++) {
                pointColumn[i][k] = -1;
                if (shapes.get(k) instanceof Shape.Pointwise shape) {
                    Moments moments = moments(all, i, k);
                    pointColumn[i][k] =
                            block.add(new Block.Point(layout.numberInput(i), shape, moments.mean, scale(moments)));
                    pointwise = true;
                }
            }
            missingFlag[i] = pointwise && hasMissing(i) ? block.add(new Block.Missing(layout.numberInput(i))) : -1;
        }
    }

    private static double scale(Moments moments) {
        // The mean of equal values may be off in the last digit, and with it their deviation from zero.
        double sd = moments.sd();
        return sd <= 1e-12 * Math.abs(moments.mean) ? 1 : sd;
    }

    private static boolean constant(Moments moments) {
        return moments.sd() <= 1e-12 * Math.abs(moments.mean);
    }

    private void addLearnedColumns(int count) {
        List<Block.Learned> raw = new ArrayList<>();
        List<Integer> owner = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            int at = 0;
            for (int i = 0; i < layout.numbers().size(); i++) {
                for (Shape shape : layout.numbers().get(i).shapes()) {
                    if (!(shape instanceof Shape.Pointwise)) {
                        Basis basis = bases.get(m).get(at++);
                        for (int part = 0; part < basis.width(); part++) {
                            raw.add(new Block.Learned(layout.numberInput(i), basis, part, medians[m][i], 0, 1));
                            owner.add(m);
                        }
                    }
                }
            }
        }
        if (raw.isEmpty()) {
            return;
        }
        Moments[] moments = LearnedMoments.of(problem, rows(), raw, owner);
        int at = 0;
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < layout.numbers().size(); i++) {
                List<Integer> columns = new ArrayList<>();
                for (; at < raw.size() && owner.get(at) == m && raw.get(at).input() == layout.numberInput(i); at++) {
                    Block.Learned r = raw.get(at);
                    if (constant(moments[at])) {
                        continue;
                    }
                    columns.add(block.add(new Block.Learned(
                            r.input(), r.basis(), r.part(), r.median(), moments[at].mean, scale(moments[at]))));
                }
                learnedColumns[m][i] =
                        columns.stream().mapToInt(Integer::intValue).toArray();
            }
        }
    }

    private Groups group(int count) {
        int factors = layout.factors().size();
        int[] inputs = new int[factors];
        int[][] ofLevel = new int[factors][];
        int[] missing = new int[factors];
        int[] sizes = new int[factors];
        for (int f = 0; f < factors; f++) {
            inputs[f] = layout.factorInput(f);
            int levels = layout.cardinalities()[f];
            boolean[] kept = new boolean[levels];
            for (int m = 0; m < count; m++) {
                LevelCounts counts = LevelCounts.of(summary, rows(), m, f);
                for (int l = 0; l < levels; l++) {
                    kept[l] |= counts.keeps(l, layout.factors().get(f).minFrequency());
                }
            }
            ofLevel[f] = new int[levels];
            int next = 0;
            for (int l = 0; l < levels; l++) {
                ofLevel[f][l] = kept[l] ? next++ : -1;
            }
            for (int l = 0; l < levels; l++) {
                if (!kept[l]) {
                    ofLevel[f][l] = next;
                }
            }
            missing[f] = next + 1;
            sizes[f] = next + 2;
        }
        return new Groups(inputs, ofLevel, missing, sizes);
    }

    /** A standardised feature as a combination of shared columns: a column of the matrix A. */
    private record Term(int column, double onColumn, int flag, double onFlag, double onIntercept) {}

    private Parametrisation parametrise(int m) {
        Set<Integer> columns = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        names.add("(intercept)");
        for (int i = 0; i < layout.numbers().size(); i++) {
            Features.Numeric number = layout.numbers().get(i);
            for (int k = 0; k < number.shapes().size(); k++) {
                int column = pointColumn[i][k];
                if (column < 0) {
                    continue;
                }
                Moments own = moments(m, i, k);
                if (constant(own)) {
                    notes.add("\"" + number.column() + "\" is constant and has no coefficient");
                    continue;
                }
                Block.Point point = (Block.Point) block.sources().get(column);
                double sd = scale(own);
                int flag = missingFlag[i];
                columns.add(column);
                double onFlag = 0;
                if (flag >= 0) {
                    columns.add(flag);
                    onFlag = (imputed(m, i, k) - point.centre()) / sd;
                }
                terms.add(new Term(column, point.scale() / sd, flag, onFlag, (point.centre() - own.mean) / sd));
                names.add(name(number, k));
            }
            for (int column : learnedColumns[m][i]) {
                columns.add(column);
                terms.add(new Term(column, 1, -1, 0, 0));
                Block.Learned source = (Block.Learned) block.sources().get(column);
                String kind = source.basis() instanceof Basis.Spline ? "spline" : "bin";
                names.add(number.column() + ":" + kind + (source.part() + 1));
            }
        }
        int[] used = columns.stream().mapToInt(Integer::intValue).sorted().toArray();
        double[][] a = new double[used.length + 1][terms.size() + 1];
        a[0][0] = 1;
        for (int j = 0; j < terms.size(); j++) {
            Term term = terms.get(j);
            a[1 + Arrays.binarySearch(used, term.column)][j + 1] = term.onColumn;
            if (term.flag >= 0) {
                a[1 + Arrays.binarySearch(used, term.flag)][j + 1] = term.onFlag;
            }
            a[0][j + 1] = term.onIntercept;
        }
        int[][] levels = new int[groups.count()][];
        int[] sizes = new int[groups.count()];
        for (int f = 0; f < groups.count(); f++) {
            sizes[f] = mapLevels(m, f, levels, names);
        }
        return new Parametrisation(used, a, levels, sizes, List.copyOf(names));
    }

    private static String name(Features.Numeric number, int shape) {
        String kind = number.shapes().get(shape).name();
        return kind.equals("linear") ? number.column() : number.column() + ":" + kind;
    }

    private int mapLevels(int m, int f, int[][] map, List<String> names) {
        Features.Categorical factor = layout.factors().get(f);
        LevelCounts counts = LevelCounts.of(summary, rows(), m, f);
        int[] of = new int[groups.sizes()[f]];
        Arrays.fill(of, -1);
        int next = 0;
        boolean reference = !penalised;
        boolean pool = counts.pools(factor.minFrequency());
        for (int l = 0; l < counts.levels(); l++) {
            if (counts.keeps(l, factor.minFrequency())) {
                if (reference) {
                    reference = false;
                } else {
                    of[groups.ofLevel()[f][l]] = next++;
                    names.add(factor.column() + "=" + layout.levels(f).get(l));
                }
            }
        }
        if (pool) {
            int column = reference ? -1 : next++;
            if (column >= 0) {
                names.add(factor.column() + "=(other)");
            }
            for (int l = 0; l < counts.levels(); l++) {
                if (!counts.keeps(l, factor.minFrequency())) {
                    of[groups.ofLevel()[f][l]] = column;
                }
            }
        }
        if (counts.mode() >= 0) {
            of[groups.missing()[f]] = of[groups.ofLevel()[f][counts.mode()]];
        }
        if (counts.allPooled(factor.minFrequency())) {
            notes.add("\"" + factor.column() + "\" has only levels of fewer than " + factor.minFrequency()
                    + " training rows, which are pooled into one (minFrequency): it adjusts for nothing");
        } else if (next == 0 && penalised) {
            notes.add("\"" + factor.column() + "\" has no level in the training rows");
        } else if (next == 0) {
            notes.add("\"" + factor.column() + "\" is constant and has no coefficient");
        }
        map[f] = of;
        return next;
    }
}

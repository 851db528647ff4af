package dev.elsewise.bench;

import dev.elsewise.learn.forest.Forest;
import dev.elsewise.learn.penalised.CrossValidation;
import dev.elsewise.learn.penalised.ElasticNet;
import dev.elsewise.learn.penalised.Observations;
import dev.elsewise.learn.penalised.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Our side of bench/penalised.py: reads lasso, ridge or forest from standard input, one word a line, and answers each with the
 * seconds it took and what it found.
 *
 * <p>usage: PenalisedFits FOLDER ROWS COLUMNS THREADS
 */
final class PenalisedFits {
    private static final int FOREST_COLUMNS = 20;

    private final double[][] columns;
    private final double[] outcome;
    private final List<Split> splits;
    private final ExecutorService pool;
    private final int threads;

    private PenalisedFits(Path folder, int rows, int width, ExecutorService pool, int threads) throws IOException {
        double[] x = numbers(folder.resolve("x.bin"), rows * width);
        columns = new double[width][];
        for (int j = 0; j < width; j++) {
            columns[j] = Arrays.copyOfRange(x, j * rows, (j + 1) * rows);
        }
        outcome = numbers(folder.resolve("y.bin"), rows);
        splits = Split.byFold(Arrays.stream(numbers(folder.resolve("fold.bin"), rows))
                .mapToInt(f -> (int) f)
                .toArray());
        this.pool = pool;
        this.threads = threads;
    }

    public static void main(String[] words) throws IOException {
        int threads = Integer.parseInt(words[3]);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            PenalisedFits fits = new PenalisedFits(
                    Path.of(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]), pool, threads);
            for (String word = in.readLine(); word != null; word = in.readLine()) {
                long begin = System.nanoTime();
                String found = fits.run(word);
                IO.println(String.format(Locale.ROOT, "%.4f %s", (System.nanoTime() - begin) / 1e9, found));
            }
        }
    }

    private String run(String word) {
        return switch (word) {
            case "lasso" -> validated(ElasticNet.lasso());
            case "ridge" -> validated(ElasticNet.ridge());
            case "forest" ->
                String.valueOf(Forest.withDefaults()
                        .grow(Arrays.copyOf(columns, Math.min(FOREST_COLUMNS, columns.length)), outcome, pool, threads)
                        .outOfBagError());
            default -> throw new IllegalArgumentException("unknown: " + word);
        };
    }

    private String validated(ElasticNet net) {
        CrossValidation found = net.crossValidate(Observations.of(columns, outcome), splits, pool, threads);
        double least = Arrays.stream(found.errors()).min().orElseThrow();
        return least + " " + found.minimum() + " " + found.oneStandardError();
    }

    private static double[] numbers(Path file, int count) throws IOException {
        double[] numbers = new double[count];
        ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(numbers);
        return numbers;
    }
}

package dev.elsewise.study.model;

import dev.elsewise.scm.FittedMechanism;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The draws of one equation as base64: of each draw its shape parameters, coefficients, intercepts, variance and, under a penalty, the
 * weights of squared and of absolute coefficients, as IEEE 754 doubles, the lowest byte first; then a byte of 0 or 1 for each coefficient
 * that lies at a limit and for each column left out. All draws have as many numbers as the fit itself.
 *
 * @param rows of coefficients: 1 where all units have the same ones, else one a unit
 */
record Packed(int rows, String numbers) {
    static Packed of(List<FittedMechanism.Numbers> draws) {
        int rows = draws.stream().allMatch(d -> alike(d.beta()) && alike(d.held()))
                ? 1
                : draws.getFirst().beta().length;
        ByteBuffer bytes = ByteBuffer.allocate(
                        draws.stream().mapToInt(d -> size(d, rows)).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (FittedMechanism.Numbers d : draws) {
            put(bytes, d.theta());
            for (int u = 0; u < rows; u++) {
                put(bytes, d.beta()[u]);
            }
            put(bytes, d.intercept());
            bytes.putDouble(d.variance());
            d.penalty().ifPresent(p -> {
                put(bytes, p.squares());
                put(bytes, p.absolutes());
            });
            for (int u = 0; u < rows; u++) {
                put(bytes, d.held()[u]);
            }
            put(bytes, d.aliased());
        }
        return new Packed(rows, Base64.getEncoder().encodeToString(bytes.array()));
    }

    private static int size(FittedMechanism.Numbers d, int rows) {
        int width = d.beta()[0].length;
        int penalties =
                d.penalty().map(p -> p.squares().length + p.absolutes().length).orElse(0);
        return Double.BYTES * (d.theta().length + rows * width + d.intercept().length + 1 + penalties)
                + rows * width
                + d.aliased().length;
    }

    /**
     * The draws again.
     *
     * @param like the fit that they are draws of
     * @throws IllegalArgumentException when there are fewer or more numbers than that
     */
    List<FittedMechanism.Numbers> unpacked(int count, FittedMechanism.Numbers like) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(numbers)).order(ByteOrder.LITTLE_ENDIAN);
        List<FittedMechanism.Numbers> draws = new ArrayList<>();
        try {
            for (int d = 0; d < count; d++) {
                draws.add(next(bytes, like));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("fewer numbers than " + count + " draws have", e);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("more numbers than " + count + " draws have");
        }
        return List.copyOf(draws);
    }

    private FittedMechanism.Numbers next(ByteBuffer bytes, FittedMechanism.Numbers like) {
        int units = like.intercept().length;
        int width = like.beta()[0].length;
        double[] theta = doubles(bytes, like.theta().length);
        double[][] beta = new double[units][];
        for (int u = 0; u < units; u++) {
            beta[u] = u < rows ? doubles(bytes, width) : beta[0];
        }
        double[] intercept = doubles(bytes, units);
        double variance = bytes.getDouble();
        Optional<FittedMechanism.Penalty> penalty = like.penalty()
                .map(p -> new FittedMechanism.Penalty(
                        p.method(),
                        p.penalty(),
                        p.kept(),
                        p.dropped(),
                        doubles(bytes, p.squares().length),
                        doubles(bytes, p.absolutes().length),
                        Optional.empty()));
        boolean[][] held = new boolean[units][];
        for (int u = 0; u < units; u++) {
            held[u] = u < rows ? truths(bytes, width) : held[0];
        }
        return new FittedMechanism.Numbers(
                like.parameters(),
                theta,
                like.columns(),
                beta,
                intercept,
                variance,
                held,
                truths(bytes, like.aliased().length),
                penalty);
    }

    static boolean alike(double[][] rows) {
        return Arrays.stream(rows).allMatch(r -> Arrays.equals(r, rows[0]));
    }

    static boolean alike(boolean[][] rows) {
        return Arrays.stream(rows).allMatch(r -> Arrays.equals(r, rows[0]));
    }

    private static void put(ByteBuffer bytes, double[] values) {
        for (double v : values) {
            bytes.putDouble(v);
        }
    }

    private static void put(ByteBuffer bytes, boolean[] values) {
        for (boolean v : values) {
            bytes.put((byte) (v ? 1 : 0));
        }
    }

    private static double[] doubles(ByteBuffer bytes, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getDouble();
        }
        return values;
    }

    private static boolean[] truths(ByteBuffer bytes, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.get() != 0;
        }
        return values;
    }
}

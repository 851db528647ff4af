package dev.elsewise.study.model;

import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.FittedMechanism.Between;
import dev.elsewise.scm.FittedMechanism.Penalty;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The draws of one equation, each as base64: its shape parameters; column by column its coefficient, or one a unit, and likewise a
 * byte of 0 or 1 that says whether it lies at a limit; a byte for each column that was left out; intercepts; the variance; where units are
 * pooled partially the variances between them and the common coefficients; and under a penalty the weights of squared and of absolute
 * coefficients. Numbers are IEEE 754 doubles, the lowest byte first. All draws have as many of them as the fit itself.
 *
 * @param own whether units have coefficients of their own, by column
 */
record Packed(boolean[] own, List<String> numbers) {
    static Packed of(List<FittedMechanism.Numbers> draws) {
        boolean[] own = own(draws);
        return new Packed(
                own,
                draws.stream()
                        .map(d -> Base64.getEncoder().encodeToString(packed(d, own)))
                        .toList());
    }

    /** How many characters the draws would be. */
    static long characters(List<FittedMechanism.Numbers> draws) {
        return draws.isEmpty() ? 0 : 4L * draws.size() * size(draws.getFirst(), own(draws)) / 3;
    }

    private static boolean[] own(List<FittedMechanism.Numbers> draws) {
        boolean[] own = new boolean[draws.getFirst().columns().size()];
        for (FittedMechanism.Numbers d : draws) {
            for (int c = 0; c < own.length; c++) {
                for (int u = 1; u < d.beta().length; u++) {
                    own[c] |= Double.doubleToRawLongBits(d.beta()[u][c]) != Double.doubleToRawLongBits(d.beta()[0][c])
                            || d.held()[u][c] != d.held()[0][c];
                }
            }
        }
        return own;
    }

    private static int size(FittedMechanism.Numbers d, boolean[] own) {
        int coefficients = 0;
        for (boolean each : own) {
            coefficients += each ? d.beta().length : 1;
        }
        int more = d.between().map(b -> b.variance().length + b.common().length).orElse(0)
                + d.penalty()
                        .map(p -> p.squares().length + p.absolutes().length)
                        .orElse(0);
        return Double.BYTES * (d.theta().length + coefficients + d.intercept().length + 1 + more)
                + coefficients
                + d.aliased().length;
    }

    private static byte[] packed(FittedMechanism.Numbers d, boolean[] own) {
        ByteBuffer bytes = ByteBuffer.allocate(size(d, own)).order(ByteOrder.LITTLE_ENDIAN);
        put(bytes, d.theta());
        for (int c = 0; c < own.length; c++) {
            for (int u = 0; u < (own[c] ? d.beta().length : 1); u++) {
                bytes.putDouble(d.beta()[u][c]);
                put(bytes, d.held()[u][c]);
            }
        }
        for (boolean left : d.aliased()) {
            put(bytes, left);
        }
        put(bytes, d.intercept());
        bytes.putDouble(d.variance());
        d.between().ifPresent(b -> {
            put(bytes, b.variance());
            put(bytes, b.common());
        });
        d.penalty().ifPresent(p -> {
            put(bytes, p.squares());
            put(bytes, p.absolutes());
        });
        return bytes.array();
    }

    /**
     * The draws again.
     *
     * @param like the fit that they are draws of
     * @throws IllegalArgumentException when there are fewer or more numbers than that
     */
    List<FittedMechanism.Numbers> unpacked(int count, FittedMechanism.Numbers like) {
        if (own.length != like.columns().size() || numbers.size() != count) {
            throw new IllegalArgumentException("other columns than the fit has, or other draws");
        }
        return numbers.stream().map(draw -> unpacked(draw, like)).toList();
    }

    private FittedMechanism.Numbers unpacked(String draw, FittedMechanism.Numbers like) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(draw)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            FittedMechanism.Numbers read = next(bytes, like);
            if (!bytes.hasRemaining()) {
                return read;
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("fewer numbers than a draw has", e);
        }
        throw new IllegalArgumentException("more numbers than a draw has");
    }

    private FittedMechanism.Numbers next(ByteBuffer bytes, FittedMechanism.Numbers like) {
        int units = like.intercept().length;
        double[] theta = doubles(bytes, like.theta().length);
        double[][] beta = new double[units][own.length];
        boolean[][] held = new boolean[units][own.length];
        for (int c = 0; c < own.length; c++) {
            for (int u = 0; u < units; u++) {
                boolean read = u == 0 || own[c];
                beta[u][c] = read ? bytes.getDouble() : beta[0][c];
                held[u][c] = read ? bytes.get() != 0 : held[0][c];
            }
        }
        boolean[] aliased = new boolean[like.aliased().length];
        for (int c = 0; c < aliased.length; c++) {
            aliased[c] = bytes.get() != 0;
        }
        double[] intercept = doubles(bytes, units);
        double variance = bytes.getDouble();
        Optional<Between> between = like.between()
                .map(b -> new Between(doubles(bytes, b.variance().length), doubles(bytes, b.common().length)));
        Optional<Penalty> penalty = like.penalty()
                .map(p -> new Penalty(
                        p.method(),
                        p.penalty(),
                        p.kept(),
                        p.dropped(),
                        doubles(bytes, p.squares().length),
                        doubles(bytes, p.absolutes().length),
                        Optional.empty()));
        return new FittedMechanism.Numbers(
                like.parameters(), theta, like.columns(), beta, intercept, variance, held, aliased, between, penalty);
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

    private static void put(ByteBuffer bytes, boolean value) {
        bytes.put((byte) (value ? 1 : 0));
    }

    private static double[] doubles(ByteBuffer bytes, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getDouble();
        }
        return values;
    }
}

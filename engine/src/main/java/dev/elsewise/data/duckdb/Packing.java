package dev.elsewise.data.duckdb;

import java.nio.ByteBuffer;

/**
 * Writes a block of values in the narrowest type that holds all of them exactly, and reads it back to the same bits. The
 * lowest value of a narrow type stands for {@code NaN}.
 */
final class Packing {
    private static final byte BYTES = 1;
    private static final byte SHORTS = 2;
    private static final byte INTS = 4;
    private static final byte RAW = 8;

    private Packing() {}

    static byte pack(Object values, int rows, ByteBuffer into) {
        return switch (values) {
            case int[] codes -> packCodes(codes, rows, into);
            case double[] numbers -> packNumbers(numbers, rows, into);
            case long[] ordinals -> packOrdinals(ordinals, rows, into);
            default -> throw new IllegalArgumentException(values.getClass().getName());
        };
    }

    static void unpack(byte packing, ByteBuffer from, Object into) {
        switch (into) {
            case int[] codes -> unpackCodes(packing, from, codes);
            case double[] numbers -> unpackNumbers(packing, from, numbers);
            case long[] ordinals -> unpackOrdinals(packing, from, ordinals);
            default -> throw new IllegalArgumentException(into.getClass().getName());
        }
    }

    /** The type for whole numbers of which the largest in size is this; one value is left for what is missing. */
    private static byte packing(int largest) {
        return largest <= Byte.MAX_VALUE ? BYTES : largest <= Short.MAX_VALUE ? SHORTS : INTS;
    }

    private static byte packCodes(int[] codes, int rows, ByteBuffer into) {
        int largest = 0;
        for (int r = 0; r < rows; r++) {
            largest = Math.max(largest, codes[r]);
        }
        byte packing = packing(largest);
        switch (packing) {
            case BYTES -> {
                for (int r = 0; r < rows; r++) {
                    into.put((byte) codes[r]);
                }
            }
            case SHORTS -> {
                for (int r = 0; r < rows; r++) {
                    into.putShort((short) codes[r]);
                }
            }
            default -> {
                into.asIntBuffer().put(codes, 0, rows);
                into.position(rows * Integer.BYTES);
            }
        }
        return packing;
    }

    private static void unpackCodes(byte packing, ByteBuffer from, int[] codes) {
        int rows = from.limit() / packing;
        switch (packing) {
            case BYTES -> {
                for (int r = 0; r < rows; r++) {
                    codes[r] = from.get(r);
                }
            }
            case SHORTS -> {
                for (int r = 0; r < rows; r++) {
                    codes[r] = from.getShort(2 * r);
                }
            }
            default -> from.asIntBuffer().get(codes, 0, rows);
        }
    }

    private static byte packNumbers(double[] numbers, int rows, ByteBuffer into) {
        byte packing = packing(numbers, rows);
        switch (packing) {
            case BYTES -> {
                for (int r = 0; r < rows; r++) {
                    into.put(Double.isNaN(numbers[r]) ? Byte.MIN_VALUE : (byte) numbers[r]);
                }
            }
            case SHORTS -> {
                for (int r = 0; r < rows; r++) {
                    into.putShort(Double.isNaN(numbers[r]) ? Short.MIN_VALUE : (short) numbers[r]);
                }
            }
            case INTS -> {
                for (int r = 0; r < rows; r++) {
                    into.putInt(Double.isNaN(numbers[r]) ? Integer.MIN_VALUE : (int) numbers[r]);
                }
            }
            default -> {
                into.asDoubleBuffer().put(numbers, 0, rows);
                into.position(rows * Double.BYTES);
            }
        }
        return packing;
    }

    private static byte packing(double[] numbers, int rows) {
        int largest = 0;
        for (int r = 0; r < rows; r++) {
            double value = numbers[r];
            int whole = (int) value;
            boolean exact = whole == value && (whole != 0 || Double.doubleToRawLongBits(value) == 0);
            if (exact && whole != Integer.MIN_VALUE) {
                largest = Math.max(largest, Math.abs(whole));
            } else if (!Double.isNaN(value)) {
                return RAW;
            }
        }
        return packing(largest);
    }

    private static void unpackNumbers(byte packing, ByteBuffer from, double[] numbers) {
        int rows = from.limit() / packing;
        switch (packing) {
            case BYTES -> {
                for (int r = 0; r < rows; r++) {
                    byte value = from.get(r);
                    numbers[r] = value == Byte.MIN_VALUE ? Double.NaN : value;
                }
            }
            case SHORTS -> {
                for (int r = 0; r < rows; r++) {
                    short value = from.getShort(2 * r);
                    numbers[r] = value == Short.MIN_VALUE ? Double.NaN : value;
                }
            }
            case INTS -> {
                for (int r = 0; r < rows; r++) {
                    int value = from.getInt(4 * r);
                    numbers[r] = value == Integer.MIN_VALUE ? Double.NaN : value;
                }
            }
            default -> from.asDoubleBuffer().get(numbers, 0, rows);
        }
    }

    /** Ordinals lie close together: the first one, then how far each lies from it. */
    private static byte packOrdinals(long[] ordinals, int rows, ByteBuffer into) {
        long first = ordinals[0];
        boolean near = true;
        for (int r = 0; r < rows; r++) {
            near &= ordinals[r] - first == (int) (ordinals[r] - first);
        }
        into.putLong(first);
        for (int r = 0; r < rows; r++) {
            if (near) {
                into.putInt((int) (ordinals[r] - first));
            } else {
                into.putLong(ordinals[r]);
            }
        }
        return near ? INTS : RAW;
    }

    private static void unpackOrdinals(byte packing, ByteBuffer from, long[] ordinals) {
        int rows = (from.limit() - Long.BYTES) / packing;
        long first = from.getLong(0);
        for (int r = 0; r < rows; r++) {
            ordinals[r] = packing == INTS ? first + from.getInt(Long.BYTES + 4 * r) : from.getLong(Long.BYTES + 8 * r);
        }
    }
}

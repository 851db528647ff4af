package dev.elsewise.xgboost;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Universal Binary JSON (ubjson.org, draft 12), the form in which XGBoost saves a model with its floats exact. Objects
 * become maps, arrays lists; an array with one type for all its numbers becomes a {@code float[]}, {@code double[]}, {@code
 * int[]} or {@code long[]}.
 */
final class Ubjson {
    private final ByteBuffer bytes;

    private Ubjson(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    static Object read(byte[] bytes) {
        Ubjson reader = new Ubjson(bytes);
        return reader.value(reader.next());
    }

    private char next() {
        return (char) bytes.get();
    }

    private char peek() {
        return (char) bytes.get(bytes.position());
    }

    private Object value(char type) {
        return switch (type) {
            case '{' -> object();
            case '[' -> array();
            case 'S' -> string();
            case 'T' -> true;
            case 'F' -> false;
            case 'f', 'd' -> bytes.getFloat();
            case 'D' -> bytes.getDouble();
            default -> integer(type);
        };
    }

    private long integer(char type) {
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U', 'C' -> Byte.toUnsignedLong(bytes.get());
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            default ->
                throw new IllegalStateException("UBJSON has no type '" + type + "' at byte " + bytes.position() + ".");
        };
    }

    private int length() {
        return Math.toIntExact(integer(next()));
    }

    private String string() {
        byte[] text = new byte[length()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        while (peek() != '}') {
            String name = string();
            members.put(name, value(next()));
        }
        next();
        return members;
    }

    private Object array() {
        if (peek() == '$') {
            next();
            return typed(next());
        }
        List<Object> elements = new ArrayList<>();
        if (peek() == '#') {
            next();
            for (int left = length(); left > 0; left--) {
                elements.add(value(next()));
            }
            return elements;
        }
        while (peek() != ']') {
            elements.add(value(next()));
        }
        next();
        return elements;
    }

    private Object typed(char type) {
        if (next() != '#') {
            throw new IllegalStateException(
                    "A typed UBJSON array must have a count, at byte " + bytes.position() + ".");
        }
        int count = length();
        return switch (type) {
            case 'd' -> {
                float[] floats = new float[count];
                bytes.asFloatBuffer().get(floats);
                skip(4L * count);
                yield floats;
            }
            case 'D' -> {
                double[] doubles = new double[count];
                bytes.asDoubleBuffer().get(doubles);
                skip(8L * count);
                yield doubles;
            }
            case 'L' -> {
                long[] longs = new long[count];
                bytes.asLongBuffer().get(longs);
                skip(8L * count);
                yield longs;
            }
            default -> {
                int[] ints = new int[count];
                for (int i = 0; i < count; i++) {
                    ints[i] = (int) integer(type);
                }
                yield ints;
            }
        };
    }

    private void skip(long count) {
        bytes.position(Math.toIntExact(bytes.position() + count));
    }
}

package dev.elsewise.simulate;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Columns as comma-separated text with a header: whole numbers without a point, other numbers with all their digits,
 * days as 2021-01-04, missing values empty, levels quoted where they must be.
 */
final class CsvFile {
    static final double MICROS_A_DAY = 86_400e6;

    private static final int CHUNK = 1 << 16;

    private final Columns columns;
    private final List<Cells> cells = new ArrayList<>();

    /** The cell of a row. */
    private interface Cells {
        void append(int row, Buffer to);
    }

    CsvFile(Columns columns, Map<String, List<String>> levels) {
        this.columns = columns;
        for (Column column : columns.schema().columns()) {
            if (column.kind().coded()) {
                List<String> names = levels.get(column.name());
                if (names == null) {
                    throw new IllegalArgumentException("The levels of \"" + column.name() + "\" are not given.");
                }
                byte[][] texts = names.stream().map(CsvFile::quoted).toArray(byte[][]::new);
                int[] codes = columns.codes(column.name());
                cells.add((row, to) -> {
                    if (codes[row] >= 0) {
                        to.text(texts[codes[row]]);
                    }
                });
            } else if (column.kind() == Column.Kind.TIME) {
                double[] times = columns.numbers(column.name());
                cells.add((row, to) -> to.text(day(times[row])));
            } else {
                double[] numbers = columns.numbers(column.name());
                cells.add((row, to) -> to.number(numbers[row]));
            }
        }
    }

    void write(Path file) {
        Beside.write(file, this::to);
    }

    private void to(OutputStream out) throws IOException {
        Buffer buffer = new Buffer();
        List<String> names = columns.schema().names();
        for (int i = 0; i < names.size(); i++) {
            buffer.text(quoted(names.get(i)));
            buffer.character(i + 1 < names.size() ? ',' : '\n');
        }
        for (int row = 0; row < columns.rows(); row++) {
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).append(row, buffer);
                buffer.character(i + 1 < cells.size() ? ',' : '\n');
            }
            if (buffer.length > CHUNK) {
                buffer.empty(out);
            }
        }
        buffer.empty(out);
    }

    /** Worlds count time in whole days. */
    private static byte[] day(double micros) {
        return LocalDate.ofEpochDay((long) (micros / MICROS_A_DAY)).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') && !text.isEmpty();
        return (plain ? text : '"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes on their way to the file. */
    private static final class Buffer {
        private byte[] bytes = new byte[2 * CHUNK];
        private int length;

        void character(char c) {
            room(1);
            bytes[length++] = (byte) c;
        }

        void text(byte[] text) {
            room(text.length);
            System.arraycopy(text, 0, bytes, length, text.length);
            length += text.length;
        }

        void number(double value) {
            long whole = (long) value;
            if (whole == value && Math.abs(whole) < 1L << 53) {
                whole(whole);
            } else if (!Double.isNaN(value)) {
                text(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
            }
        }

        private void whole(long value) {
            room(20);
            long left = Math.abs(value);
            if (value < 0) {
                bytes[length++] = '-';
            }
            int digits = 1;
            for (long power = 10; power <= left; power *= 10) {
                digits++;
            }
            for (int i = length + digits - 1; i >= length; i--) {
                bytes[i] = (byte) ('0' + left % 10);
                left /= 10;
            }
            length += digits;
        }

        private void room(int needed) {
            if (bytes.length - length < needed) {
                bytes = java.util.Arrays.copyOf(bytes, 2 * (length + needed));
            }
        }

        void empty(OutputStream out) throws IOException {
            out.write(bytes, 0, length);
            length = 0;
        }
    }
}

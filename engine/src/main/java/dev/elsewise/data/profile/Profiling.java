package dev.elsewise.data.profile;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Quantiles;
import dev.elsewise.data.Table;
import dev.elsewise.data.profile.DataProfile.ColumnProfile;
import dev.elsewise.data.profile.DataProfile.Level;
import dev.elsewise.data.profile.DataProfile.Numbers;
import dev.elsewise.error.BadData;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes profiles, a column at a time. */
final class Profiling {
    /** Levels are named and counted up to this number of them. */
    private static final int COUNTED = 100_000;

    private static final int SHOWN = 5;

    private Profiling() {}

    /** A column and what tells whether it is a key or another's double. */
    private record Seen(ColumnProfile profile, Signature signature) {}

    /**
     * What two equal columns share.
     *
     * @param hash the sum over the rows of a hash of place and value
     * @param whole whether every value is a name or a whole number
     */
    private record Signature(Column.Kind kind, long hash, boolean whole) {}

    static DataProfile of(Table table) {
        List<Seen> seen = new ArrayList<>();
        for (Column column : table.schema().columns()) {
            table.workspace().checkCancelled();
            seen.add(look(table, column));
        }
        long rows = table.rows();
        Map<Signature, List<String>> bySignature = new LinkedHashMap<>();
        seen.forEach(s -> bySignature
                .computeIfAbsent(s.signature(), k -> new ArrayList<>())
                .add(s.profile().name()));
        return new DataProfile(
                rows,
                seen.stream().map(Seen::profile).toList(),
                seen.stream()
                        .map(Seen::profile)
                        .filter(p -> rows > 0 && (p.missing() == rows || (p.distinct() == 1 && p.missing() == 0)))
                        .map(ColumnProfile::name)
                        .toList(),
                rows == 0
                        ? List.of()
                        : bySignature.values().stream()
                                .filter(names -> names.size() > 1)
                                .map(List::copyOf)
                                .toList(),
                seen.stream()
                        .filter(s -> rows > 1
                                && s.profile().distinct() == rows
                                && s.signature().whole())
                        .map(s -> s.profile().name())
                        .toList());
    }

    private static Seen look(Table table, Column column) {
        Table one = table.select(column.name());
        try {
            return look(one, column.name(), column.kind());
        } catch (BadData tooLarge) {
            if (column.kind() != Column.Kind.NUMBER) {
                throw tooLarge;
            }
            try {
                return look(one.as(column.name(), Column.Kind.KEY), column.name(), Column.Kind.KEY);
            } catch (BadData notAKeyEither) {
                throw tooLarge;
            }
        }
    }

    private static Seen look(Table table, String name, Column.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (kind.coded()) {
            return lookAtCodes(table, name, kind, word);
        }
        Quantiles.Summary s =
                Quantiles.of(table, List.of(name), 0.01, 0.25, 0.5, 0.75, 0.99).getFirst();
        double[] q = s.quantiles();
        Optional<Numbers> numbers = s.count() == 0
                ? Optional.empty()
                : Optional.of(new Numbers(s.min(), q[0], q[1], q[2], q[3], q[4], s.max(), s.mean(), s.sd()));
        long groups = table.foldGroups(List.of(name), List.of(name), countingGroups());
        long distinct = groups - (s.missing() > 0 ? 1 : 0);
        Signature signature = table.fold(List.of(name), hashing((batch, row) -> {
            double value = batch.numbers(0)[batch.start(0) + row];
            return Double.doubleToLongBits(value + 0.0);
        }))[0];
        boolean whole = kind == Column.Kind.NUMBER && signature.whole();
        return new Seen(
                new ColumnProfile(name, word, s.missing(), distinct, numbers, List.of()),
                new Signature(kind, signature.hash(), whole));
    }

    private static Seen lookAtCodes(Table table, String name, Column.Kind kind, String word) {
        int levels = table.cardinality(name);
        long[] counts = table.fold(List.of(name), counting(levels));
        List<Level> top = new ArrayList<>();
        List<String> names = levels <= COUNTED ? table.levels(name) : List.of();
        IntStream.range(0, names.size())
                .boxed()
                .filter(code -> counts[code] > 0)
                .sorted(Comparator.<Integer>comparingLong(code -> -counts[code]).thenComparing(code -> code))
                .limit(SHOWN)
                .forEach(code -> top.add(new Level(names.get(code), counts[code])));
        long distinct =
                IntStream.range(0, levels).filter(code -> counts[code] > 0).count();
        long[] words = new long[names.size()];
        for (int code = 0; code < words.length; code++) {
            words[code] = Streams.of(0, names.get(code)).bits(0);
        }
        Signature signature = table.fold(List.of(name), hashing((batch, row) -> {
            int code = batch.codes(0)[batch.start(0) + row];
            return code < 0 || words.length == 0 ? code : words[code];
        }))[0];
        return new Seen(
                new ColumnProfile(name, word, counts[levels], distinct, Optional.empty(), List.copyOf(top)),
                new Signature(kind, signature.hash(), true));
    }

    /** Rows a code; at last those without one. */
    private static Fold<long[]> counting(int levels) {
        return Fold.of(
                () -> new long[levels + 1],
                (counts, batch) -> {
                    for (int r = 0; r < batch.size(); r++) {
                        int code = batch.codes(0)[batch.start(0) + r];
                        counts[code < 0 ? levels : code]++;
                    }
                    return counts;
                },
                (left, right) -> {
                    for (int i = 0; i < left.length; i++) {
                        left[i] += right[i];
                    }
                    return left;
                });
    }

    private static Fold<Long> countingGroups() {
        return Fold.of(() -> 0L, (count, batch) -> count + batch.groups(), Long::sum);
    }

    private interface Word {
        long of(Batch batch, int row);
    }

    private static Fold<Signature[]> hashing(Word word) {
        Streams streams = Streams.of(0, "profile");
        return Fold.of(
                () -> new Signature[] {new Signature(Column.Kind.NUMBER, 0, true)},
                (signature, batch) -> {
                    long hash = signature[0].hash();
                    boolean whole = signature[0].whole();
                    for (int r = 0; r < batch.size(); r++) {
                        long value = word.of(batch, r);
                        hash += streams.bits(value ^ Long.rotateLeft((batch.firstRow() + r) * 0x9e3779b97f4a7c15L, 17));
                        double number = Double.longBitsToDouble(value);
                        whole &= Double.isNaN(number) || number == Math.rint(number);
                    }
                    signature[0] = new Signature(Column.Kind.NUMBER, hash, whole);
                    return signature;
                },
                (left, right) -> {
                    left[0] = new Signature(
                            Column.Kind.NUMBER, left[0].hash() + right[0].hash(), left[0].whole() && right[0].whole());
                    return left;
                });
    }
}

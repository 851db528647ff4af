package dev.elsewise.data;

import dev.elsewise.math.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A made-up log of visits: a number with gaps, a truth, a category with awkward names, a text key and a whole-number key. */
final class SampleData {
    static final String[] PLACES = {"north", "South", "éast", "we,st", "Zürich \"old\""};

    private SampleData() {}

    static Path visits(Path folder, int rows) throws IOException {
        StringBuilder text = new StringBuilder("visit,x,y,paid,place,user,item\n");
        for (int r = 0; r < rows; r++) {
            String place = PLACES[below(2, r, PLACES.length)];
            text.append(r * 7L)
                    .append(',')
                    .append(below(1, r, 20) == 0 ? "" : String.format(Locale.ROOT, "%.6f", uniform(3, r) * 10 - 3))
                    .append(',')
                    .append(uniform(4, r))
                    .append(',')
                    .append(below(5, r, 3) == 0)
                    .append(',')
                    .append(below(6, r, 50) == 0 ? "" : '"' + place.replace("\"", "\"\"") + '"')
                    .append(",U")
                    .append(below(7, r, Math.max(1, rows / 8)))
                    .append(',')
                    .append(9_007_199_254_740_993L + below(8, r, 100))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("visits.csv"), text);
    }

    static double uniform(long purpose, long index) {
        return (Streams.of(20_251_122, "visits" + purpose).bits(index) >>> 11) * 0x1p-53;
    }

    static int below(long purpose, long index, int bound) {
        return (int) Math.floorMod(Streams.of(20_251_122, "visits" + purpose).bits(index), (long) bound);
    }
}

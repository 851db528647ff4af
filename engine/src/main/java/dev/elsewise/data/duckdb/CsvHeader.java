package dev.elsewise.data.duckdb;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The first line of a delimited file. The delimiter is the sign of {@code , ; tab |} that is most frequent in it. */
record CsvHeader(String delimiter, String quote, List<String> names) {
    private static final String CANDIDATES = ",;\t|";

    static CsvHeader read(Source.Csv source) {
        String line = firstLine(source);
        String quote = source.quote().orElse("\"");
        String delimiter = source.delimiter().orElseGet(() -> mostFrequent(line, quote));
        return new CsvHeader(delimiter, quote, fields(line, delimiter, quote));
    }

    private static String firstLine(Source.Csv source) {
        Path path = source.path();
        boolean zipped = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream file = Files.newInputStream(path);
                InputStream plain = zipped ? new GZIPInputStream(file) : file;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, charset(source)))) {
            String line = reader.readLine();
            if (line == null || line.isBlank()) {
                throw new BadData("The first line of \"" + path + "\" must name the columns; it is empty."
                        + "\nMaybe delete the empty lines above it.");
            }
            if (line.startsWith("\uFFFE")) {
                throw new BadData("UTF-16 must be little-endian; \"" + path + "\" begins as big-endian text does."
                        + "\nMaybe save it as UTF-8.");
            }
            if (line.indexOf('\0') >= 0) {
                throw new BadData("Text must be UTF-8; \"" + path + "\" is not: its first line holds zero bytes."
                        + "\nMaybe it is UTF-16: say encoding: utf-16. Or it is no text file.");
            }
            return line.startsWith("\uFEFF") ? line.substring(1) : line;
        } catch (IOException e) {
            throw new BadData(
                    "The data file \"" + path + "\" cannot be read: " + e.getMessage()
                            + "\nMaybe it is damaged, or not what its name says.",
                    e);
        }
    }

    private static Charset charset(Source.Csv source) {
        String name = source.encoding().orElse("utf-8").toLowerCase(Locale.ROOT);
        return name.startsWith("utf-16") || name.startsWith("utf16")
                ? StandardCharsets.UTF_16LE
                : name.startsWith("utf") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static String mostFrequent(String line, String quote) {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote.equals(String.valueOf(c))) {
                quoted = !quoted;
            } else if (!quoted && CANDIDATES.indexOf(c) >= 0) {
                counts[CANDIDATES.indexOf(c)]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return CANDIDATES.substring(best, best + 1);
    }

    private static List<String> fields(String line, String delimiter, String quote) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (!quote.isEmpty() && line.startsWith(quote, i)) {
                if (quoted && line.startsWith(quote, i + 1)) {
                    field.append(quote);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && line.startsWith(delimiter, i)) {
                fields.add(field.toString());
                field.setLength(0);
                i += delimiter.length() - 1;
            } else {
                field.append(line.charAt(i));
            }
        }
        fields.add(field.toString());
        return fields;
    }
}

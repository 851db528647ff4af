package dev.elsewise.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The nearest right name to a wrong one, for messages. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate with the smallest edit distance (insertions, deletions, substitutions and swaps of neighbours, each
     * 1, case ignored), if that is at most a third of the name's length, or 2. Cost: |name| × |candidates| × length.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        int allowed = Math.max(2, name.length() / 3);
        String best = null;
        int bestDistance = allowed + 1;
        for (String candidate : candidates) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code "\nMaybe you meant \"x\"."}, or that it goes by another name when nothing is near. */
    public static String hint(String name, Collection<String> candidates) {
        return to(name, candidates)
                .map(n -> "\nMaybe you meant \"" + n + "\".")
                .orElse("\nMaybe it goes by another name.");
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + substitution);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

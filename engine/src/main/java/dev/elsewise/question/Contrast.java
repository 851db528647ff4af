package dev.elsewise.question;

/**
 * One outcome in two worlds: the outcome in {@code world} less that in {@code against}.
 *
 * <pre>{@code
 * Contrast facebook = Contrast.of("revenue", World.OBSERVED, World.of(Intervention.set("facebook", 0)));
 * }</pre>
 */
public record Contrast(String outcome, World world, World against) {
    public static Contrast of(String outcome, World world, World against) {
        return new Contrast(outcome, world, against);
    }
}

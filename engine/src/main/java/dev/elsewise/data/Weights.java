package dev.elsewise.data;

/**
 * How much a row counts. Frequency weights w stand for w equal rows: n = Σw and var θ = Σ w ψ² / (Σw)². Sampling weights
 * stand for unequal chances of being seen: the point estimate is the same, but var θ = Σ w² ψ² / (Σw)².
 */
public record Weights(String column, Kind kind) {
    public enum Kind {
        FREQUENCY,
        SAMPLING
    }

    public static Weights frequency(String column) {
        return new Weights(column, Kind.FREQUENCY);
    }

    public static Weights sampling(String column) {
        return new Weights(column, Kind.SAMPLING);
    }
}

package dev.elsewise.learn;

import java.io.Serializable;

/** Weight, mean and sum of squares about the mean, merged without cancellation (Chan, Golub and LeVeque 1983). */
final class Moments implements Serializable {
    double weight;
    double mean;
    double squares;

    /** Adds {@code count} copies of one value. */
    Moments add(double value, double count) {
        return merge(count, value, 0);
    }

    Moments merge(Moments other) {
        return merge(other.weight, other.mean, other.squares);
    }

    Moments merge(double otherWeight, double otherMean, double otherSquares) {
        if (otherWeight == 0) {
            return this;
        }
        double total = weight + otherWeight;
        double delta = otherMean - mean;
        mean += delta * (otherWeight / total);
        squares += otherSquares + delta * delta * (weight * (otherWeight / total));
        weight = total;
        return this;
    }

    /** Population standard deviation. */
    double sd() {
        return weight == 0 ? 0 : Math.sqrt(squares / weight);
    }
}

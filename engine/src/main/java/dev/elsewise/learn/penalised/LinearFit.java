package dev.elsewise.learn.penalised;

/**
 * A linear predictor b₀ + xβ.
 *
 * @param penalty λ, at which it was fitted
 * @param intercept b₀
 * @param coefficients β, one for each column
 */
public record LinearFit(double penalty, double intercept, double[] coefficients) {
    /** The predictions for rows given as columns. */
    public double[] predict(double[][] columns, int rows) {
        double[] predicted = new double[rows];
        java.util.Arrays.fill(predicted, intercept);
        for (int j = 0; j < coefficients.length; j++) {
            double b = coefficients[j];
            if (b != 0) {
                double[] x = columns[j];
                for (int i = 0; i < rows; i++) {
                    predicted[i] += b * x[i];
                }
            }
        }
        return predicted;
    }
}

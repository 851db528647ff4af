package dev.elsewise.study.model;

/** What a validation tolerates, item by item. */
public enum Tolerance {
    PREDICTION_ERROR("prediction-error", 0.3, true, "weighted mean absolute error of unseen periods, as a share"),
    ERROR_RATIO("error-ratio", 4, true, "error in unseen periods over that in fitted ones"),
    COVERAGE("coverage", 0.6, false, "share of unseen periods inside their 90 % prediction interval"),
    AGREEMENT("agreement", 1, true, "difference between families of equations, in effects or standard errors"),
    NORMALITY("normality", 1e-6, false, "p of Shapiro–Wilk and Jarque–Bera"),
    DURBIN_WATSON("durbin-watson", 1.2, true, "distance of Durbin–Watson from 2"),
    MEMORY("memory", 0.6, true, "correlation of a residual with the one before, without its sign"),
    WHITENESS("whiteness", 1e-6, false, "p of Ljung–Box"),
    EVEN_VARIANCE("even-variance", 1e-6, false, "p of Breusch–Pagan"),
    INFLATION("inflation", 20, true, "variance inflation of a channel"),
    CONDITION_NUMBER("condition-number", 1000, true, "condition number of an equation's columns"),
    HALVES("halves", 6, true, "effect by one half of the window, in standard errors of that half away"),
    RETENTION("retention", 5, true, "effect at a retention 20 % off, in standard errors away"),
    REFRESH("refresh", 3, true, "effect without the last four periods, in standard errors away"),
    PLACEBO("placebo", 4, true, "effect of a channel that did nothing, in standard errors"),
    LEADS("leads", 0.001, false, "p of a channel's next period in an equation, which it cannot have caused"),
    HEALTH("health", 0, true, "failed checks that no other item judges"),
    REPRODUCTION("reproduction", 1e-9, true, "relative difference of a stored number when it is worked out again"),
    CHANGED_VALUES("changed-values", 0, true, "values of old periods that are others in new data"),
    MOVED("moved", 1, true, "way of a return or parameter under new data, in halves of its old interval");

    private final String key;
    private final double usual;
    private final boolean most;
    private final String words;

    Tolerance(String key, double usual, boolean most, String words) {
        this.key = key;
        this.usual = usual;
        this.most = most;
        this.words = words;
    }

    /** Its name in a tolerance file. */
    public String key() {
        return key;
    }

    /** What holds unless a file says otherwise. */
    public double usual() {
        return usual;
    }

    /** Whether it is the most that is tolerated, not the least. */
    public boolean most() {
        return most;
    }

    /** What is measured. */
    public String words() {
        return words;
    }
}

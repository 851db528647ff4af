package dev.elsewise.xgboost;

/** How the sum of the trees becomes a prediction. */
enum Link {
    /** A mean of any number. */
    MEAN {
        @Override
        double of(double sum) {
            return sum;
        }
    },
    /** A probability from its log odds. */
    LOGISTIC {
        @Override
        double of(double sum) {
            return 1 / (1 + Math.exp(-sum));
        }
    },
    /** A probability from the mean of 0 and 1, which rounding may carry past its ends. */
    SHARE {
        @Override
        double of(double sum) {
            return Math.clamp(sum, 0, 1);
        }
    };

    abstract double of(double sum);
}

package dev.elsewise.scm;

/**
 * A bounded parameter on the whole line, so that a search never meets its bounds: the logit of its place between them, on the
 * logarithmic scale when the bounds are positive and far apart.
 */
record ShapeSpace(double least, double most, boolean logarithmic) {
    private static final double EDGE = 1e-6;

    static ShapeSpace of(Parameter parameter) {
        return new ShapeSpace(parameter.least(), parameter.most(), parameter.logarithmic());
    }

    double inside(double free) {
        double place = 1 / (1 + Math.exp(-free));
        return logarithmic ? least * Math.exp(place * Math.log(most / least)) : least + place * (most - least);
    }

    double free(double value) {
        double place =
                logarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
        double within = Math.clamp(place, EDGE, 1 - EDGE);
        return Math.log(within / (1 - within));
    }

    /** The derivative of {@link #inside}. */
    double slope(double free) {
        double place = 1 / (1 + Math.exp(-free));
        double width = place * (1 - place);
        return logarithmic ? inside(free) * Math.log(most / least) * width : (most - least) * width;
    }
}

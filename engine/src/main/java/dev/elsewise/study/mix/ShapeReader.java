package dev.elsewise.study.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Kernel;
import dev.elsewise.mix.Saturation;
import dev.elsewise.scm.Transform;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads {@code carry-over}, {@code saturation} and {@code order}, of an input or as the default of all channels. */
final class ShapeReader {
    static final List<String> KEYS = List.of("carry-over", "saturation", "order");

    /** How many past periods a channel acts in unless the study says otherwise. */
    private static final int LAGS = 8;

    private static final List<String> CARRY_OVERS =
            List.of("none", "geometric", "delayed", "binomial", "weibull-cdf", "weibull-pdf", "running-mean");
    private static final List<String> SATURATIONS =
            List.of("none", "hill", "michaelis-menten", "logistic", "tanh", "root", "log1p");

    private ShapeReader() {}

    /** What a channel does unless anything is said: geometric over eight past periods, then logistic. */
    static CarryOver usual() {
        return CarryOver.of(Kernel.Geometric.upToLag(LAGS), Saturation.Logistic.withDefaults());
    }

    /** An input that acts at once and in proportion unless anything is said. */
    static CarryOver plain() {
        return CarryOver.of(Adstock.none(), Saturation.none());
    }

    /** What the keys say, and what they do not from {@code otherwise}. */
    static CarryOver read(Yaml.Fields fields, CarryOver otherwise) {
        return new CarryOver(
                fields.find("carry-over").map(ShapeReader::adstock).orElse(otherwise.adstock()),
                fields.find("saturation").map(ShapeReader::saturation).orElse(otherwise.saturation()),
                fields.find("order")
                        .map(o -> o.word(List.of("carry-over-first", "saturation-first"))
                                        .equals("carry-over-first")
                                ? CarryOver.Order.CARRY_OVER_FIRST
                                : CarryOver.Order.SATURATION_FIRST)
                        .orElse(otherwise.order()));
    }

    /** As an input has it: empty when it acts at once and in proportion. */
    static Optional<Transform> transform(CarryOver shape) {
        return shape.adstock() instanceof Adstock.None && shape.saturation() instanceof Saturation.Identity
                ? Optional.empty()
                : Optional.of(shape);
    }

    private static Adstock adstock(Yaml value) {
        Yaml.Choice choice = value.choice(CARRY_OVERS);
        return inPlace(value, () -> switch (choice.word()) {
            case "none" -> {
                choice.options();
                yield Adstock.none();
            }
            case "geometric" -> geometric(choice.options("lags", "normalised", "retention"));
            case "running-mean" ->
                with(
                        Adstock.RunningMean.withDefaults(),
                        choice.options("retention"),
                        "retention",
                        Adstock.RunningMean::withRetention,
                        Adstock.RunningMean::withRetentionWithin);
            case "delayed" -> delayed(choice.options("lags", "normalised", "retention", "peak"));
            case "binomial" -> binomial(choice.options("lags", "normalised", "retention"));
            case "weibull-cdf" -> weibullCdf(choice.options("lags", "normalised", "shape", "scale"));
            default -> weibullPdf(choice.options("lags", "normalised", "shape", "scale"));
        });
    }

    private static Adstock geometric(Yaml.Fields options) {
        if (options.find("lags").filter(Yaml::isText).isPresent()) {
            options.require("lags").word(List.of("endless"));
            Adstock.Recursive endless = Adstock.Recursive.withDefaults();
            return with(
                    normalised(options) ? endless : endless.unnormalised(),
                    options,
                    "retention",
                    Adstock.Recursive::withRetention,
                    Adstock.Recursive::withRetentionWithin);
        }
        Kernel.Geometric kernel = Kernel.Geometric.upToLag(lags(options, 0));
        return with(
                normalised(options) ? kernel : kernel.unnormalised(),
                options,
                "retention",
                Kernel.Geometric::withRetention,
                Kernel.Geometric::withRetentionWithin);
    }

    private static Adstock delayed(Yaml.Fields options) {
        Kernel.Delayed kernel = Kernel.Delayed.upToLag(lags(options, 1));
        kernel = normalised(options) ? kernel : kernel.unnormalised();
        kernel = with(kernel, options, "retention", Kernel.Delayed::withRetention, Kernel.Delayed::withRetentionWithin);
        return with(kernel, options, "peak", Kernel.Delayed::withPeak, Kernel.Delayed::withPeakWithin);
    }

    private static Adstock binomial(Yaml.Fields options) {
        Kernel.Binomial kernel = Kernel.Binomial.upToLag(lags(options, 0));
        return with(
                normalised(options) ? kernel : kernel.unnormalised(),
                options,
                "retention",
                Kernel.Binomial::withRetention,
                Kernel.Binomial::withRetentionWithin);
    }

    private static Adstock weibullCdf(Yaml.Fields options) {
        Kernel.WeibullCdf kernel = Kernel.WeibullCdf.upToLag(lags(options, 0));
        kernel = normalised(options) ? kernel : kernel.unnormalised();
        kernel = with(kernel, options, "shape", Kernel.WeibullCdf::withShape, Kernel.WeibullCdf::withShapeWithin);
        return with(kernel, options, "scale", Kernel.WeibullCdf::withScale, Kernel.WeibullCdf::withScaleWithin);
    }

    private static Adstock weibullPdf(Yaml.Fields options) {
        Kernel.WeibullPdf kernel = Kernel.WeibullPdf.upToLag(lags(options, 0));
        kernel = normalised(options) ? kernel : kernel.unnormalised();
        kernel = with(kernel, options, "shape", Kernel.WeibullPdf::withShape, Kernel.WeibullPdf::withShapeWithin);
        return with(kernel, options, "scale", Kernel.WeibullPdf::withScale, Kernel.WeibullPdf::withScaleWithin);
    }

    private static int lags(Yaml.Fields options, int least) {
        return options.find("lags").map(n -> n.count(least, 10_000)).orElse(LAGS);
    }

    private static boolean normalised(Yaml.Fields options) {
        return options.find("normalised").map(Yaml::truth).orElse(true);
    }

    private static Saturation saturation(Yaml value) {
        Yaml.Choice choice = value.choice(SATURATIONS);
        return inPlace(value, () -> switch (choice.word()) {
            case "none" -> {
                choice.options();
                yield Saturation.none();
            }
            case "hill" -> hill(choice.options("slope", "half-saturation"));
            case "michaelis-menten" ->
                with(
                        Saturation.MichaelisMenten.withDefaults(),
                        choice.options("half-saturation"),
                        "half-saturation",
                        Saturation.MichaelisMenten::withHalfSaturation,
                        Saturation.MichaelisMenten::withHalfSaturationWithin);
            case "logistic" ->
                with(
                        Saturation.Logistic.withDefaults(),
                        choice.options("rate"),
                        "rate",
                        Saturation.Logistic::withRate,
                        Saturation.Logistic::withRateWithin);
            case "tanh" ->
                with(
                        Saturation.Tanh.withDefaults(),
                        choice.options("scale"),
                        "scale",
                        Saturation.Tanh::withScale,
                        Saturation.Tanh::withScaleWithin);
            case "root" ->
                with(
                        Saturation.Root.withDefaults(),
                        choice.options("exponent"),
                        "exponent",
                        Saturation.Root::withExponent,
                        Saturation.Root::withExponentWithin);
            default ->
                with(
                        Saturation.Log1p.withDefaults(),
                        choice.options("scale"),
                        "scale",
                        Saturation.Log1p::withScale,
                        Saturation.Log1p::withScaleWithin);
        });
    }

    private static Saturation hill(Yaml.Fields options) {
        Saturation.Hill hill = Saturation.Hill.withDefaults();
        hill = with(hill, options, "slope", Saturation.Hill::withSlope, Saturation.Hill::withSlopeWithin);
        return with(
                hill,
                options,
                "half-saturation",
                Saturation.Hill::withHalfSaturation,
                Saturation.Hill::withHalfSaturationWithin);
    }

    /** A shape with a parameter as its option says: {@code fit}, a number that fixes it, or the range in which it is fitted. */
    private static <S extends Transform> S with(
            S shape, Yaml.Fields options, String key, BiFunction<S, Double, S> fixed, Within<S> within) {
        return options.find(key)
                .map(value -> {
                    if (value.isNumber()) {
                        double number = value.number();
                        return inPlace(value, () -> fixed.apply(shape, number));
                    }
                    if (value.isMap()) {
                        Yaml.Fields range = value.fields("from", "to");
                        double from = range.require("from").number();
                        double to = range.require("to").number();
                        return inPlace(value, () -> within.apply(shape, from, to));
                    }
                    if (value.isText() && value.text().equals("fit")) {
                        return fitted(shape, key, value);
                    }
                    throw value.mustBe("fit, a number that fixes it, or the range to fit it in, {from: 0.3, to: 0.8}");
                })
                .orElse(shape);
    }

    private static <S extends Transform> S fitted(S shape, String key, Yaml value) {
        boolean free =
                shape.parameters().stream().anyMatch(p -> !p.fixed() && p.name().endsWith(key.replace('-', ' ')));
        if (!free) {
            throw value.wrong(
                    value.what() + " must be a number or a range: it is fixed unless told where to look for it."
                            + "\nMaybe {from: 0.5, to: 3}.");
        }
        return shape;
    }

    /** Says what is wrong with a number beside the line where it stands. */
    private static <T> T inPlace(Yaml value, java.util.function.Supplier<T> making) {
        try {
            return making.get();
        } catch (BadStudy e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(value.file()) ? e : value.wrong(value.what() + ": " + message, e);
        }
    }

    /** A shape with a parameter fitted in a range. */
    private interface Within<S> {
        S apply(S shape, double from, double to);
    }
}

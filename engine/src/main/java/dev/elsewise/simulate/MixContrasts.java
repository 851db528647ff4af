package dev.elsewise.simulate;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A mix world's truth, by rolling its geos under other inputs. */
final class MixContrasts {
    private static final double MORE = 1.01;
    private static final double PER_EMAIL = 0.002;
    private static final double PER_SMS = 0.035;

    private final MixWorld world;
    private final List<MixGeo> geos;
    private final List<MixTruth.Edge> edges = new ArrayList<>();

    MixContrasts(MixWorld world, List<MixGeo> geos) {
        this.world = world;
        this.geos = geos;
        geos.forEach(geo -> edges.addAll(geo.mechanisms.edges()));
    }

    MixTruth truth() {
        List<MixTruth.Channel> channels = new ArrayList<>();
        for (int social = 0; social < MixMarket.SOCIAL.size(); social++) {
            channels.add(social(social));
        }
        channels.add(google());
        channels.add(sends(MixMarket.EMAIL, PER_EMAIL));
        channels.add(sends(MixMarket.SMS, PER_SMS));
        Columns weekly = weekly();
        Map<String, Double> decomposition = new LinkedHashMap<>();
        for (String part : parts()) {
            decomposition.put(part, sum(weekly.numbers(part)));
        }
        return new MixTruth(world.knobs(), weekly.rows(), graph(), channels, drivers(), decomposition, edges, weekly);
    }

    private MixTruth.Channel social(int social) {
        String name = MixMarket.SOCIAL.get(social);
        double spend = 0;
        double total = 0;
        double direct = 0;
        double indirect = 0;
        double induced = 0;
        double marginal = 0;
        double marginalInduced = 0;
        for (MixGeo geo : geos) {
            double[][] inputs = geo.market.inputs;
            double[][] without = geo.inputsWith(social, 0);
            double[] searchWithout = geo.googleIf(without);
            double[] neither = geo.revenueIf(without, searchWithout);
            double[] ownOnly = geo.revenueIf(inputs, searchWithout);
            double[][] more = geo.inputsWith(social, MORE);
            double[] searchMore = geo.googleIf(more);
            spend += sum(inputs[social]);
            total += difference(geo.revenueAgain, neither);
            direct += difference(ownOnly, neither);
            indirect += difference(geo.revenueAgain, ownOnly);
            induced += difference(geo.googleAgain, searchWithout);
            marginal += difference(geo.revenueIf(more, searchMore), geo.revenueAgain);
            marginalInduced += difference(searchMore, geo.googleAgain);
        }
        Map<String, Double> paths = new LinkedHashMap<>();
        double retention = Double.NaN;
        if (has(name, "google")) {
            retention = retention(name, "google");
            if (has("google", "revenue")) {
                paths.put(name + " -> google -> revenue", indirect);
            }
        }
        if (has(name, "revenue")) {
            retention = retention(name, "revenue");
            paths.put(name + " -> revenue", direct);
        }
        return new MixTruth.Channel(
                name,
                spend,
                total,
                direct,
                indirect,
                paths,
                induced,
                marginal,
                marginalInduced,
                retention,
                halfLife(retention));
    }

    private MixTruth.Channel google() {
        double total = sumOverGeos(
                geo -> difference(geo.revenueAgain, geo.revenueIf(geo.market.inputs, new double[geo.google.length])));
        double marginal = sumOverGeos(geo ->
                difference(geo.revenueIf(geo.market.inputs, MixGeo.times(geo.googleAgain, MORE)), geo.revenueAgain));
        return alone("google", sumOverGeos(geo -> sum(geo.google)), total, marginal);
    }

    private MixTruth.Channel sends(int input, double cost) {
        double spend = sumOverGeos(geo -> cost * sum(geo.market.inputs[input]));
        double total = sumOverGeos(
                geo -> difference(geo.revenueAgain, geo.revenueIf(geo.inputsWith(input, 0), geo.googleAgain)));
        double marginal = sumOverGeos(
                geo -> difference(geo.revenueIf(geo.inputsWith(input, MORE), geo.googleAgain), geo.revenueAgain));
        return alone(MixMarket.INPUTS.get(input), spend, total, marginal);
    }

    /** A channel that works on revenue alone. */
    private MixTruth.Channel alone(String name, double spend, double total, double marginal) {
        boolean there = has(name, "revenue");
        double retention = there ? retention(name, "revenue") : Double.NaN;
        Map<String, Double> paths = there ? Map.of(name + " -> revenue", total) : Map.of();
        return new MixTruth.Channel(
                name, spend, total, total, 0, paths, 0, marginal, 0, retention, halfLife(retention));
    }

    private MixTruth.Drivers drivers() {
        double revenue = sumOverGeos(geo -> sum(geo.revenue));
        double dearer = sumOverGeos(geo ->
                difference(geo.revenueIf(geo.inputsWith(MixMarket.PRICE, MORE), geo.googleAgain), geo.revenueAgain));
        double promotion = sumOverGeos(geo ->
                difference(geo.revenueAgain, geo.revenueIf(geo.inputsWith(MixMarket.PROMOTION, 0), geo.googleAgain)));
        double weeks = sumOverGeos(geo -> sum(geo.market.inputs[MixMarket.PROMOTION]));
        double inThem = sumOverGeos(geo -> {
            double[] on = geo.market.inputs[MixMarket.PROMOTION];
            double sum = 0;
            for (int week = 0; week < on.length; week++) {
                sum += on[week] * geo.revenue[week];
            }
            return sum;
        });
        double followers = edges.stream()
                .filter(edge -> edge.from().equals("followers"))
                .findFirst()
                .orElseThrow()
                .coefficient();
        return new MixTruth.Drivers(
                dearer / revenue / (MORE - 1),
                promotion,
                promotion / weeks,
                promotion / (inThem - promotion),
                followers);
    }

    /** The parts of revenue by name; an arrow that is not there has none. */
    private List<String> parts() {
        List<String> names = new ArrayList<>(MixGeo.UNEXPLAINED);
        names.addAll(geos.getFirst().mechanisms.causesOfRevenue());
        return names;
    }

    private Columns weekly() {
        List<String> names = parts();
        List<List<double[]>> byGeo = geos.stream().map(MixGeo::parts).toList();
        List<Column> columns = new ArrayList<>();
        List<Object> arrays = new ArrayList<>();
        for (int part = 0; part < names.size(); part++) {
            columns.add(Column.number(names.get(part)));
            double[] values = new double[world.weeks() * geos.size()];
            for (int place = 0; place < geos.size(); place++) {
                System.arraycopy(byGeo.get(place).get(part), 0, values, place * world.weeks(), world.weeks());
            }
            arrays.add(values);
        }
        columns.add(Column.number("google rest"));
        arrays.add(MixSample.stacked(geos, geo -> geo.searchRest));
        columns.add(Column.number("revenue rest"));
        arrays.add(MixSample.stacked(geos, geo -> geo.revenueRest));
        return new Columns(new Schema(columns), arrays.toArray(), world.weeks() * geos.size());
    }

    /** In the edge list of {@code CausalGraph.parse}. */
    private String graph() {
        Map<String, Set<String>> effects = new LinkedHashMap<>();
        for (MixTruth.Edge edge : geos.getFirst().mechanisms.edges()) {
            effects.computeIfAbsent(edge.from(), from -> new LinkedHashSet<>()).add(edge.to());
        }
        StringBuilder text = new StringBuilder();
        effects.forEach((from, to) ->
                text.append(from).append(" -> ").append(String.join(", ", to)).append('\n'));
        // They are no columns, but a study has them as its baseline.
        text.append("season, trend -> google, revenue\n");
        if (world.noise().hiddenDemand() != 0) {
            text.append("google <-> revenue\n");
        }
        return text.toString();
    }

    private boolean has(String from, String to) {
        return edges.stream().anyMatch(e -> e.from().equals(from) && e.to().equals(to));
    }

    private double retention(String from, String to) {
        return edges.stream()
                .filter(e -> e.from().equals(from) && e.to().equals(to))
                .findFirst()
                .orElseThrow()
                .retention();
    }

    private static double halfLife(double retention) {
        return StrictMath.log(0.5) / StrictMath.log(retention);
    }

    private double sumOverGeos(ToDoubleFunction<MixGeo> of) {
        double sum = 0;
        for (MixGeo geo : geos) {
            sum += of.applyAsDouble(geo);
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double difference(double[] of, double[] less) {
        double sum = 0;
        for (int week = 0; week < of.length; week++) {
            sum += of[week] - less[week];
        }
        return sum;
    }
}

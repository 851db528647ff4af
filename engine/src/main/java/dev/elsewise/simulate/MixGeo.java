package dev.elsewise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The history of one geo, and what it would have been. */
final class MixGeo {
    static final double USUAL_SEARCH = 12_000;
    static final double USUAL_REVENUE = 250_000;

    /** The parts of revenue that belong to no column. */
    static final List<String> UNEXPLAINED = List.of("level", "trend", "season", "hidden demand", "noise");

    private static final int NOISE = UNEXPLAINED.indexOf("noise");

    private static final double DEMAND_IN_SEARCH = 0.6;
    private static final double NOISE_IN_SEARCH = 0.8;

    final String name;
    final MixMarket market;
    final MixMechanisms mechanisms;

    /** What social spend does not explain of the search bill. */
    final double[] searchRest;

    /** What no column explains of revenue: the sum of {@link #unexplained}. */
    final double[] revenueRest;

    final double[][] unexplained;
    final double[] google;
    final double[] revenue;

    /** Google and revenue as the equations give them again: the printed figures, but for the last bits. */
    final double[] googleAgain;

    final double[] revenueAgain;

    MixGeo(MixWorld world, int place, double size) {
        name = world.geos() == 1 ? "" : "geo_" + (place + 1);
        market = new MixMarket(world, place, size);
        mechanisms = new MixMechanisms(world, place, name, size);
        searchRest = searchRest(world, size);
        google = toCents(mechanisms.google(searchRest, market.inputs), searchRest);
        unexplained = unexplained(world, size);
        revenueRest = sum(unexplained);
        double[] exact = revenueRest.clone();
        revenue = toCents(mechanisms.revenue(revenueRest, market.inputs, google), revenueRest);
        for (int week = 0; week < exact.length; week++) {
            unexplained[NOISE][week] += revenueRest[week] - exact[week];
        }
        googleAgain = googleIf(market.inputs);
        revenueAgain = revenueIf(market.inputs, googleAgain);
    }

    private double[] searchRest(MixWorld world, double size) {
        double[] rest = new double[world.weeks()];
        double loud = world.noise().search() * USUAL_SEARCH;
        for (int week = 0; week < rest.length; week++) {
            double moved = DEMAND_IN_SEARCH * market.demand[week] + NOISE_IN_SEARCH * market.searchNoise[week];
            rest[week] =
                    size * (7_000 * (1 + 0.02 * MixMarket.years(week)) + 800 * MixMarket.season(week) + loud * moved);
        }
        return rest;
    }

    private double[][] unexplained(MixWorld world, double size) {
        double[][] parts = new double[UNEXPLAINED.size()][world.weeks()];
        double loud = size * world.noise().revenue() * USUAL_REVENUE;
        for (int week = 0; week < world.weeks(); week++) {
            parts[0][week] = size * 160_000;
            parts[1][week] = size * 4_800 * MixMarket.years(week);
            parts[2][week] = size * 15_000 * MixMarket.season(week);
            parts[3][week] = loud * world.noise().hiddenDemand() * market.demand[week];
            parts[NOISE][week] = loud * market.revenueNoise[week];
        }
        return parts;
    }

    /** Rounds, and lets the rest take up the difference, so that the equations hold of the rounded figures. */
    private static double[] toCents(double[] exact, double[] rest) {
        double[] rounded = new double[exact.length];
        for (int week = 0; week < exact.length; week++) {
            rounded[week] = MixMarket.cents(exact[week]);
            rest[week] += rounded[week] - exact[week];
        }
        return rounded;
    }

    private static double[] sum(double[][] parts) {
        double[] sum = new double[parts[0].length];
        for (double[] part : parts) {
            for (int week = 0; week < sum.length; week++) {
                sum[week] += part[week];
            }
        }
        return sum;
    }

    /** All parts of revenue by week: what no column explains, then the causes in their order. */
    List<double[]> parts() {
        List<double[]> parts = new ArrayList<>(Arrays.asList(unexplained));
        for (int cause = 0; cause < mechanisms.causesOfRevenue().size(); cause++) {
            parts.add(mechanisms.partOfRevenue(cause, market.inputs, google));
        }
        return parts;
    }

    /** The inputs with one of them multiplied. */
    double[][] inputsWith(int input, double factor) {
        double[][] inputs = market.inputs.clone();
        inputs[input] = times(inputs[input], factor);
        return inputs;
    }

    static double[] times(double[] values, double factor) {
        double[] multiplied = new double[values.length];
        for (int week = 0; week < values.length; week++) {
            multiplied[week] = factor * values[week];
        }
        return multiplied;
    }

    double[] googleIf(double[][] inputs) {
        return mechanisms.google(searchRest, inputs);
    }

    double[] revenueIf(double[][] inputs, double[] search) {
        return mechanisms.revenue(revenueRest, inputs, search);
    }
}

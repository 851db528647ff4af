package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A mix world's rows, geo after geo and week after week, and the truth about them.
 *
 * @param simulated the rows; its truth is the same
 */
public record MixSample(Simulated simulated, MixTruth truth) {
    static MixSample of(MixWorld world) {
        double[] sizes = sizes(world);
        List<MixGeo> geos = new ArrayList<>();
        for (int place = 0; place < sizes.length; place++) {
            geos.add(new MixGeo(world, place, sizes[place]));
        }
        MixTruth truth = new MixContrasts(world, geos).truth();
        return new MixSample(rows(world, geos).simulated(truth), truth);
    }

    private static Assembly rows(MixWorld world, List<MixGeo> geos) {
        int weeks = world.weeks();
        int rows = weeks * geos.size();
        double[] day = new double[rows];
        int[] place = new int[rows];
        for (int row = 0; row < rows; row++) {
            day[row] = MixMarket.day(row % weeks);
            place[row] = row / weeks;
        }
        Assembly assembly = new Assembly(rows).days("week", day);
        if (geos.size() > 1) {
            assembly.key("geo", place, code -> geos.get(code).name);
        }
        assembly.number("revenue", stacked(geos, geo -> geo.revenue));
        for (int i = 0; i < MixMarket.INPUTS.size(); i++) {
            int input = i;
            if (input == MixMarket.EMAIL) {
                assembly.number("google", stacked(geos, geo -> geo.google));
            }
            double[] values = stacked(geos, geo -> geo.market.inputs[input]);
            if (input == MixMarket.PROMOTION) {
                assembly.truth(MixMarket.INPUTS.get(input), values);
            } else {
                assembly.number(MixMarket.INPUTS.get(input), values);
            }
        }
        return assembly;
    }

    /** The values of all geos, one after the other. */
    static double[] stacked(List<MixGeo> geos, Function<MixGeo, double[]> of) {
        if (geos.size() == 1) {
            return of.apply(geos.getFirst());
        }
        return geos.stream()
                .flatMapToDouble(geo -> Arrays.stream(of.apply(geo)))
                .toArray();
    }

    /** Shares of the whole market: log-normal, adding up to 1. */
    private static double[] sizes(MixWorld world) {
        if (world.geos() == 1) {
            return new double[] {1};
        }
        RandomStream stream = Streams.of(world.seed(), "mix: sizes of geos", 0);
        double[] sizes = new double[world.geos()];
        double sum = 0;
        for (int place = 0; place < sizes.length; place++) {
            sizes[place] = StrictMath.exp(0.6 * stream.normal());
            sum += sizes[place];
        }
        for (int place = 0; place < sizes.length; place++) {
            sizes[place] /= sum;
        }
        return sizes;
    }
}

package dev.elsewise.study.model;

import dev.elsewise.data.Workspace;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.study.mix.MixData;
import dev.elsewise.study.mix.MixStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Made-up shops: tv moves search, both and radio move revenue, and so does a price. */
final class Shops {
    /** A study of one shop; {@code %s} stands for more keys under {@code mix}. */
    static final String ONE = """
            version: 1
            title: A shop
            data: shops.csv
            time: week
            mix:
              outcome: revenue
              channels: {tv: tv, radio: radio, search: search}
              controls: {price: {column: price, role: price}}
              mediators: [search]
              carry-over: {geometric: {lags: 4}}
              draws: {count: 6}
              %s
            graph: |
              tv -> search
              tv, radio, search, price -> revenue
            seed: 11
            """;

    /** Questions to it. */
    static final String PLAN = """
            scenarios:
              - {name: more tv, changes: {tv: +20%}}
              - {name: all at once, changes: {tv: -50%, radio: 30, price: {set: 19}}, from: 2024-02-05, to: 2024-08-05}
              - {name: search alone, changes: {search: 100}}
            plan: {range: [0.5, 1.5], bounds: {radio: {from: 10, to: 60}}, charging: [search]}
            """;

    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private Shops() {}

    /** Weekly rows of so many shops as CSV, the first shop's the same whatever their number. */
    static String csv(int weeks, int shops) {
        StringBuilder csv = new StringBuilder("week,shop,tv,radio,search,price,revenue\n");
        for (int u = 0; u < shops; u++) {
            RandomStream random = Streams.of(20240101, "shops of a model", u);
            double stock = 0;
            for (int t = 0; t < weeks; t++) {
                double tv = random.uniform() < 0.2 ? 0 : 100 * random.uniform();
                double radio = 50 * random.uniform();
                double price = 20 + random.normal();
                stock = 0.5 * stock + tv;
                double search = Math.max(1, 40 + 0.4 * stock + 6 * random.normal());
                double revenue = 900 + 3 * stock + 5 * radio + 4 * search - 20 * (price - 20) + 40 * random.normal();
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,shop %d,%.2f,%.2f,%.2f,%.3f,%.2f%n",
                        START.plusWeeks(t),
                        u + 1,
                        tv,
                        radio,
                        search,
                        price,
                        revenue));
            }
        }
        return csv.toString();
    }

    /** A study of shops in a folder. */
    static MixStudy study(Path folder, String yaml, int weeks, int shops) throws IOException {
        Files.writeString(folder.resolve("shops.csv"), csv(weeks, shops));
        return MixStudy.parse(yaml, folder);
    }

    /** Fitted, and as it would be stored; without answers, which take longer. */
    static MixModel model(MixStudy study, Workspace workspace) {
        MixData data = MixData.of(study, workspace);
        FittedMix fit = FittedMix.of(
                data.mix(), data.panel(), study.bootstrap(workspace.options().threads()));
        return new MixModel(
                study,
                data.panel(),
                fit.model().numbers(),
                List.of(),
                List.of(),
                Map.of("dataFingerprint", data.fingerprint()));
    }

    static Workspace workspace(int threads) {
        return Workspace.open(Workspace.Options.withDefaults().withThreads(threads));
    }
}

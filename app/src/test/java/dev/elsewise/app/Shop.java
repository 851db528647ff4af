package dev.elsewise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.function.BiFunction;

/** A little made-up data set, and studies of it: 400 customers, a mailing that goes rather to the older ones, sales. */
record Shop(Path folder) {
    static final String STUDY = """
            version: 1
            data: shop.csv
            question: {treatment: mailed, outcome: sales}
            covariates: [age, town]
            estimators:
              - difference-in-means
              - aipw: {folds: {stratified: 2}}
            """;

    /** Writes {@code shop.csv}; {@code change} turns the cells of a row into others. */
    Shop data(BiFunction<Integer, String[], String[]> change) throws IOException {
        StringJoiner csv = new StringJoiner("\n", "id,mailed,sales,age,town\n", "\n");
        for (int i = 0; i < 400; i++) {
            // Multiples of the golden ratio modulo 1 are spread evenly, and i·7 mod 10 has nothing to do with them.
            double age = (i * 0.6180339887498949) % 1;
            int mailed = (i * 7) % 10 < 3 + 4 * age ? 1 : 0;
            double sales = age + 0.5 * mailed + ((i * 13) % 7) / 7.0;
            String[] cells = {"" + i, "" + mailed, "" + sales, "" + (20 + 60 * age), i % 3 == 0 ? "north" : "south"};
            csv.add(String.join(",", change.apply(i, cells)));
        }
        return text("shop.csv", csv.toString());
    }

    Shop data() throws IOException {
        return data((row, cells) -> cells);
    }

    Shop text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return this;
    }

    Path study(String yaml) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), yaml);
    }

    Path study() throws IOException {
        return study(STUDY);
    }
}

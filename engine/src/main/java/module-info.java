/** Causal measurement: what would have happened otherwise. */
@org.jspecify.annotations.NullMarked
module dev.elsewise.engine {
    requires static transitive org.jspecify;
    requires java.sql;
    requires duckdb.jdbc;
    requires ejml.core;
    requires ejml.ddense;
    requires hipparchus.core;
    requires org.apache.commons.statistics.distribution;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires org.snakeyaml.engine;

    exports dev.elsewise.adjust;
    exports dev.elsewise.check.series;
    exports dev.elsewise.check;
    exports dev.elsewise.data.profile;
    exports dev.elsewise.data.spi;
    exports dev.elsewise.data;
    exports dev.elsewise.decide;
    exports dev.elsewise.effect;
    exports dev.elsewise.error;
    exports dev.elsewise.graph;
    exports dev.elsewise.learn.time;
    exports dev.elsewise.learn.forest;
    exports dev.elsewise.learn.penalised;
    exports dev.elsewise.learn.trees;
    exports dev.elsewise.learn;
    exports dev.elsewise.mix.answer;
    exports dev.elsewise.mix;
    exports dev.elsewise.question;
    exports dev.elsewise.scm;
    exports dev.elsewise.simulate;
    exports dev.elsewise.study.data;
    exports dev.elsewise.study.mix;
    exports dev.elsewise.study.model;
    exports dev.elsewise.study;

    uses dev.elsewise.data.spi.TableStoreProvider;
    uses dev.elsewise.learn.TreeLearners;
    uses dev.elsewise.learn.trees.DenseTrees;

    provides dev.elsewise.data.spi.TableStoreProvider with
            dev.elsewise.data.duckdb.DuckDbProvider;
}

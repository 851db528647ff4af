package dev.elsewise.learn.trees;

import dev.elsewise.learn.forest.Forest;
import dev.elsewise.learn.forest.GrownForest;
import dev.elsewise.learn.forest.Importance;

/** Random forests by our own {@link Forest}, on the calling thread: no other module is needed. */
final class ForestTrees implements DenseTrees {
    @Override
    public boolean grows(TreeRecipe recipe) {
        return recipe instanceof TreeRecipe.Forest;
    }

    @Override
    public GrownTrees grow(TreeRecipe recipe, double[][] columns, double[] outcome, long seed) {
        TreeRecipe.Forest asked = (TreeRecipe.Forest) recipe;
        GrownForest forest = Forest.withDefaults()
                .withTrees(asked.trees())
                .withDepth(asked.depth())
                .withImportance(Importance.IMPURITY)
                .withSeed(seed)
                .grow(columns, outcome);
        return new Grown(forest);
    }

    private record Grown(GrownForest forest) implements GrownTrees {
        @Override
        public double[] predict(double[][] columns, int rows) {
            return forest.predict(columns, rows);
        }

        @Override
        public double[] gains() {
            return forest.importance();
        }
    }
}

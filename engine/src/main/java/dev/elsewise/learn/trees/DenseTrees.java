package dev.elsewise.learn.trees;

import dev.elsewise.error.BadStudy;
import java.util.ServiceLoader;

/** Grows trees on dense columns without missing values: forests by our own code, others by what ServiceLoader finds, because it is native. */
public interface DenseTrees {
    /** Whether it knows how to grow them. */
    boolean grows(TreeRecipe recipe);

    /**
     * Grows trees on the calling thread; the same seed gives the same bits.
     *
     * @param columns one array of values for each column, all as long as the outcome
     * @throws dev.elsewise.error.BadData when the outcome does not vary
     */
    GrownTrees grow(TreeRecipe recipe, double[][] columns, double[] outcome, long seed);

    /** What grows such trees, of all that is on the class or module path. */
    static DenseTrees find(TreeRecipe recipe) {
        DenseTrees own = new ForestTrees();
        return own.grows(recipe) ? own : elsewhere(recipe);
    }

    private static DenseTrees elsewhere(TreeRecipe recipe) {
        return ServiceLoader.load(DenseTrees.class, DenseTrees.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(g -> g.grows(recipe))
                .findFirst()
                .orElseThrow(() -> new BadStudy("A model of " + recipe.describe()
                        + " needs the module elsewise-xgboost; it is not on the class or module path."
                        + "\nMaybe use ridge or least squares."));
    }
}

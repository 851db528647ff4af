package dev.elsewise.decide;

/**
 * Where one climb ended.
 *
 * @param worth the (blurred) objective there
 * @param cost the levers' sum and the induced spend that is charged
 * @param merit worth − price · cost: what was maximised
 * @param shadowPrice what one unit of money more would be worth; 0 where no budget binds
 * @param sumPrices the same for the limit of each sum
 * @param residual the larger of how far the KKT conditions are from holding, relative, and how far the budget is overdrawn
 */
record Optimum(
        double[] amounts,
        double worth,
        double cost,
        double merit,
        double shadowPrice,
        double[] sumPrices,
        double residual) {}

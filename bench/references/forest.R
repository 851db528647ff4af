# Reference forests of ranger: out-of-bag errors, importance and predictions over many seeds.
#
#   Rscript bench/references/forest.R engine/src/test/resources/reference
#
# writes in that folder
#   forest.csv   300 rows of J. Friedman's first function with ten columns (one rounded to few values), and noise
#   ranger.json  mean and standard deviation over 60 seeds: out-of-bag error, both importances, predictions of 20 rows
#
# Needs the package ranger (Debian: r-cran-ranger).
suppressMessages(library(ranger))
folder <- commandArgs(trailingOnly = TRUE)[1]
command <- "Rscript bench/references/forest.R engine/src/test/resources/reference"
versions <- paste0(R.version.string, ", ranger ", packageVersion("ranger"))
number <- function(x) formatC(x, digits = 10, format = "g", width = 1)
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

set.seed(12)
n <- 300; p <- 10
X <- matrix(round(runif(n * p), 6), n)
X[, 6] <- round(X[, 6] * 4) / 4
y <- round(10 * sin(pi * X[, 1] * X[, 2]) + 20 * (X[, 3] - .5)^2 + 10 * X[, 4] + 5 * X[, 5] + rnorm(n), 6)
data <- data.frame(X, y); names(data)[1:p] <- paste0("x", 1:p)
write.csv(data, file.path(folder, "forest.csv"), row.names = FALSE, quote = FALSE)
data <- read.csv(file.path(folder, "forest.csv"))
ahead <- data[1:20, ]; ahead[, 1:p] <- (ahead[, 1:p] + data[21:40, 1:p]) / 2

settings <- list(
  list(name = "defaults", trees = 300, tried = 3, whole = 5, depth = 0),
  list(name = "shallow", trees = 300, tried = 10, whole = 20, depth = 3),
  list(name = "to the last row", trees = 300, tried = 2, whole = 1, depth = 0))
# Large seeds at random: a tree's own seed is a multiple of its forest's, so that forests of seeds 1, 2, ... share trees.
seeds <- sample.int(.Machine$integer.max, 120)
cases <- sapply(settings, function(s) {
  grow <- function(seed, importance) ranger(y ~ ., data, num.trees = s$trees, mtry = s$tried, min.node.size = s$whole,
                                            max.depth = s$depth, importance = importance, seed = seed, num.threads = 1)
  impurity <- lapply(seeds[1:60], grow, "impurity"); permutation <- lapply(seeds[61:120], grow, "permutation")
  errors <- sapply(c(impurity, permutation), function(f) f$prediction.error)
  both <- function(m) paste0("{\"mean\": ", array(rowMeans(m)), ", \"sd\": ", array(apply(m, 1, sd)), ", \"forests\": ", ncol(m), "}")
  paste0("{\"name\": \"", s$name, "\", \"trees\": ", s$trees, ", \"tried\": ", s$tried, ", \"leastToSplit\": ", s$whole, ", \"depth\": ", s$depth,
         ",\n \"outOfBagError\": ", both(t(errors)),
         ",\n \"impurity\": ", both(sapply(impurity, function(f) f$variable.importance)),
         ",\n \"permutation\": ", both(sapply(permutation, function(f) f$variable.importance)),
         ",\n \"predictions\": ", both(sapply(impurity, function(f) predict(f, ahead)$predictions)), "}")
})
writeLines(paste0("{\"command\": \"", command, "\", \"versions\": \"", versions, "\", \"cases\": [\n", paste(cases, collapse = ",\n"), "]}"),
           file.path(folder, "ranger.json"))

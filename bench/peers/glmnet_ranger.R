# The peer of bench/penalised.py: elastic-net paths with ten-fold cross-validation by glmnet, a regression forest by ranger.
#
#   Rscript glmnet_ranger.R data FOLDER ROWS COLUMNS     makes x.bin (column after column), y.bin and fold.bin: doubles, little-endian
#   Rscript glmnet_ranger.R serve FOLDER ROWS COLUMNS    reads lasso, ridge or forest from standard input, one
#                                                        word a line, and answers each with the seconds it took and what it found
#
# Forests use the first 20 columns, 500 trees and two threads. Debian: r-cran-glmnet, r-cran-ranger.
words <- commandArgs(trailingOnly = TRUE)
folder <- words[2]; n <- as.integer(words[3]); p <- as.integer(words[4])
path <- function(name) file.path(folder, name)
if (words[1] == "data") {
  set.seed(1)
  X <- matrix(rnorm(n * p), n); y <- drop(X[, 1:10] %*% (10:1 / 10)) + rnorm(n)
  writeBin(as.numeric(X), path("x.bin"), endian = "little")
  writeBin(y, path("y.bin"), endian = "little")
  writeBin(as.numeric(sample(rep(0:9, length.out = n))), path("fold.bin"), endian = "little")
  quit()
}
suppressMessages({library(glmnet); library(ranger)})
X <- matrix(readBin(path("x.bin"), "double", n * p, endian = "little"), n)
y <- readBin(path("y.bin"), "double", n, endian = "little")
fold <- readBin(path("fold.bin"), "double", n, endian = "little") + 1
d <- data.frame(y = y, X[, 1:min(20, p)])
input <- file("stdin", "r")
while (length(word <- readLines(input, 1)) > 0) {
  seconds <- system.time(found <- switch(word,
    lasso = cv.glmnet(X, y, foldid = fold),
    ridge = cv.glmnet(X, y, alpha = 0, foldid = fold),
    forest = ranger(y ~ ., d, num.trees = 500, num.threads = 2)))["elapsed"]
  cat(seconds, if (word == "forest") found$prediction.error else c(min(found$cvm), found$lambda.min, found$lambda.1se), "\n")
  flush(stdout())
}

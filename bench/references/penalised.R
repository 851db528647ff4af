# Reference fits of glmnet, run to convergence.
#
#   Rscript bench/references/penalised.R engine/src/test/resources/reference
#
# writes in that folder
#   penalised.csv       120 rows, 8 correlated columns of different scale, weights, folds
#   penalised_wide.csv  30 rows, 45 columns, folds
#   glmnet.json         paths and cross-validation: lasso, ridge, elastic net, weights, penalty factors, limits, no intercept,
#                       not standardised, fewer rows than columns, glmnet's own sequence of penalties
#
# Needs the package glmnet (Debian: r-cran-glmnet).
suppressMessages(library(glmnet))
folder <- commandArgs(trailingOnly = TRUE)[1]
command <- "Rscript bench/references/penalised.R engine/src/test/resources/reference"
versions <- paste0(R.version.string, ", glmnet ", packageVersion("glmnet"))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g", width = 1))
string <- function(x) paste0("\"", x, "\"")
json <- function(x, indent = "") {
  inner <- paste0(indent, " ")
  if (is.list(x) && !is.null(names(x)))
    paste0("{\n", paste0(inner, string(names(x)), ": ", vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "}")
  else if (is.list(x)) paste0("[\n", paste0(inner, vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "]")
  else if (is.matrix(x)) json(lapply(seq_len(nrow(x)), function(i) I(unname(x[i, ]))), indent)
  else {
    values <- if (is.logical(x)) tolower(as.character(x)) else if (is.numeric(x)) number(x) else string(x)
    if (length(x) == 1 && !inherits(x, "AsIs")) values else paste0("[", paste(values, collapse = ", "), "]")
  }
}
rounded <- function(x) signif(x, 8)

set.seed(20)
n <- 120; p <- 8
common <- as.numeric(arima.sim(list(ar = .7), n))
X <- sapply(1:p, function(j) (common * .8 + as.numeric(arima.sim(list(ar = .5), n))) * 10^(j %% 4 - 1) + j)
y <- drop(3 + scale(X) %*% c(1.5, -.8, .6, 0, .3, 0, -.2, .1) + rnorm(n))
tall <- data.frame(rounded(X), y = rounded(y), weight = rounded(runif(n, .2, 3)), fold = sample(rep(0:4, length.out = n)))
names(tall)[1:p] <- paste0("x", 1:p)
write.csv(tall, file.path(folder, "penalised.csv"), row.names = FALSE, quote = FALSE)

n <- 30; p <- 45
X <- matrix(rnorm(n * p), n) + rnorm(n)
y <- drop(X[, 1:5] %*% c(2, -1.5, 1, .5, -.5) + rnorm(n))
wide <- data.frame(rounded(X), y = rounded(y), fold = sample(rep(0:2, length.out = n)))
names(wide)[1:p] <- paste0("x", 1:p)
write.csv(wide, file.path(folder, "penalised_wide.csv"), row.names = FALSE, quote = FALSE)

tall <- read.csv(file.path(folder, "penalised.csv"))
wide <- read.csv(file.path(folder, "penalised_wide.csv"))
glmnet.control(fdev = 1e-5, devmax = .999)

# One case: what was asked, and what glmnet found. Its first fit of ridge has coefficients of 1e-36 in place of 0.
case <- function(name, file, mixing = 1, weights = FALSE, factors = NULL, lower = NULL, upper = NULL, standardised = TRUE,
                 intercept = TRUE, penalties = NULL, count = 100, cv = FALSE) {
  d <- if (file == "penalised.csv") tall else wide
  X <- as.matrix(d[, grep("^x", names(d))])
  call <- list(x = X, y = d$y, alpha = mixing, thresh = 1e-20, maxit = 1e9, standardize = standardised, intercept = intercept,
               nlambda = count)
  if (weights) call$weights <- d$weight
  if (!is.null(factors)) call$penalty.factor <- factors
  if (!is.null(lower)) call$lower.limits <- lower
  if (!is.null(upper)) call$upper.limits <- upper
  if (!is.null(penalties)) call$lambda <- penalties
  fit <- do.call(glmnet, call)
  finite <- function(v) if (is.null(v)) I(numeric()) else I(ifelse(is.finite(v), v, sign(v) * 1e300))
  asked <- list(name = name, file = file, mixing = mixing, weights = weights, factors = finite(factors), lower = finite(lower),
                upper = finite(upper), standardised = standardised, intercept = intercept, given = !is.null(penalties),
                count = count)
  found <- list(penalties = I(fit$lambda), intercepts = I(unname(fit$a0)), coefficients = unname(as.matrix(t(fit$beta))),
                degreesOfFreedom = I(unname(colSums(abs(as.matrix(fit$beta)) > 1e-30))), devianceExplained = I(fit$dev.ratio))
  if (cv) {
    call$lambda <- fit$lambda
    call$nlambda <- NULL
    cvfit <- do.call(cv.glmnet, c(call, list(foldid = d$fold + 1)))
    between <- exp(mean(log(fit$lambda[3:4])))
    found <- c(found, list(errors = I(unname(cvfit$cvm)), standardErrors = I(unname(cvfit$cvsd)), minimum = cvfit$lambda.min,
                           oneStandardError = cvfit$lambda.1se, between = between,
                           atBetween = I(as.numeric(coef(fit, s = between)))))
  }
  c(asked, found)
}
some <- c(2, 1, .5, .25, .1, .05, .01, .001)
limits <- list(lower = c(-.5, 0, -Inf, -1, 0, -Inf, -Inf, 0), upper = c(.05, Inf, .02, 1, Inf, 0, Inf, .5))
cases <- list(
  case("lasso", "penalised.csv", penalties = some, cv = TRUE),
  case("ridge", "penalised.csv", mixing = 0, penalties = some, cv = TRUE),
  case("elastic net", "penalised.csv", mixing = .4, penalties = some, cv = TRUE),
  case("weights", "penalised.csv", mixing = .5, weights = TRUE, penalties = some, cv = TRUE),
  case("factors", "penalised.csv", mixing = .5, factors = c(0, 1, 2, .5, 1, 0, 3, 1), penalties = some, cv = TRUE),
  case("left out", "penalised.csv", factors = c(1, Inf, 2, .5, 1, 0, 3, 1), penalties = some),
  case("limits", "penalised.csv", mixing = .5, weights = TRUE, lower = limits$lower, upper = limits$upper, penalties = some, cv = TRUE),
  case("not negative ridge", "penalised.csv", mixing = 0, lower = 0, penalties = some, cv = TRUE),
  case("not standardised", "penalised.csv", mixing = .7, standardised = FALSE, penalties = some, cv = TRUE),
  case("through the origin", "penalised.csv", mixing = .7, intercept = FALSE, penalties = some, cv = TRUE),
  case("own sequence", "penalised.csv", count = 60, cv = TRUE),
  case("own sequence of ridge", "penalised.csv", mixing = 0, count = 40, cv = TRUE),
  case("own sequence with limits and factors", "penalised.csv", mixing = .8, lower = 0, factors = c(0, 1, 2, .5, 1, 0, 3, 1), count = 40),
  case("wide", "penalised_wide.csv", count = 50, cv = TRUE),
  case("wide elastic net", "penalised_wide.csv", mixing = .5, penalties = some[1:6], cv = TRUE),
  case("wide ridge", "penalised_wide.csv", mixing = 0, count = 30, cv = TRUE))
writeLines(json(list(command = command, versions = versions, cases = cases)), file.path(folder, "glmnet.json"))

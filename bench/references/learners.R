# Reference fits of R on mixed.csv, joint normal quantiles, adjusted p-values and spline bases.
#
#   Rscript bench/references/learners.R engine/src/test/resources/reference
#
# reads mixed.csv in that folder and writes there
#   glm.json      unpenalised logistic regression: whole data, and without fold 0
#   lm.json       least squares with classical, HC0, HC1, HC2, HC3 and clustered standard errors
#   joint.json    quantiles of max |Z| for given correlations; Holm and Benjamini-Hochberg adjusted p-values
#   splines.json  knots and bases of restricted cubic splines with 4 and 5 knots
#
# Needs the packages mvtnorm, sandwich and Hmisc (Debian: r-cran-mvtnorm, r-cran-sandwich, r-cran-hmisc).
suppressMessages({ library(mvtnorm); library(sandwich); library(Hmisc) })
folder <- commandArgs(trailingOnly = TRUE)[1]
command <- "Rscript bench/references/learners.R engine/src/test/resources/reference"
versions <- paste0(R.version.string, ", mvtnorm ", packageVersion("mvtnorm"), ", sandwich ", packageVersion("sandwich"),
                   ", Hmisc ", packageVersion("Hmisc"))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g", width = 1))
string <- function(x) paste0("\"", x, "\"")
json <- function(x, indent = "") {
  inner <- paste0(indent, " ")
  if (is.list(x) && !is.null(names(x)))
    paste0("{\n", paste0(inner, string(names(x)), ": ", vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "}")
  else if (is.list(x)) paste0("[\n", paste0(inner, vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "]")
  else if (is.matrix(x)) json(lapply(seq_len(nrow(x)), function(i) unname(x[i, ])), indent)
  else if (!is.null(names(x))) json(as.list(x), indent)
  else {
    values <- if (is.numeric(x)) number(x) else string(x)
    if (length(x) == 1) values else paste0("[", paste(values, collapse = ", "), "]")
  }
}
write <- function(name, content) {
  writeLines(json(c(list(command = command, versions = versions), content)), file.path(folder, name))
}

# The same preparation as a learner with minFrequency 20 and no penalty: medians, the most frequent level, rare levels pooled.
data <- read.csv(file.path(folder, "mixed.csv"), stringsAsFactors = FALSE, na.strings = "")
numeric <- c("tenure", "visits", "income", "rating", "treatment")
prepared <- function(d) {
  for (column in numeric) d[[column]][is.na(d[[column]])] <- median(d[[column]], na.rm = TRUE)
  for (column in c("region", "device")) {
    counts <- table(d[[column]])
    d[[column]][is.na(d[[column]])] <- names(which.max(counts))
    counts <- table(d[[column]])
    d[[column]][d[[column]] %in% names(counts)[counts < 20]] <- "pooled"
    d[[column]] <- factor(d[[column]])
  }
  d
}
formula_of <- function(outcome) as.formula(paste(outcome, "~", paste(c(numeric, "region", "device"), collapse = " + ")))

logit <- function(rows) {
  d <- prepared(rows)
  fit <- glm(formula_of("bought"), family = binomial, data = d, control = glm.control(epsilon = 1e-14, maxit = 100))
  stopifnot(fit$converged)
  list(rows = nrow(d), pooled = setdiff(unique(rows$device), c(levels(d$device), NA)),
       baselines = c(region = levels(d$region)[1], device = levels(d$device)[1]),
       coefficients = coef(fit), standardErrors = sqrt(diag(vcov(fit))), deviance = deviance(fit),
       fitted = unname(fitted(fit)))
}
write("glm.json", list(
  outcome = "bought", minFrequency = 20,
  note = "Factors with treatment contrasts: the baseline level has no column. Coefficients of numbers are on their own scale. fitted: one probability a row, in order.",
  all = logit(data), withoutFold0 = logit(data[data$fold != 0, ])))

d <- prepared(data)
fit <- lm(formula_of("spend"), data = d)
errors <- function(v) sqrt(diag(v))
write("lm.json", list(
  outcome = "spend", minFrequency = 20,
  note = "clustered: by household, (G/(G-1)) (n-1)/(n-k) as sandwich's vcovCL type HC1; clusteredPlain: without any factor.",
  baselines = c(region = levels(d$region)[1], device = levels(d$device)[1]),
  coefficients = coef(fit), residualStandardError = sigma(fit), degreesOfFreedom = df.residual(fit),
  rSquared = summary(fit)$r.squared, standardErrors = errors(vcov(fit)),
  hc0 = errors(vcovHC(fit, "HC0")), hc1 = errors(vcovHC(fit, "HC1")), hc2 = errors(vcovHC(fit, "HC2")),
  hc3 = errors(vcovHC(fit, "HC3")),
  clusters = length(unique(d$household)), clustered = errors(vcovCL(fit, d$household, type = "HC1")),
  clusteredPlain = errors(vcovCL(fit, d$household, type = "HC0", cadjust = FALSE))))

set.seed(20110515)  # qmvnorm integrates by quasi-Monte Carlo; the tolerance below bounds what that leaves open.
joint <- function(correlation, level) {
  q <- qmvnorm(level, corr = correlation, tail = "both.tails", ptol = 1e-5, maxiter = 100,
               algorithm = GenzBretz(maxpts = 2e5, abseps = 1e-6))$quantile
  list(level = level, correlation = correlation, quantile = q)
}
mixed <- matrix(c(1, .5, .2, 0, -.3, .5, 1, .4, .1, -.2, .2, .4, 1, .6, 0, 0, .1, .6, 1, .3, -.3, -.2, 0, .3, 1), 5)
stopifnot(isSymmetric(mixed), min(eigen(mixed)$values) > 0)
even <- function(k, r) matrix(r, k, k) + diag(1 - r, k)
p <- c(.0001, .011, .02, .02, .041, .3, .74, .013, .0499, 1)
write("joint.json", list(
  note = "quantile: the q with P(max |Z_j| <= q) = level for Z normal with the correlation; good to 2e-4.",
  quantiles = list(joint(mixed, .95), joint(mixed, .90), joint(even(5, .8), .95), joint(even(3, 0), .95), joint(even(5, 0), .99)),
  independent = list(levels = c(.95, .99), dimensions = c(3, 5), quantiles = c(qnorm((1 + .95^(1/3)) / 2), qnorm((1 + .99^(1/5)) / 2))),
  p = p, holm = p.adjust(p, "holm"), benjaminiHochberg = p.adjust(p, "BH"), bonferroni = p.adjust(p, "bonferroni")))

basis <- function(x, k) {
  b <- rcspline.eval(x, nk = k, inclx = TRUE)
  keep <- seq(1, length(x), by = 40)
  list(knots = attr(b, "knots"), x = x[keep], basis = unname(b[keep, ]))
}
write("splines.json", list(
  note = "Harrell's basis as Hmisc's rcspline.eval gives it (norm = 2: cubic terms divided by the squared distance of the outer knots); knots at quantiles .05 .35 .65 .95 (4) and .05 .275 .5 .725 .95 (5), R's quantile type 7. Rows 1, 41, 81, ... of the column.",
  column = "tenure", k4 = basis(data$tenure, 4), k5 = basis(data$tenure, 5)))

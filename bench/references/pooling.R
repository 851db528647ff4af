# Coefficients of units that differ by chance: lme4's REML. Needs Debian's r-cran-lme4 and r-cran-jsonlite.
#
#   Rscript bench/references/pooling.R engine/src/test/resources/reference
library(lme4)
library(jsonlite)
into <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20261122)
units <- 12
periods <- 40
g <- rep(seq_len(units), each = periods)
n <- length(g)
x <- round(runif(n), 4)
z <- round(rnorm(n), 4)
w <- round(runif(n), 4)
slope <- 2 + 0.6 * rnorm(units)
bend <- -1 + 0.3 * rnorm(units)
y <- round(5 + g / 3 + slope[g] * x + bend[g] * z + 0.5 * w + 0.8 * rnorm(n), 4)
data <- data.frame(unit = g, period = rep(seq_len(periods), units), x, z, w, y)
write.csv(data, file.path(into, "pooling.csv"), row.names = FALSE, quote = FALSE)
fit <- lmer(
  y ~ 0 + factor(unit) + x + z + w + (0 + x | unit) + (0 + z | unit) + (0 + w | unit),
  data = data, REML = TRUE,
  control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6))
)
variances <- as.data.frame(VarCorr(fit))
by <- function(name) coef(fit)$unit[[name]]
out <- list(
  made_by = "Rscript bench/references/pooling.R",
  lme4 = as.character(packageVersion("lme4")),
  common = as.list(fixef(fit)[c("x", "z", "w")]),
  variance = list(x = variances$vcov[variances$var1 %in% "x"], z = variances$vcov[variances$var1 %in% "z"],
                  w = variances$vcov[variances$var1 %in% "w"]),
  error = sigma(fit)^2,
  x = by("x"), z = by("z"), w = by("w")
)
write(toJSON(out, auto_unbox = TRUE, digits = 12, pretty = TRUE), file.path(into, "pooling.json"))

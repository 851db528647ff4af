# What R says of series and residuals: normality, serial correlation, constant variance, collinearity, seasonal parts.
#
#   Rscript bench/references/series.R engine/src/test/resources/reference
#
# writes there
#   residuals.json   shapiro.test, jarque.bera.test, Box.test, acf, dwtest, bptest, vif, condition numbers, cor
#   stl.json         stl of nottem, co2 and three series of weeks, days and halves: periodic and finite windows, plain and robust
#
# Needs the packages lmtest, tseries and car (Debian: r-cran-lmtest, r-cran-tseries, r-cran-car).
suppressMessages({ library(lmtest); library(tseries); library(car) })
folder <- commandArgs(trailingOnly = TRUE)[1]
command <- "Rscript bench/references/series.R engine/src/test/resources/reference"
versions <- paste0(R.version.string, ", lmtest ", packageVersion("lmtest"), ", tseries ", packageVersion("tseries"),
                   ", car ", packageVersion("car"))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 15, format = "g", width = 1))
string <- function(x) paste0("\"", x, "\"")
json <- function(x, indent = "") {
  inner <- paste0(indent, " ")
  if (is.list(x) && !is.null(names(x)))
    paste0("{\n", paste0(inner, string(names(x)), ": ", vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "}")
  else if (is.list(x)) paste0("[\n", paste0(inner, vapply(x, json, "", indent = inner), collapse = ",\n"), "\n", indent, "]")
  else if (is.matrix(x)) json(lapply(seq_len(ncol(x)), function(j) unname(x[, j])), indent)
  else if (!is.null(names(x))) json(as.list(x), indent)
  else {
    values <- if (is.numeric(x)) number(x) else string(x)
    if (length(x) == 1) values else paste0("[", paste(values, collapse = ", "), "]")
  }
}
write <- function(name, content) {
  writeLines(json(c(list(command = command, versions = versions), content)), file.path(folder, name))
}

# Normality: short samples stand in the file; long ones are made from a rule that any program computes to the same bits.
normality <- function(x) {
  w <- shapiro.test(x)
  j <- jarque.bera.test(x)
  list(w = unname(w$statistic), p = w$p.value, jb = unname(j$statistic), jbP = unname(j$p.value))
}
set.seed(3)
samples <- c(lapply(c(3, 4, 5, 6, 7, 10, 11, 12, 20, 51, 104), function(n) round(rnorm(n, 10, 3), 6)),
             lapply(c(3, 5, 8, 11, 12, 30, 104), function(n) round(rexp(n), 6)),
             list(c(1, 1, 1, 2, 2, 5, 9), round(rt(208, 2), 6), c(rep(0, 30), 1:10)))
samples <- lapply(samples, function(x) c(list(values = x), normality(x)))
ruled <- lapply(list(c(208, 1), c(1000, 2), c(2000, 3), c(4999, 1), c(5000, 2)), function(r) {
  u <- ((seq_len(r[1]) * 7919) %% 5003) / 5003
  x <- if (r[2] == 1) u else if (r[2] == 2) u * u else u * u * u
  c(list(rows = r[1], power = r[2]), normality(x))
})

# A weekly regression with correlated, heteroscedastic errors.
set.seed(4)
n <- 104
season <- round(sin(2 * pi * seq_len(n) / 52), 6)
facebook <- round(20 + 5 * season + rnorm(n, 0, 3), 4)
tiktok <- round(10 + 0.8 * facebook + rnorm(n, 0, 2), 4)
price <- round(runif(n, 8, 12), 4)
error <- as.numeric(arima.sim(list(ar = 0.4), n)) * (0.5 + facebook / 20)
revenue <- round(100 + 2 * facebook + tiktok - 3 * price + 4 * error, 4)
fit <- lm(revenue ~ facebook + tiktok + price + season)
columns <- cbind(facebook, tiktok, price, season)
residuals <- unname(resid(fit))
belsley <- function(x) {
  x <- cbind(1, x)
  d <- svd(sweep(x, 2, sqrt(colSums(x^2)), "/"))
  shares <- t(t(d$v) / d$d)^2
  shares <- shares / rowSums(shares)
  list(indices = d$d[1] / d$d, weakest = shares[, ncol(shares)])
}
dw <- dwtest(fit, exact = FALSE)
dwExact <- dwtest(fit, exact = TRUE)
bp <- bptest(fit)
bpFitted <- bptest(fit, ~ fitted(fit))
box <- function(lag, fitdf) {
  b <- Box.test(residuals, lag = lag, type = "Ljung-Box", fitdf = fitdf)
  list(lags = lag, fitted = fitdf, statistic = unname(b$statistic), p = b$p.value)
}
correlations <- cor(columns)
regression <- list(
  names = colnames(columns), columns = columns, revenue = revenue, residuals = residuals, fitted = unname(fitted(fit)),
  dw = unname(dw$statistic), dwP = dw$p.value, dwExactP = dwExact$p.value,
  bp = unname(bp$statistic), bpP = unname(bp$p.value), bpDegrees = unname(bp$parameter),
  bpFitted = unname(bpFitted$statistic), bpFittedP = unname(bpFitted$p.value),
  box = list(box(1, 0), box(5, 0), box(10, 0), box(10, 2), box(26, 3)),
  acf = acf(residuals, lag.max = 20, plot = FALSE)$acf[-1],
  vif = unname(vif(fit)), condition = belsley(columns),
  cor = correlations)

# Longley's data, the classic of collinearity.
x <- as.matrix(longley[, 1:6])
economy <- list(names = colnames(x), columns = unname(x), vif = unname(vif(lm(Employed ~ ., longley))), condition = belsley(x))

write("residuals.json", list(samples = samples, ruled = ruled, regression = regression, longley = economy))

# Seasonal parts.
set.seed(5)
weeks <- 230
weekly <- ts(round(500 + seq_len(weeks) / 2 + 80 * sin(2 * pi * seq_len(weeks) / 52) + 30 * cos(4 * pi * seq_len(weeks) / 52)
                   + rnorm(weeks, 0, 15) + 200 * (seq_len(weeks) %in% c(50, 51, 102, 155)), 3), frequency = 52)
daily <- ts(round(100 + c(0, 5, 9, 4, -2, -8, -8)[(seq_len(60) - 1) %% 7 + 1] + rnorm(60, 0, 2), 3), frequency = 7)
two <- ts(round(cumsum(rnorm(23)) + c(3, -3)[(seq_len(23) - 1) %% 2 + 1], 3), frequency = 2)
twelve <- function(x) signif(as.numeric(x), 12)
parts <- function(series, settings, ...) {
  s <- stl(series, ...)
  c(settings, list(seasonal = twelve(s$time.series[, "seasonal"]), trend = twelve(s$time.series[, "trend"]),
                   weights = twelve(s$weights),
                   windows = unname(s$win), jumps = unname(s$jump)))
}
# Robust fits have an odd number of rows: for an even one, stl may take the wrong two values for the middle ones of the
# residuals (its partial sort is given their places in descending order), and robust_stl.py stands in.
odd <- function(series) if (length(series) %% 2 == 1) series else ts(head(series, -1), frequency = frequency(series))
both <- function(series) {
  list(parts(series, list(seasonalWindow = "periodic", robust = "no"), s.window = "periodic"),
       parts(series, list(seasonalWindow = 7, robust = "no"), s.window = 7),
       parts(series, list(seasonalWindow = 13, robust = "no"), s.window = 13),
       parts(odd(series), list(seasonalWindow = "periodic", robust = "yes"), s.window = "periodic", robust = TRUE),
       parts(odd(series), list(seasonalWindow = 13, robust = "yes"), s.window = 13, robust = TRUE))
}
cases <- function(series) list(period = frequency(series), values = as.numeric(series), fits = both(series))
weeklyCases <- cases(weekly)
weeklyCases$fits <- c(weeklyCases$fits, list(
  parts(odd(weekly), list(seasonalWindow = 35, robust = "no", seasonalDegree = 1, trendDegree = 0, lowPassDegree = 1,
                     trendWindow = 41, lowPassWindow = 63, inner = 5, outer = 2),
        s.window = 35, s.degree = 1, t.degree = 0, l.degree = 1, t.window = 41, l.window = 63, inner = 5, outer = 2)))
write("stl.json", list(series = list(cases(nottem), cases(window(co2, 1985)), weeklyCases, cases(daily), cases(two))))

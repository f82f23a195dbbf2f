# Makes categorical_omega.json with semTools (run in this folder: Rscript make_oracle.R PATH_TO_DATA_FOLDER).
# ULSMV, because minres is unweighted least squares; complete rows only.
suppressMessages({library(lavaan); library(semTools); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
bfi <- read.csv(file.path(folder, "bfi.csv"))
ability <- read.csv(file.path(folder, "ability.csv"))
one <- function(data, items, reverse = character()) {
  d <- data[, items]
  for (r in reverse) d[[r]] <- 7 - d[[r]]
  d <- d[complete.cases(d), ]
  model <- paste("F =~", paste(items, collapse = " + "))
  fit <- cfa(model, d, ordered = items, estimator = "ULSMV", std.lv = TRUE)
  est <- standardizedSolution(fit)
  list(n = nrow(d), items = items, reverse = as.list(reverse),
       omega = as.numeric(compRelSEM(fit, ord.scale = TRUE, obs.var = TRUE)),
       omega_implied = as.numeric(compRelSEM(fit, ord.scale = TRUE, obs.var = FALSE)),
       loadings = est$est.std[est$op == "=~"])
}
out <- list(
  analysis = "categorical_omega", data = "bfi.csv (N1-N5; E1-E5 keyed), ability.csv (16 items), complete rows",
  r_call = "compRelSEM(cfa(F =~ items, ordered, estimator = 'ULSMV', std.lv = TRUE), ord.scale = TRUE, obs.var = TRUE)",
  r_version = R.version.string,
  packages = list(lavaan = as.character(packageVersion("lavaan")), semTools = as.character(packageVersion("semTools"))),
  result = list(bfiN5 = one(bfi, paste0("N", 1:5)), bfiE5 = one(bfi, paste0("E", 1:5), c("E1", "E2")),
                ability16 = one(ability, names(ability)[1:16])))
write(toJSON(out, digits = 15, auto_unbox = TRUE, pretty = TRUE), "categorical_omega.json")

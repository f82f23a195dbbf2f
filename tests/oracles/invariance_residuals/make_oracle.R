# Makes invariance_residuals.json with lavaan and semTools (run in this folder: Rscript make_oracle.R PATH_TO_DATA_FOLDER).
# The last level of ordinal invariance needs the theta parameterisation: residual variances are parameters only there.
suppressMessages({library(lavaan); library(semTools); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
bfi <- read.csv(file.path(folder, "bfi.csv"))
keep <- c("chisq", "df", "chisq.scaled", "df.scaled", "pvalue.scaled", "cfi", "cfi.scaled", "tli.scaled", "rmsea",
          "rmsea.scaled", "srmr")
one <- function(items) {
  data <- bfi[complete.cases(bfi[, c(items, "gender")]), c(items, "gender")]
  model <- paste("F =~", paste(items, collapse = " + "))
  fit_of <- function(equal) {
    syntax <- as.character(measEq.syntax(configural.model = model, data = data, ordered = items, group = "gender",
      parameterization = "theta", ID.fac = "std.lv", ID.cat = "Wu.Estabrook.2016", group.equal = equal))
    cfa(syntax, data, ordered = items, group = "gender", parameterization = "theta", estimator = "WLSMV")
  }
  intercepts <- fit_of(c("thresholds", "loadings", "intercepts"))
  residuals <- fit_of(c("thresholds", "loadings", "intercepts", "residuals"))
  test <- lavTestLRT(residuals, intercepts, method = "satorra.2000")
  figures <- function(fit) as.list(fitMeasures(fit, keep))
  list(items = items, n = as.list(table(data$gender)),
       intercepts = figures(intercepts), residuals = figures(residuals),
       difference = list(chisq = test[2, "Chisq diff"], df = test[2, "Df diff"], p = test[2, "Pr(>Chisq)"]))
}
out <- list(
  analysis = "invariance_residuals", data = "bfi.csv by gender, complete rows",
  r_call = paste("semTools::measEq.syntax(ID.fac = 'std.lv', ID.cat = 'Wu.Estabrook.2016', parameterization = 'theta', group.equal = ...",
                 "'residuals') + cfa(WLSMV); lavTestLRT(method = 'satorra.2000')"),
  r_version = R.version.string,
  packages = list(lavaan = as.character(packageVersion("lavaan")), semTools = as.character(packageVersion("semTools"))),
  result = list(N = one(paste0("N", 1:5)), E = one(paste0("E", 1:5)), C = one(paste0("C", 1:5))))
write(toJSON(out, digits = 15, auto_unbox = TRUE, pretty = TRUE), "invariance_residuals.json")

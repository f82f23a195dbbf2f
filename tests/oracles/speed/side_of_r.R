# The side of R in the race of race.py. Usage: Rscript side_of_r.R DATA_FOLDER
# First says what is here (tab-separated lines, ended by "ready"), then reads names of tasks and answers each with its
# seconds of processor time.
# Every task does estimates, standard errors where R has them, and fit; one process, one thread.
options(mc.cores = 1, warn = -1)
folder <- commandArgs(TRUE)[1]
has <- function(name) suppressMessages(suppressWarnings(requireNamespace(name, quietly = TRUE)))
say <- function(...) { cat(..., sep = "\t"); cat("\n"); flush(stdout()) }

say("version", R.version.string)
say("blas", sessionInfo()$BLAS)
for (name in c("lavaan", "psych", "MASS", "GPArotation"))
  say("package", name, if (has(name)) as.character(packageVersion(name)) else "missing")

bfi <- read.csv(file.path(folder, "bfi.csv"))
items <- c(outer(1:5, c("A", "C", "E", "N", "O"), function(k, s) paste0(s, k)))
x <- bfi[, items]
complete <- x[complete.cases(x), ]
gendered <- bfi[complete.cases(x) & !is.na(bfi$gender), c(items, "gender")]
neurotic <- bfi[complete.cases(bfi[, c(paste0("N", 1:5), "gender")]), c(paste0("N", 1:5), "gender")]
model <- paste(sapply(c("A", "C", "E", "N", "O"), function(s) paste(s, "=~", paste0(s, 1:5, collapse = " + "))), collapse = "\n")
correlations <- cor(x, use = "pairwise.complete.obs")
# Without GPArotation psych knows one oblique rotation, its own Promax; the other side then does the same.
rotation <- if (has("GPArotation")) "oblimin" else "Promax"

confirmed <- function(estimator, ...) {
  fit <- lavaan::cfa(model, complete, std.lv = TRUE, estimator = estimator, ...)
  list(lavaan::parameterEstimates(fit), lavaan::fitMeasures(fit))
}
levels_of_invariance <- function() {
  equal <- list("", "loadings", c("loadings", "intercepts"), c("loadings", "intercepts", "residuals"))
  fits <- lapply(equal, function(e) lavaan::cfa(model, gendered, std.lv = TRUE, group = "gender", group.equal = e))
  list(lapply(fits, lavaan::parameterEstimates), lapply(fits, lavaan::fitMeasures),
       do.call(lavaan::lavTestLRT, fits))
}
logistic_dif <- function() lapply(paste0("N", 1:5), function(item) {
  total <- rowSums(neurotic[, paste0("N", 1:5)])
  y <- factor(neurotic[[item]])
  group <- factor(neurotic$gender)
  fits <- list(MASS::polr(y ~ total), MASS::polr(y ~ total + group), MASS::polr(y ~ total * group))
  null <- logLik(MASS::polr(y ~ 1))
  r2 <- sapply(fits, function(f) (1 - exp(2 * (null - logLik(f)) / length(y))) / (1 - exp(2 * null / length(y))))
  list(anova(fits[[1]], fits[[2]], fits[[3]]), r2)
})

tasks <- list(
  polychoric_psych = list("psych", function() psych::polychoric(x)),
  polychoric_lavaan = list("lavaan", function() lavaan::lavCor(complete, ordered = items, output = "cor")),
  wlsmv = list("lavaan", function() confirmed("WLSMV", ordered = items)),
  mlr = list("lavaan", function() confirmed("MLR")),
  ml = list("lavaan", function() confirmed("ML")),
  invariance = list("lavaan", levels_of_invariance),
  efa = list("psych", function() psych::fa(correlations, nfactors = 5, n.obs = nrow(x), fm = "minres", rotate = rotation)),
  dif = list("MASS", logistic_dif),
  parallel = list("psych", function() psych::fa.parallel(x, fm = "minres", fa = "both", n.iter = 100, plot = FALSE)))

quietly <- function(run) {
  hole <- file(nullfile(), "w")
  sink(hole); sink(hole, type = "message")
  on.exit({ sink(type = "message"); sink(); close(hole) })
  tryCatch(format(sum(system.time(run())[c("user.self", "sys.self")]), digits = 9), error = function(e) paste("failed:", conditionMessage(e)))
}
for (name in names(tasks)) say("task", name, if (has(tasks[[name]][[1]])) "here" else paste("needs", tasks[[name]][[1]]))
say("rotation", rotation)
say("ready")
orders <- file("stdin", "r")
while (length(name <- readLines(orders, 1)) == 1) say(name, quietly(tasks[[name]][[2]]))

# Makes ratings_reml.json from ratings.csv with lme4 (run in this folder: Rscript make_oracle.R).
# 40 persons, 8 raters, 4 blocks, three ratings a cell of which 20 % are missing at random: unbalanced on purpose.
library(lme4)
library(jsonlite)
d <- read.csv("ratings.csv", na.strings = "")
d <- d[!is.na(d$rating), ]
tight <- lmerControl(optimizer = "nloptwrap",
                     optCtrl = list(algorithm = "NLOPT_LN_BOBYQA", xtol_rel = 1e-12, xtol_abs = 1e-12, ftol_abs = 1e-14,
                                    ftol_rel = 1e-15, maxeval = 100000))
fit <- lmer(rating ~ 0 + block + (1 | person) + (1 | rater) + (1 | person:block), d, REML = TRUE, control = tight)
v <- as.data.frame(VarCorr(fit))
component <- function(name) v$vcov[v$grp == name]
persons <- ranef(fit)$person
raters <- ranef(fit)$rater
out <- list(
  analysis = "ratings_reml", data = "ratings.csv (simulated, seed in the origin note)",
  r_call = "lmer(rating ~ 0 + block + (1|person) + (1|rater) + (1|person:block), REML = TRUE)",
  r_version = R.version.string, packages = list(lme4 = as.character(packageVersion("lme4"))),
  result = list(
    n = nobs(fit), loglik = as.numeric(logLik(fit)),
    variance = list(person = component("person"), rater = component("rater"),
                    person_block = component("person:block"), residual = component("Residual")),
    block = list(name = sub("block", "", names(fixef(fit))), mean = unname(fixef(fit)), se = unname(sqrt(diag(as.matrix(vcov(fit)))))),
    person = list(name = rownames(persons), effect = persons[, 1]),
    rater = list(name = rownames(raters), effect = raters[, 1])))
write(toJSON(out, digits = 15, auto_unbox = TRUE, pretty = TRUE), "ratings_reml.json")

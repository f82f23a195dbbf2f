"""What the command line promises of every command, command by command: keys, tables, progress, help, exit status."""

import json

import pytest

from scoring.cli import main
from scoring.cli.registry import COMMANDS

FRAME = {"command", "engine", "seconds", "notes"}
COMMON = FRAME | {"items", "n", "n_complete", "missing"}
INDICES = ["chisq", "df", "pvalue", "cfi", "tli", "rmsea", "rmsea_lower", "rmsea_upper"]
FIT = {
    *(f"fit/{index}" for index in [*INDICES, "srmr", "baseline"]),
    *(f"fit/scaled/{index}" for index in [*INDICES, "scaling_factor", "shift"]),
    *(f"fit/robust/{index}" for index in ("cfi", "tli", "rmsea", "rmsea_lower", "rmsea_upper")),
}
FORMS_OF_DIF = [f"{test}_{part}" for test in ("chisq", "p", "r2") for part in ("uniform", "nonuniform", "total")]


def words(text, above=""):
    """Keys written with spaces, each below the same path."""
    return {f"{above}{word}" for word in text.split()}


KEYS = {
    "describe": COMMON | words("mean sd n_valid n_missing category_counts item_rest"),
    "alpha": COMMON | words("alpha se ci_lower ci_upper alpha_if_dropped mean_r"),
    "omega": COMMON
    | words("omega_total omega_hierarchical omega_categorical general_loadings group_loadings uniquenesses"),
    "polychoric": COMMON | words("matrix thresholds se merged_categories"),
    "parallel": COMMON | words("factors components eigenvalues reference map"),
    "efa": COMMON
    | words("loadings communalities uniquenesses factor_correlations")
    | words("chisq df pvalue rmsea tli rmsr", "fit/"),
    "cfa": COMMON
    | FIT
    | words("residuals modification_indices htmt improper iterations converged")
    | words("lhs op rhs group label fixed estimate se z p standardized", "parameters/")
    | words("lhs op rhs mi epc sepc", "modification_indices/"),
    "invariance": COMMON
    | words("value n", "groups/")
    | words("level fit delta_cfi delta_rmsea chisq_diff df_diff p free", "levels/"),
    "dif": COMMON | set(FORMS_OF_DIF) | words("flag reference focal purified"),
    "calibrate": COMMON
    | words("factor_correlations loglik gates promotable model_hash")
    | words("theta values", "information/")
    | words("real simulated", "origin/")
    | words("name items reverse categories link basis loadings thresholds discrimination difficulty", "scales/"),
    "gates": FRAME
    | words("more_answers_needed")
    | words("gate part index operator required observed n passed", "gates/"),
    "score": COMMON | words("scales n_scored n_not_scored mean sd mean_se marginal_reliability out model_hash"),
    "link": FRAME | words("a b a_se b_se common_items"),
    "agreement": COMMON
    | words("item icc1 icc2", "items/")
    | words("group n rwg rwg_skewed ad_mean ad_median", "items/groups/")
    | words("icc1 icc2", "scale/")
    | words(
        "group n mean se ci_lower ci_upper rwgj rwgj_skewed ad_mean largest_gap agrees",
        "scale/groups/",
    ),
    "icc": COMMON | words("form icc f df1 df2 p lower upper", "forms/"),
    "ratings": FRAME
    | words("blocks g phi d_study connected")
    | words("person rater person_block residual", "variance/")
    | words("person effect se n_ratings", "persons/")
    | words("rater severity se ci_lower ci_upper", "raters/"),
    "judgement": COMMON
    | words("id scorable reason shape r_squared", "persons/")
    | words("dimension estimate se df n_scenarios", "persons/positions/")
    | words("standard estimate se", "persons/quality/")
    | words("option mean sd n kept", "panel/"),
    "retranslation": FRAME | words("agreement") | words("item share mean sd n kept", "items/"),
    "panel": FRAME | words("agreement") | words("option mean sd n kept", "options/"),
    "quality": COMMON | words("longstring mahalanobis mahalanobis_p irv missing_share families flags"),
    "adverse-impact": FRAME
    | words("reference")
    | words("group n selected share rate impact_ratio ratio_ci z fisher_p flip_flop", "groups/"),
    "norms": FRAME
    | words("provisional")
    | words("raw n z t sten stanine percentile percentile_lower percentile_upper", "table/"),
    "combine": FRAME
    | words("mean se say_do sensitivity", "persons/dimensions/")
    | words("method weight bias", "persons/dimensions/methods/"),
    "next-evidence": FRAME | words("method bits minutes bits_per_minute", "persons/methods/"),
    "fit": FRAME
    | words("name kind mean se lower upper probability verdict basis eligible", "persons/dimensions/")
    | words("id expected_count count_lower count_upper assessed of weighted rank_band reason", "persons/"),
    "compare": FRAME | words("delta apart differences", "pairs/") | words("se", "pairs/differences/"),
    "workshop": FRAME | words("centre half_width groups agreement p_max"),
    "standard-setting": FRAME | words("cut se rounds consequences"),
    "surface": FRAME
    | words("r2")
    | words("name estimate se", "coefficients/")
    | words("name estimate se p", "surface/"),
    "drift": FRAME | words("ewma lower upper alarms", "scales/"),
    "validate": FRAME | words("findings"),
    "bench": FRAME | words("name seconds rows_per_second", "tasks/"),
}
VARIANTS = {
    "cfa of ordinal answers": ("cfa", ["--estimator", "WLSMV"], KEYS["cfa"]),
    "dif by Mantel-Haenszel": ("dif", ["--method", "mantel-haenszel"], COMMON | words("alpha delta chisq p ets")),
    "quality with a model": ("quality", ["--model", "model.json"], KEYS["quality"] | {"lz"}),
}


def paths(tree, above=""):
    """Every key of a result as a path, lists left out."""
    if isinstance(tree, list):
        return {path for entry in tree for path in paths(entry, above)}
    if not isinstance(tree, dict):
        return set()
    own = {f"{above}{key}" for key in tree}
    return own | {path for key, value in tree.items() for path in paths(value, f"{above}{key}/")}


def refuse_constant(name):
    raise AssertionError(f"{name} is no JSON")


def without_seconds(tree):
    """The result without what a clock says."""
    if isinstance(tree, list):
        return [without_seconds(entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    return {key: without_seconds(value) for key, value in tree.items() if key != "seconds"}


def test_every_command_has_its_keys_and_a_call(command_lines):
    assert set(command_lines) == set(COMMANDS)
    assert set(KEYS) | {"simulate"} == set(COMMANDS)


@pytest.mark.parametrize("name", KEYS)
def test_the_json_is_strict_and_has_the_keys_of_the_paper(name, command_lines, engine):
    answer = engine(name, *command_lines[name])

    found = json.loads(answer.out, parse_constant=refuse_constant)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.count("\n") == 1
    assert found["command"] == name
    assert KEYS[name] - paths(found) == set()


@pytest.mark.parametrize("variant", VARIANTS)
def test_other_ways_of_a_command_have_their_keys(variant, command_lines, engine, folder):
    name, more, keys = VARIANTS[variant]

    found = engine(name, *command_lines[name], *(folder / m if m.endswith(".json") else m for m in more)).json

    assert keys - paths(found) == set()


@pytest.mark.parametrize("name", [name for name in KEYS if name != "bench"])
def test_everything_but_seconds_is_the_same_again_and_with_progress(name, command_lines, engine):
    once, again = (engine(name, *command_lines[name], *more) for more in ([], ["--progress"]))

    assert without_seconds(again.json) == without_seconds(once.json)


@pytest.mark.parametrize("name", ["parallel", "simulate", "calibrate", "invariance", "bench"])
def test_long_work_tells_how_far_it_is_on_standard_error(name, command_lines, engine):
    told = engine(name, *command_lines[name], "--progress").err.splitlines()

    assert told
    for line in told:
        what, _, count = line.rpartition(": ")
        done, total = count.split(" of ")
        assert what
        assert 0 <= float(done) <= float(total)


def test_reading_a_long_file_tells_how_far_it_is(folder, engine, monkeypatch):
    monkeypatch.setattr("scoring.cli.reading.LINES_BETWEEN_REPORTS", 100)

    answer = engine("describe", "--data", folder / "answers.csv", "--items", "N1", "--progress")

    assert answer.err.count("read bytes: ") == 4


@pytest.mark.parametrize("name", KEYS)
def test_a_table_for_people_is_no_json_and_has_the_same_status(name, command_lines, engine):
    answer = engine(name, *command_lines[name], "--table")

    assert answer.status == 0
    assert answer.out.startswith("command")
    assert name in answer.out.splitlines()[0]
    assert "{" not in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_method_source_and_options(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"python -m scoring {name}" in text
    assert all(word in text for word in ("Method: ", "Source: ", "--table", "--progress", "--pretty", "--out"))


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_that_is_unknown_is_named(name, command_lines, engine):
    answer = engine(name, *command_lines[name], "--no-such-option")

    assert answer.status == 2
    assert answer.json["error"]["code"] == "usage"
    assert "--no-such-option" in answer.json["error"]["message"]
    assert name in answer.json["error"]["remedy"]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "bench"])
def test_a_file_that_is_not_there_is_named(name, command_lines, engine, folder):
    arguments = command_lines[name]
    first = next(argument for argument in arguments if str(argument).startswith("/"))

    answer = engine(name, *("nowhere.csv" if argument == first else argument for argument in arguments))

    assert answer.status == 2
    assert answer.json["error"]["code"] in ("unreadable_file", "unusable_definition")
    assert "nowhere.csv" in json.dumps(answer.json["error"])


@pytest.mark.parametrize("name", [name for name in KEYS if KEYS[name] >= COMMON and name not in ("score", "judgement")])
def test_an_item_that_is_unknown_is_named(name, command_lines, engine, folder):
    arguments = [*command_lines[name], "--items", "N1,Z9"]
    if name in ("cfa", "invariance", "calibrate", "quality"):
        (folder / "unknown.txt").write_text("N =~ N1 + N2 + Z9\n", encoding="utf-8")
        arguments = [*command_lines[name], "--model", folder / "unknown.txt"]

    error = engine(name, *arguments).json["error"]

    assert (error["place"], error["value"]) == ("--items", "Z9")


NUMBERS = [
    ("alpha", "--confidence"), ("alpha", "--min"), ("describe", "--max"), ("ratings", "--g-confidence"),
    ("parallel", "--percentile"), ("polychoric", "--correct"), ("drift", "--weight"), ("drift", "--width"),
    ("drift", "--sigma"), ("drift", "--centre"), ("workshop", "--planned-se"), ("surface", "--unrestricted-sd"),
    ("link", "--edges"),
]  # fmt: skip


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "much"])
@pytest.mark.parametrize(("name", "option"), NUMBERS)
def test_an_option_that_is_no_finite_number_is_named(name, option, text, command_lines, engine):
    answer = engine(name, *command_lines[name], f"{option}={text}")

    assert (answer.status, answer.json["error"]["code"], answer.json["error"]["value"]) == (2, "usage", text)


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("polychoric", "--correct", "-1"),
        ("panel", "--points", "1"),
        ("simulate", "--n", "0"),
        ("simulate", "--n", "10000001"),
        ("efa", "--factors", "99"),
        ("parallel", "--replications", "0"),
        ("alpha", "--confidence", "1"),
    ],
)
def test_an_option_out_of_its_range_is_named(name, option, value, command_lines, engine):
    answer = engine(name, *command_lines[name], f"{option}={value}")

    assert answer.status == 2
    assert answer.json["error"]["remedy"]


def test_a_command_that_is_nearly_right_is_proposed(engine):
    assert engine("polychorik").json["error"]["remedy"] == "Did you mean polychoric?"


def test_no_command_at_all_lists_them_and_is_unusable(engine):
    answer = engine()

    assert answer.status == 2
    assert all(name in answer.out for name in COMMANDS)


def test_no_convergence_is_a_partial_result_with_exit_status_3(folder, engine):
    (folder / "shared.txt").write_text("N =~ N1 + N2 + N3\nE =~ N3 + E4 + E5\n", encoding="utf-8")

    answer = engine(
        "invariance", "--data", folder / "answers.csv", "--model", folder / "shared.txt", "--group", "site",
    )  # fmt: skip

    assert answer.status == 3
    assert (answer.json["converged"], answer.json["reason"]) == (False, "a level did not converge")
    assert answer.json["levels"]


def test_a_check_that_found_something_has_exit_status_1(tmp_path, engine):
    (tmp_path / "instrument.yaml").write_text("nonsense: 1\n", encoding="utf-8")

    answer = engine("validate", tmp_path)

    assert answer.status == 1
    assert {"file", "line", "code", "value", "message", "remedy"} <= set(answer.json["findings"][0])


@pytest.mark.parametrize("name", [name for name in KEYS if name not in ("calibrate", "score")])
def test_out_holds_what_was_printed(name, command_lines, engine, tmp_path):
    answer = engine(name, *command_lines[name], "--out", tmp_path / "result.json")

    assert (tmp_path / "result.json").read_text(encoding="utf-8") == answer.out
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_simulated_answers_are_csv_with_their_origin(command_lines, engine, tmp_path):
    answer = engine("simulate", *command_lines["simulate"])
    written = engine("simulate", *command_lines["simulate"], "--out", tmp_path / "simulated.csv")

    assert answer.out == (tmp_path / "simulated.csv").read_text(encoding="utf-8")
    assert answer.out.splitlines()[0].endswith(",origin")
    assert all(line.endswith(",simulated") for line in answer.out.splitlines()[1:])
    assert FRAME | words("items n seed origin out model_hash") <= set(written.json)

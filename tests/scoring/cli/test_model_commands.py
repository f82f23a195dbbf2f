"""Commands of scoring models, fit, evidence, panels and simulation, from files to JSON."""

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from scoring.cli import main
from scoring.models.cold_start import assumed_model
from scoring.models.files import write_model
from scoring.models.layout import scale_layout

DATA = Path(__file__).parents[2] / "data"
KEYS = ["--reverse", "E1,E2", "--min", "1", "--max", "6"]


def call(*arguments):
    """Exit status and result of one command."""
    with redirect_stdout(io.StringIO()) as out:
        status = main([str(a) for a in arguments])
    text = out.getvalue()
    return status, json.loads(text) if text.startswith("{") else text


@pytest.fixture
def run():
    return call


@pytest.fixture(scope="module")
def extraversion(tmp_path_factory):
    """A model of five items calibrated on real answers, with what calibrate said about it."""
    folder = tmp_path_factory.mktemp("extraversion")
    (folder / "scales.txt").write_text("E =~ E1 + E2 + E3 + E4 + E5\n")
    out = folder / "model.json"
    command = ("calibrate", "--data", DATA / "bfi.csv", "--model", folder / "scales.txt", *KEYS, "--out", out)
    status, found = call(*command)
    assert status == 0
    return out, found


def rows_of(path: Path):
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_calibrating_from_counts_agrees_with_the_same_model_from_complete_rows(tmp_path, run):
    columns = ["E1", "E2", "E3", "E4", "E5"]
    complete = [row for row in rows_of(DATA / "bfi.csv") if all(row[item] not in ("", "NA") for item in columns)]
    lines = [",".join([*(row[item] for item in columns), "real"]) for row in complete]
    (tmp_path / "answers.csv").write_text("\n".join([",".join([*columns, "origin"]), *lines]), encoding="utf-8")
    (tmp_path / "scales.txt").write_text("E =~ E1 + E2 + E3 + E4 + E5\n")
    command = ["calibrate", "--data", tmp_path / "answers.csv", "--model", tmp_path / "scales.txt", *KEYS]

    _, counted = run(*command, "--method", "dwls", "--out", tmp_path / "model.json")
    _, whole = run(*command, "--method", "wlsmv")
    status, scored = run("score", "--data", tmp_path / "answers.csv", "--model", tmp_path / "model.json")

    assert counted["n"] == whole["n"] == len(complete)
    assert counted["origin"] == {"real": len(complete), "simulated": 0}
    np.testing.assert_allclose(counted["scales"][0]["loadings"], whole["scales"][0]["loadings"], atol=1e-8)
    np.testing.assert_allclose(counted["scales"][0]["thresholds"], whole["scales"][0]["thresholds"], atol=1e-8)
    assert counted["promotable"] is False
    assert (status, scored["n_scored"]) == (0, [len(complete)])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Give --min and --max"),
        (["--min", "1", "--max", "6", "--split", "1"], "leave out --split"),
        (["--min", "1", "--max", "7"], "Nobody chose this category"),
        (["--min", "1", "--max", "5"], "lies outside 1 to 5"),
    ],
)
def test_counting_a_stream_refuses_by_name_what_it_cannot_count(tmp_path, run, options, said):
    (tmp_path / "scales.txt").write_text("E =~ E1 + E2 + E3 + E4 + E5\n")

    status, refused = run(
        "calibrate", "--data", DATA / "bfi.csv", "--model", tmp_path / "scales.txt", "--method", "dwls", *options
    )

    assert status == 2
    assert said in f"{refused['error']['message']} {refused['error']['remedy']}"


def test_calibrating_gives_all_keys_and_marks_rows_without_origin(extraversion):
    _, found = extraversion

    assert {
        "scales",
        "factor_correlations",
        "loglik",
        "information",
        "gates",
        "origin",
        "promotable",
        "model_hash",
    } <= set(found)
    assert found["origin"] == {"real": 0, "simulated": 2800}
    assert found["promotable"] is False
    assert [note["code"] for note in found["notes"]] == ["no_origin"]
    assert found["scales"][0]["reverse"] == ["E1", "E2"]


def test_scores_carry_error_number_status_basis_and_hash(extraversion, tmp_path, run):
    model, calibration = extraversion
    out = tmp_path / "scores.csv"

    status, found = run("score", "--data", DATA / "bfi.csv", "--model", model, "--out", out)

    rows = rows_of(out)
    assert status == 0
    assert list(rows[0]) == ["id", "E", "E_se", "E_n", "E_status", "E_basis", "model_hash"]
    assert (len(rows), rows[0]["E_n"], rows[0]["E_status"], rows[0]["E_basis"]) == (2800, "5", "draft", "data")
    assert {row["model_hash"] for row in rows} == {calibration["model_hash"]}
    assert found["n_scored"][0] + found["n_not_scored"][0] == 2800
    assert all((row["E"] == "") == (int(row["E_n"]) < 4) for row in rows)


def test_the_same_keys_again_change_nothing_and_others_are_refused(extraversion, run):
    model, _ = extraversion

    _, plain = run("score", "--data", DATA / "bfi.csv", "--model", model)
    _, again = run("score", "--data", DATA / "bfi.csv", "--model", model, *KEYS)
    status, error = run("score", "--data", DATA / "bfi.csv", "--model", model, "--reverse", "E1")

    assert plain["mean"] == again["mean"]
    assert (status, error["error"]["place"]) == (2, "--reverse")


def test_a_category_that_nobody_chose_is_refused_or_merged(tmp_path, run):
    data, model = tmp_path / "d.csv", tmp_path / "m.txt"
    rng = np.random.default_rng(1)
    theta = rng.standard_normal(400)
    columns = np.clip(np.round(theta[:, None] + rng.normal(0, 1, (400, 4)) + 3), 1, 5).astype(int)
    columns[columns[:, 0] == 2, 0] = 1
    data.write_text("a,b,c,d\n" + "\n".join(",".join(map(str, row)) for row in columns) + "\n")
    model.write_text("F =~ a + b + c + d\n")
    command = ("calibrate", "--data", data, "--model", model, "--out", tmp_path / "out.json")

    status, refused = run(*command)
    assert (status, refused["error"]["place"], refused["error"]["value"]) == (2, "item a", 2)
    assert not (tmp_path / "out.json").exists()

    status, merged = run(*command, "--merge-empty")
    assert status == 0
    assert merged["scales"][0]["merged"] == [{"item": "a", "category_of": [0, 1, 1, 2, 3]}]


def test_a_split_confirms_on_the_other_half_and_gates_can_be_judged_again(tmp_path, run):
    data, model, out = tmp_path / "d.csv", tmp_path / "m.txt", tmp_path / "model.json"
    lines = (DATA / "bfi.csv").read_text(encoding="utf-8").splitlines()[:1201]
    data.write_text("\n".join([lines[0] + ",origin", *(line + ",real" for line in lines[1:])]) + "\n")
    model.write_text("N =~ N1 + N2 + N3 + N4 + N5\n")

    status, found = run("calibrate", "--data", data, "--model", model, "--split", "3", "--out", out)
    assert status == 0
    assert found["origin"] == {"real": 1200, "simulated": 0}
    figures = {(g["gate"], g["part"]): g for g in found["gates"]}
    assert figures["rmsea", "confirmation half"]["passed"] is False
    assert figures["omega", "N"]["passed"] is True

    policy = tmp_path / "policy.json"
    policy.write_text('{"omega": 0.95}')
    _, judged = run("gates", "--calibration", out, "--policy", policy)
    assert next(g for g in judged["gates"] if g["gate"] == "omega")["passed"] is False
    policy.write_text('{"omega": 0.5}')
    status, _ = run("gates", "--calibration", out, "--policy", policy)
    assert status == 2


def test_positions_go_through_fit_and_comparison(tmp_path, run):
    definition, scores = tmp_path / "definition.yaml", tmp_path / "scores.csv"
    definition.write_text(
        "name: ours\ndimensions:\n"
        "  - {name: D1, kind: style, lower: -1, upper: 1, weight: 2}\n"
        "  - {name: S1, kind: standard, cut: 0.5, weight: 3}\n"
    )
    header = "id,D1,D1_se,D1_n,D1_status,D1_basis,S1,S1_se,S1_n,S1_status,S1_basis,model_hash\n"
    scores.write_text(
        header
        + "a,0.2,0.4,8,in_use,data,1.2,.3,10,in_use,data,x\n"
        + "b,2.5,0.4,8,in_use,data,-1.2,.3,10,in_use,data,x\n"
        + "c,,,3,draft,assumed,0.1,.3,10,draft,assumed,x\n"
    )

    _, found = run("fit", "--definition", definition, "--scores", scores)
    _, pairs = run("compare", "--definition", definition, "--scores", scores, "--ids", "a,b")

    people = {person["id"]: person for person in found["persons"]}
    assert [d["verdict"] for d in people["a"]["dimensions"]] == ["on", "on"]
    assert [d["verdict"] for d in people["b"]["dimensions"]] == ["off", "off"]
    assert [d["reason"] for d in people["c"]["dimensions"]] == ["not_scored", "assumed_parameters"]
    assert (people["a"]["rank_band"], people["b"]["rank_band"], people["c"]["rank_band"]) == (1, 2, None)
    assert people["c"]["expected_count"] is None
    assert "No overall figure" in people["c"]["reason"]
    assert pairs["pairs"][0]["apart"] is True
    assert pairs["pairs"][0]["differences"][0]["se"] == pytest.approx(0.32**0.5)


def test_method_bias_widens_plain_scores(tmp_path, run):
    definition, scores = tmp_path / "d.json", tmp_path / "s.csv"
    definition.write_text('{"name": "x", "dimensions": [{"name": "D1", "kind": "style", "lower": -1, "upper": 1}]}')
    scores.write_text("id,D1,D1_se,D1_n,D1_status,D1_basis,model_hash\na,0.5,0.4,8,in_use,data,x\n")

    _, plain = run("fit", "--definition", definition, "--scores", scores)
    _, wider = run("fit", "--definition", definition, "--scores", scores, "--bias-of", "questionnaire")

    assert [note["code"] for note in plain["notes"]] == ["positions_as_given"]
    assert wider["notes"] == []
    y, v = 0.5 / 0.84, 0.16 / 0.84
    assert wider["persons"][0]["dimensions"][0]["mean"] == pytest.approx(y / (1 + v + 0.25))


def test_evidence_is_combined_and_the_next_is_proposed(tmp_path, run):
    evidence, methods, definition = tmp_path / "e.csv", tmp_path / "m.json", tmp_path / "d.json"
    evidence.write_text(
        "id,dimension,method,y,v,basis,status\n"
        "a,D1,questionnaire,1.2,0.2,data,in_use\n"
        "a,D1,role_play,-0.8,0.3,data,in_use\n"
    )
    methods.write_text('[{"method": "immersion", "minutes": 240, "dimensions": {"D1": 0.3}}]')
    definition.write_text('{"name": "x", "dimensions": [{"name": "D1", "kind": "style", "lower": -1, "upper": 1}]}')

    _, combined = run("combine", "--evidence", evidence)
    status, proposed = run("next-evidence", "--evidence", evidence, "--definition", definition, "--methods", methods)

    dimension = combined["persons"][0]["dimensions"][0]
    precision = 1 / 0.45, 1 / 0.46
    assert dimension["mean"] == pytest.approx((1.2 * precision[0] - 0.8 * precision[1]) / (1 + sum(precision)))
    assert dimension["say_do"]["word"] == "says_more"
    assert status == 0
    assert proposed["persons"][0]["methods"][0]["bits"] > 0


def test_a_workshop_and_a_standard_setting_go_from_answers_to_band_and_cut(extraversion, tmp_path, run):
    model, _ = extraversion
    answers = tmp_path / "answers.csv"
    rows = [f"j{j},{'customer' if j < 3 else 'expert'},{r},2,2,4.5,5,5" for r in (1, 2) for j in range(8)]
    answers.write_text("judge,group,round,E1,E2,E3,E4,E5\n" + "\n".join(rows) + "\n")
    whole = tmp_path / "whole.csv"
    whole.write_text(answers.read_text().replace("4.5", "5"))

    _, band = run("workshop", "--answers", whole, "--model", model)
    status, cut = run("standard-setting", "--answers", answers, "--model", model)

    assert (band["half_width"], band["enough_judges"], band["notes"]) == (1.0, True, [])
    assert status == 0
    assert (len(cut["rounds"]), cut["notes"]) == (2, [])
    assert cut["se"] == pytest.approx(0.0, abs=1e-9)
    assert 0 < cut["cut"] < 2
    assert [row["cut"] for row in cut["consequences"]] == pytest.approx([cut["cut"]] * 5)


def test_no_cut_is_set_on_assumed_parameters(tmp_path, run):
    layout = scale_layout("S", ["a", "b", "c"], lowest=1, highest=5)
    write_model(tmp_path / "m.json", assumed_model([layout]), {})
    answers = tmp_path / "a.csv"
    answers.write_text("judge,group,a,b,c\nj,customer,4,4,4\nk,expert,4,4,3\n")

    status, error = run("standard-setting", "--answers", answers, "--model", tmp_path / "m.json")

    assert status == 2
    assert "assumed" in error["error"]["message"]


def test_a_model_links_to_itself(extraversion, run):
    model, _ = extraversion

    status, found = run("link", "--from", model, "--to", model, "--edges=-1,0.5")

    assert status == 0
    assert (found["a"], found["b"]) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-8))
    assert [edge["needs_signature"] for edge in found["edges"]] == [False, False]


def test_simulated_answers_are_marked_in_every_row_and_repeat_with_the_seed(extraversion, tmp_path, run):
    model, _ = extraversion

    _, first = run("simulate", "--model", model, "--n", "50", "--seed", "4")
    _, second = run("simulate", "--model", model, "--n", "50", "--seed", "4")
    _, other = run("simulate", "--model", model, "--n", "50", "--seed", "5")

    rows = list(csv.DictReader(first.splitlines()))
    assert first == second != other
    assert {row["origin"] for row in rows} == {"simulated"}
    assert all(row[item] in "123456" for row in rows for item in ("E1", "E2", "E3", "E4", "E5"))


def test_simulated_answers_never_promote(extraversion, tmp_path, run):
    model, _ = extraversion
    data, scales = tmp_path / "sim.csv", tmp_path / "scales.txt"
    scales.write_text("E =~ E1 + E2 + E3 + E4 + E5\n")
    run("simulate", "--model", model, "--n", "1200", "--out", data)

    _, found = run("calibrate", "--data", data, "--model", scales, *KEYS, "--split", "1")

    origin = next(gate for gate in found["gates"] if gate["gate"] == "simulated_rows")
    assert (origin["observed"], origin["passed"], found["promotable"]) == (1200, False, False)


def test_a_panel_and_a_retranslation_are_read_from_files(tmp_path, run):
    panel, items = tmp_path / "panel.csv", tmp_path / "items.csv"
    panel.write_text(
        "judge,group,option,rating\n" + "".join(f"j{j},customer,o{o},{o + 1}\n" for j in range(10) for o in range(3))
    )
    items.write_text("judge,group,item,dimension\n" + "".join(f"j{j},expert,i1,D1\n" for j in range(5)))

    _, found = run("panel", "--judgements", panel)
    _, assigned = run("retranslation", "--judgements", items)

    assert found["enough"] is True
    assert [option["mean"] for option in found["options"]] == [1.0, 2.0, 3.0]
    assert found["agreement"]["rank_stability"] == 1.0
    assert assigned["items"][0] | {"kept": True, "share": 1.0} == assigned["items"][0]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("score", "--data", "DATA", "--model", "nowhere.json"), "nowhere.json"),
        (("bench", "--n", "5"), "--n"),
        (("combine", "--evidence", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_unusable_input_is_a_named_error(arguments, place, run):
    status, found = run(*[DATA / "bfi.csv" if a == "DATA" else a for a in arguments])

    assert status == 2
    assert found["error"]["place"] == place
    assert found["error"]["remedy"]

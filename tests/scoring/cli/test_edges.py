"""Edges of answers through every command that reads them: a named error, or a result that says so; never a NaN."""

import csv
import json

import numpy as np
import pytest

ITEMS = [f"N{k}" for k in range(1, 6)]
CALLS = {
    "describe": ["describe"],
    "alpha": ["alpha"],
    "omega": ["omega", "--factors", 1],
    "polychoric": ["polychoric", "--se"],
    "parallel": ["parallel", "--replications", 10],
    "parallel, polychoric": ["parallel", "--replications", 10, "--correlation", "polychoric"],
    "efa": ["efa", "--factors", 1],
    "efa, polychoric": ["efa", "--factors", 1, "--correlation", "polychoric"],
    "cfa ML": ["cfa", "--model", "MODEL", "--estimator", "ML"],
    "cfa FIML": ["cfa", "--model", "MODEL", "--estimator", "FIML"],
    "cfa WLSMV": ["cfa", "--model", "MODEL", "--estimator", "WLSMV"],
    "invariance": ["invariance", "--model", "MODEL", "--group", "site"],
    "invariance WLSMV": ["invariance", "--model", "MODEL", "--group", "site", "--estimator", "WLSMV"],
    "dif": ["dif", "--group", "site"],
    "dif Mantel": ["dif", "--group", "site", "--method", "mantel-haenszel"],
    "calibrate": ["calibrate", "--model", "MODEL", "--min", 1, "--max", 6],
    "calibrate WLSMV": ["calibrate", "--model", "MODEL", "--min", 1, "--max", 6, "--method", "wlsmv"],
    "score": ["score", "--model", "SCORING"],
    "agreement": ["agreement", "--group", "team", "--min", 1, "--max", 6],
    "icc": ["icc"],
    "quality": ["quality"],
}


def base(rows=120):
    """Answers 1 to 6 of one trait, site and team beside them."""
    rng = np.random.default_rng(21)
    values = 0.75 * rng.standard_normal((rows, 1)) + 0.66 * rng.standard_normal((rows, 5))
    return np.digitize(values, [-1.3, -0.6, 0.0, 0.6, 1.3]).astype(object) + 1


def edge(name):
    """Items and answers."""
    values = base()
    if name == "one item":
        return ITEMS[:1], values[:, :1]
    if name == "zero variance":
        values[:, 0] = 3
    elif name == "empty category":
        values[:, 0] = [{3: 4}.get(v, v) for v in values[:, 0]]
    elif name == "all missing":
        values[:, 0] = ""
    elif name == "nobody answered":
        values[:] = ""
    elif name == "fewer persons than items":
        values = values[:4]
    elif name == "perfect correlation":
        values[:, 1] = values[:, 0]
    return ITEMS, values


# An error is written "code at place"; a result as its exit status and the codes of its notes.
EXPECTED = {
    "one item": {
        "describe": "0 no_value",
        "alpha": "too_few_items at items",
        "omega": "too_few_items at items",
        "polychoric": "too_few_items at items",
        "parallel": "too_few_items at items",
        "parallel, polychoric": "too_few_items at items",
        "efa": "too_few_items at items",
        "efa, polychoric": "too_few_items at items",
        "cfa ML": "too_few_items at model",
        "cfa FIML": "too_few_items at model",
        "cfa WLSMV": "too_few_items at model",
        "invariance": "not_identified at model",
        "invariance WLSMV": "too_few_items at items",
        "dif": "too_few_items at items",
        "dif Mantel": "too_few_items at items",
        "calibrate": "too_few_items at items",
        "calibrate WLSMV": "too_few_items at model",
        "score": "unknown_column at --items",
        "agreement": "0",
        "icc": "too_few_items at raters",
        "quality": "0 no_value",
    },
    "zero variance": {
        "describe": "0 no_value zero_variance",
        "alpha": "zero_variance at N1",
        "omega": "zero_variance at N1",
        "polychoric": "zero_variance at N1",
        "parallel": "zero_variance at N1",
        "parallel, polychoric": "zero_variance at N1",
        "efa": "zero_variance at N1",
        "efa, polychoric": "zero_variance at N1",
        "cfa ML": "zero_variance at N1",
        "cfa FIML": "zero_variance at N1",
        "cfa WLSMV": "zero_variance at N1",
        "invariance": "unsuitable_groups at group a, N1",
        "invariance WLSMV": "unsuitable_groups at N1",
        "dif": "0 no_value small_group zero_variance",
        "dif Mantel": "0 no_value not_tested small_group",
        "calibrate": "not_a_category at item N1",
        "calibrate WLSMV": "not_a_category at item N1",
        "score": "0",
        "agreement": "zero_variance at N1",
        "icc": "0",
        "quality": "0 no_mahalanobis no_value",
    },
    "empty category": {
        "describe": "0",
        "alpha": "0",
        "omega": "0 one_factor",
        "polychoric": "0 empty_category",
        "parallel": "0",
        "parallel, polychoric": "0",
        "efa": "0",
        "efa, polychoric": "0",
        "cfa ML": "0",
        "cfa FIML": "0",
        "cfa WLSMV": "0 empty_category",
        "invariance": "0",
        "invariance WLSMV": "0 empty_category merged_category",
        "dif": "0 small_group",
        "dif Mantel": "0 no_value small_group",
        "calibrate": "not_a_category at item N1",
        "calibrate WLSMV": "not_a_category at item N1",
        "score": "0",
        "agreement": "0",
        "icc": "0",
        "quality": "0",
    },
    "all missing": {
        "describe": "0 no_answers no_value",
        "alpha": "no_data at N1",
        "omega": "no_data at N1",
        "polychoric": "no_data at N1",
        "parallel": "no_data at N1",
        "parallel, polychoric": "no_data at N1",
        "efa": "no_data at N1",
        "efa, polychoric": "no_data at N1",
        "cfa ML": "too_few_persons at rows",
        "cfa FIML": "no_data at N1",
        "cfa WLSMV": "too_few_persons at rows",
        "invariance": "unsuitable_groups at --group",
        "invariance WLSMV": "unsuitable_groups at --group",
        "dif": "unsuitable_groups at groups",
        "dif Mantel": "unsuitable_groups at groups",
        "calibrate": "not_a_category at item N1",
        "calibrate WLSMV": "not_a_category at item N1",
        "score": "0",
        "agreement": "no_data at N1",
        "icc": "too_few_persons at targets",
        "quality": "0 no_mahalanobis no_value",
    },
    "nobody answered": {
        "describe": "0 no_answers no_value",
        "alpha": "no_data at N1",
        "omega": "no_data at N1",
        "polychoric": "no_data at N1",
        "parallel": "no_data at N1",
        "parallel, polychoric": "no_data at N1",
        "efa": "no_data at N1",
        "efa, polychoric": "no_data at N1",
        "cfa ML": "too_few_persons at rows",
        "cfa FIML": "too_few_persons at rows",
        "cfa WLSMV": "too_few_persons at rows",
        "invariance": "unsuitable_groups at --group",
        "invariance WLSMV": "unsuitable_groups at --group",
        "dif": "unsuitable_groups at groups",
        "dif Mantel": "unsuitable_groups at groups",
        "calibrate": "no_data at N",
        "calibrate WLSMV": "no_data at N",
        "score": "0",
        "agreement": "no_data at N1",
        "icc": "too_few_persons at targets",
        "quality": "0 no_mahalanobis no_value",
    },
    "fewer persons than items": {
        "describe": "0",
        "alpha": "0",
        "omega": "not_positive_definite at correlations",
        "polychoric": "0 boundary empty_category",
        "parallel": "not_positive_definite at correlations",
        "parallel, polychoric": "not_positive_definite at correlations",
        "efa": "not_positive_definite at correlations",
        "efa, polychoric": "not_positive_definite at correlations",
        "cfa ML": "too_few_persons at rows",
        "cfa FIML": "too_few_persons at rows",
        "cfa WLSMV": "too_few_persons at rows",
        "invariance": "unsuitable_groups at group a",
        "invariance WLSMV": "unsuitable_groups at group a",
        "dif": "0 no_value not_converged small_group",
        "dif Mantel": "0 no_value not_tested small_group",
        "calibrate": "not_a_category at item N1",
        "calibrate WLSMV": "not_a_category at item N1",
        "score": "0",
        "agreement": "0 icc_not_estimable no_value too_few_respondents",
        "icc": "0",
        "quality": "0 no_mahalanobis no_value",
    },
    "perfect correlation": {
        "describe": "0",
        "alpha": "0",
        "omega": "not_positive_definite at correlations",
        "polychoric": "0 boundary",
        "parallel": "not_positive_definite at correlations",
        "parallel, polychoric": "0 boundary no_value",
        "efa": "not_positive_definite at correlations",
        "efa, polychoric": "0 boundary",
        "cfa ML": "not_positive_definite at covariances",
        "cfa FIML": "not_positive_definite at correlations",
        "cfa WLSMV": "0 boundary",
        "invariance": "not_positive_definite at covariances",
        "invariance WLSMV": "not_identified at N =~ N2",
        "dif": "0 small_group",
        "dif Mantel": "0 no_value small_group",
        "calibrate": "not_identified at calibrate",
        "calibrate WLSMV": "0 boundary no_origin",
        "score": "0",
        "agreement": "0",
        "icc": "0",
        "quality": "0 no_mahalanobis no_value",
    },
}


@pytest.fixture(scope="session")
def at_the_edge(folder, engine, tmp_path_factory):
    """What a call gives for an edge: exit status, the error's code, or the codes of notes."""

    def run(call, name):
        items, values = edge(name)
        here = tmp_path_factory.mktemp("edge")
        with (here / "answers.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow([*items, "site", "team"])
            writer.writerows([*row, "ab"[r % 2], f"t{r % 12:02d}"] for r, row in enumerate(values.tolist()))
        (here / "model.txt").write_text(f"N =~ {' + '.join(items)}\n", encoding="utf-8")
        places = {"MODEL": here / "model.txt", "SCORING": folder / "one.json"}
        words = [places.get(word, word) for word in CALLS[call]]
        chosen = [] if "--model" in CALLS[call] else ["--items", ",".join(items)]
        return engine(words[0], "--data", here / "answers.csv", *chosen, *words[1:])

    return run


def refuse_constant(name):
    raise AssertionError(f"{name} is no JSON")


def outcome(answer):
    """Exit status with the error's code and place, or with the codes of the notes."""
    found = json.loads(answer.out, parse_constant=refuse_constant)
    if answer.status == 2:
        return f"{found['error']['code']} at {found['error']['place']}"
    return f"{answer.status} {' '.join(sorted({note['code'] for note in found['notes']}))}".strip()


@pytest.mark.parametrize(("name", "call"), [(name, call) for name in EXPECTED for call in CALLS])
def test_an_edge_is_a_named_error_or_a_result_that_says_so(name, call, at_the_edge):
    assert outcome(at_the_edge(call, name)) == EXPECTED[name][call]


@pytest.mark.parametrize("call", [["efa", "--factors", 1], ["efa", "--factors", 1, "--method", "ml"]])
def test_a_heywood_case_of_exploration_stops_at_its_bound(call, heywood, engine):
    found = engine(*call, "--data", heywood / "heywood.csv").json

    assert found["uniquenesses"].index(min(found["uniquenesses"])) == 0
    assert min(found["uniquenesses"]) < 0.01
    assert "heywood" in {note["code"] for note in found["notes"]}


@pytest.mark.parametrize("estimator", ["ML", "MLR", "FIML"])
def test_a_heywood_case_of_confirmation_is_improper_and_names_its_item(estimator, heywood, engine):
    found = engine(
        "cfa", "--data", heywood / "heywood.csv", "--model", heywood / "model.txt", "--estimator", estimator
    ).json  # fmt: skip

    assert any("x1" in str(entry) for entry in found["improper"])


@pytest.fixture(scope="session")
def heywood(tmp_path_factory):
    """Three items of which the first would have to share more than all of its variance: .8 * .8 / .4 = 1.6."""
    folder = tmp_path_factory.mktemp("heywood")
    drawn = np.random.default_rng(22).standard_normal((200, 3))
    drawn -= drawn.mean(axis=0)
    white = drawn @ np.linalg.inv(np.linalg.cholesky(drawn.T @ drawn / 199)).T
    wanted = np.array([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]])
    values = white @ np.linalg.cholesky(wanted).T
    lines = ["x1,x2,x3", *(",".join(repr(float(x)) for x in row) for row in values)]
    (folder / "heywood.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "model.txt").write_text("F =~ x1 + x2 + x3\n", encoding="utf-8")
    return folder

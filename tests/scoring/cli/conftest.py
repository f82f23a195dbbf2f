"""One complete call of every command, on small files that a session writes once."""

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import yaml

from scoring.cli import main
from scoring.irt.curves import item_from_factor
from scoring.simulation import draw_categories

SCALES = {"N": ["N1", "N2", "N3", "N4", "N5"], "E": ["E1", "E2", "E3", "E4", "E5"]}
ITEMS = [item for items in SCALES.values() for item in items]
MODEL_TEXT = "".join(f"{name} =~ {' + '.join(items)}\n" for name, items in SCALES.items())
DIMENSIONS = Path(__file__).parents[3] / "instruments" / "dimensions" / "onculture" / "1.1.0"
CUTS = (-1.3, -0.6, 0.0, 0.6, 1.3)
KEYS = ["--reverse", "E1,E2", "--min", "1", "--max", "6"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command line gave: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        """The object on standard output."""
        return json.loads(self.out)


def run_engine(*arguments):
    """One command line in this process."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = main([str(argument) for argument in arguments])
    return Answer(status=status, out=out.getvalue(), err=err.getvalue())


@pytest.fixture(scope="session")
def engine():
    """Runs a command line: exit status, standard output and standard error."""
    return run_engine


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The files that `command_lines` reads."""
    found = tmp_path_factory.mktemp("commands")
    write_answers(found)
    write_people(found)
    write_judges(found)
    calibration = ["--data", found / "answers.csv", "--model", found / "scales.txt", *KEYS]
    assert run_engine("calibrate", *calibration, "--out", found / "model.json").status == 0
    return found


@pytest.fixture(scope="session")
def command_lines(folder):
    """Arguments by command; every one ends with exit status 0."""
    answers = ["--data", folder / "answers.csv", "--items", "N1-N5,E1-E5"]
    scales, model, scores = folder / "scales.txt", folder / "model.json", folder / "scores.csv"
    ours, evidence = folder / "definition.yaml", folder / "evidence.csv"
    return {
        "describe": answers,
        "alpha": [*answers, *KEYS],
        "omega": [*answers, *KEYS, "--factors", 2],
        "polychoric": [*answers, "--se"],
        "parallel": [*answers, "--replications", 20],
        "efa": [*answers, "--factors", 2],
        "cfa": [*answers, "--model", scales],
        "invariance": [*answers, "--model", scales, "--group", "site"],
        "dif": ["--data", folder / "answers.csv", "--items", "N1-N5", "--group", "site"],
        "calibrate": [*answers[:2], "--model", scales, *KEYS],
        "gates": ["--calibration", folder / "figures.json"],
        "score": [*answers[:2], "--model", model],
        "link": ["--from", model, "--to", model, "--scale", "N"],
        "agreement": [*answers, "--group", "team", "--min", 1, "--max", 6],
        "icc": [*answers],
        "ratings": [
            "--data", folder / "ratings.csv", "--person", "person", "--rater", "rater", "--block", "block",
            "--rating", "grade",
        ],
        "judgement": ["--data", folder / "options.csv", "--key", folder / "key.yaml"],
        "retranslation": ["--judgements", folder / "assigned.csv"],
        "panel": ["--judgements", folder / "panel.csv"],
        "quality": [*answers, "--model", scales],
        "adverse-impact": ["--data", folder / "answers.csv", "--group", "site", "--selected", "chosen"],
        "norms": ["--data", folder / "answers.csv", "--score", "age"],
        "combine": ["--evidence", evidence],
        "next-evidence": ["--evidence", evidence, "--definition", ours, "--methods", folder / "methods.json"],
        "fit": ["--definition", ours, "--scores", scores],
        "compare": ["--definition", ours, "--scores", scores, "--ids", "a,b"],
        "workshop": ["--answers", folder / "ideal.csv", "--model", folder / "one.json"],
        "standard-setting": ["--answers", folder / "expected.csv", "--model", folder / "one.json"],
        "surface": [
            "--data", folder / "outcomes.csv", "--outcome", "y", "--person", "x", "--organisation", "z",
            "--replications", 100,
        ],
        "drift": ["--scores", folder / "drift.csv"],
        "simulate": ["--model", model, "--n", 30],
        "validate": [DIMENSIONS],
        "bench": ["--n", 1000, "--repeats", 1],
    }  # fmt: skip


def write_csv(path, header, rows):
    """A CSV file."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows([header, *rows])


def answers_of(people, seed):
    """Answers 1 to 6 of two scales of five items, two of E turned."""
    rng = np.random.default_rng(seed)
    columns = []
    for name, items in SCALES.items():
        trait = rng.standard_normal(people)
        for item in items:
            drawn = 1 + draw_categories(
                item_from_factor(0.7, (-1.3, -0.6, 0.0, 0.6, 1.3), "probit"), trait, "probit", rng
            )
            columns.append(7 - drawn if name == "E" and item in ("E1", "E2") else drawn)
    return np.stack(columns, axis=1)


def write_answers(folder):
    values = answers_of(400, 11)
    rows = [
        [f"p{r}", *row, "ab"[r % 2], f"t{r % 20:02d}", r % 3 // 2, 20 + r % 40] for r, row in enumerate(values.tolist())
    ]
    write_csv(folder / "answers.csv", ["id", *ITEMS, "site", "team", "chosen", "age"], rows)
    (folder / "scales.txt").write_text(MODEL_TEXT, encoding="utf-8")
    (folder / "one.txt").write_text(MODEL_TEXT.splitlines()[0] + "\n", encoding="utf-8")
    assert run_engine(
        "calibrate", "--data", folder / "answers.csv", "--model", folder / "one.txt", "--min", 1, "--max", 6,
        "--out", folder / "one.json",
    ).status == 0  # fmt: skip
    figures = {
        "kind": "situational", "unit": "set", "origin": {"real": 320, "simulated": 0}, "panel_key": True,
        "split_reliabilities": [0.7, 0.65],
    }  # fmt: skip
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")


def write_people(folder):
    (folder / "definition.yaml").write_text(
        "name: ours\ndimensions:\n"
        "  - {name: D1, kind: style, lower: -1, upper: 1, weight: 2}\n"
        "  - {name: S1, kind: standard, cut: 0.5, weight: 3}\n",
        encoding="utf-8",
    )
    header = [f"{scale}{end}" for scale in ("D1", "S1") for end in ("", "_se", "_n", "_status", "_basis")]
    write_csv(
        folder / "scores.csv", ["id", *header, "model_hash"],
        [
            ["a", 0.2, 0.4, 8, "in_use", "data", 1.2, 0.3, 10, "in_use", "data", "x"],
            ["b", 2.5, 0.4, 8, "in_use", "data", -1.2, 0.3, 10, "in_use", "data", "x"],
        ],
    )  # fmt: skip
    write_csv(
        folder / "evidence.csv", ["id", "dimension", "method", "y", "v", "basis", "status"],
        [
            ["a", "D1", "questionnaire", 1.2, 0.2, "data", "in_use"],
            ["a", "D1", "role_play", -0.8, 0.3, "data", "in_use"],
        ],
    )  # fmt: skip
    methods = [{"method": "immersion", "minutes": 240, "dimensions": {"D1": 0.3}}]
    (folder / "methods.json").write_text(json.dumps(methods), encoding="utf-8")
    rng = np.random.default_rng(12)
    write_csv(
        folder / "drift.csv", ["time", "scale", "value", "n"],
        [[f"2026-{month:02d}-01", "S", round(rng.normal(), 3), 40] for month in range(1, 13) for _ in range(3)],
    )  # fmt: skip
    x, z = rng.normal(size=120), np.repeat([-1.0, 0.0, 1.0], 40)
    write_csv(folder / "outcomes.csv", ["y", "x", "z"], np.column_stack([-((x - z) ** 2) + rng.normal(size=120), x, z]))


def write_judges(folder):
    rng = np.random.default_rng(13)
    groups = ["customer" if j < 4 else "expert" for j in range(12)]
    write_csv(
        folder / "panel.csv", ["judge", "group", "option", "rating"],
        [[f"j{j}", groups[j], f"o{o}", min(7, 1 + 2 * o + (j + o) % 2)] for j in range(12) for o in range(4)],
    )  # fmt: skip
    write_csv(
        folder / "assigned.csv", ["judge", "group", "item", "dimension"],
        [[f"j{j}", groups[j], f"i{i}", "D1" if (i + j // 10) % 2 else "D2"] for j in range(12) for i in range(4)],
    )  # fmt: skip
    answers = [[f"j{j}", groups[j], r, *rng.integers(3, 6, 5)] for r in (1, 2) for j in range(12)]
    write_csv(folder / "ideal.csv", ["judge", "group", "round", *SCALES["N"]], answers)
    write_csv(folder / "expected.csv", ["judge", "group", "round", *SCALES["N"]], answers)
    people, raters = np.arange(12), "rst"
    write_csv(
        folder / "ratings.csv", ["person", "rater", "block", "grade"],
        [[f"p{p:02d}", r, b, int(rng.integers(1, 6))] for p in people for b in ("desk", "call") for r in raters],
    )  # fmt: skip
    scenarios = [
        {
            "id": f"s{s}", "dimensions": ["D1"],
            "options": [
                {"id": f"s{s}o{o}", "mean": 4, "sd": 0.8, "n": 12, "quality": q, "pole": {"D1": a}}
                for o, (q, a) in enumerate([(0.8, 1), (0.8, -1), (0.2, 0.5), (0.2, -0.5)])
            ],
        }
        for s in range(5)
    ]  # fmt: skip
    key = {"key": "set", "version": "1.0.0", "scale_min": 1, "scale_max": 7, "scenarios": scenarios}
    (folder / "key.yaml").write_text(yaml.safe_dump(key), encoding="utf-8")
    write_csv(
        folder / "options.csv", ["id", *(f"s{s}o{o}" for s in range(5) for o in range(4))],
        [[f"p{p}", *np.tile([6, 3, 3, 1], 5) + rng.integers(0, 2, 20)] for p in range(6)],
    )  # fmt: skip

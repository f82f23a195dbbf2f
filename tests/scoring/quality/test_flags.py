"""Families of signs, flags, and the command."""

import json
from dataclasses import replace

import numpy as np
import pytest

from scoring.quality.flags import Family, QualityPolicy, Signs, quality_flags

CLEAN = Signs(
    longstring=np.array([3]),
    irv=np.array([1.2]),
    missing_share=np.array([0.0]),
    mahalanobis_p=np.array([0.4]),
    n_items=20,
    answer_range=5.0,
    even_odd=np.array([0.9]),
    antonyms=np.array([-0.8]),
    lz=np.array([0.3]),
    seconds_per_item=np.array([6.0]),
)
EACH = {
    "even_odd": (np.array([0.1]), Family.INCONSISTENT),
    "antonyms": (np.array([0.4]), Family.INCONSISTENT),
    "lz": (np.array([-2.5]), Family.INCONSISTENT),
    "longstring": (np.array([12]), Family.INVARIABLE),
    "irv": (np.array([0.2]), Family.INVARIABLE),
    "mahalanobis_p": (np.array([1e-5]), Family.OUTLYING),
    "seconds_per_item": (np.array([0.7]), Family.HASTY),
    "missing_share": (np.array([0.4]), Family.MISSING),
}
MODEL = "A =~ a1 + a2\nB =~ b1 + b2\nC =~ c1 + c2\n"


def test_nothing_shows_on_a_careful_form():
    found = quality_flags(CLEAN)

    assert (found.families, list(found.flags)) == (((),), [False])


@pytest.mark.parametrize("sign", EACH)
def test_each_sign_shows_its_family_and_alone_flags_nobody(sign):
    value, family = EACH[sign]

    found = quality_flags(replace(CLEAN, **{sign: value}))

    assert (found.families, list(found.flags)) == (((family,),), [False])


def test_two_signs_of_one_family_are_one_piece_of_evidence():
    found = quality_flags(replace(CLEAN, longstring=np.array([20]), irv=np.array([0.0])))

    assert (found.families, list(found.flags)) == (((Family.INVARIABLE,),), [False])


def test_two_families_flag():
    found = quality_flags(replace(CLEAN, longstring=np.array([20]), lz=np.array([-3.0])))

    assert found.families == ((Family.INCONSISTENT, Family.INVARIABLE),)
    assert list(found.flags) == [True]


def test_what_was_not_looked_at_or_is_not_defined_shows_nothing():
    found = quality_flags(
        replace(
            CLEAN, even_odd=None, antonyms=None, lz=np.array([np.nan]), irv=np.array([np.nan]), seconds_per_item=None
        )
    )

    assert found.families == ((),)


def test_a_short_form_needs_a_run_of_eight():
    assert quality_flags(replace(CLEAN, n_items=10, longstring=np.array([7]))).families == ((),)
    assert quality_flags(replace(CLEAN, n_items=10, longstring=np.array([8]))).families == ((Family.INVARIABLE,),)


def test_a_stricter_policy_asks_more_people():
    found = quality_flags(replace(CLEAN, lz=np.array([-1.5])), QualityPolicy(lz=-1.28, families=1))

    assert list(found.flags) == [True]


def test_the_command_reads_scales_and_keys_and_leaves_runs_as_answered(engine, csv_file, tmp_path):
    model = tmp_path / "model.txt"
    model.write_text(MODEL, encoding="utf-8")
    path = csv_file("a1,a2,b1,b2,c1,c2,secs\n5,1,3,3,1,5,60\n2,4,2,4,2,4,3\n3,3,3,3,3,3,\n")

    status, found = engine(
        *("quality", "--data", path, "--model", model, "--reverse", "a2,b2,c2", "--min", "1", "--max", "5"),
        *("--times", "secs", "--antonyms", "a1:a2,b1:b2,c1:c2"),
    )

    assert status == 0
    assert found["even_odd"][0] == pytest.approx(1.0)
    assert found["antonyms"][0] == pytest.approx(-1.0)
    assert found["longstring"] == [2, 1, 6]
    assert found["seconds_per_item"] == [10.0, 0.5, None]
    assert found["families"][1] == ["hasty"]
    assert "order_of_model" in [note["code"] for note in found["notes"]]


def test_the_command_adds_lz_for_a_calibrated_model(engine, csv_file, tmp_path):
    rng = np.random.default_rng(1)
    theta = rng.normal(size=(300, 1))
    answers = np.clip(np.round(3 + theta + 0.8 * rng.normal(size=(300, 4))), 1, 5).astype(int)
    answers[:, 3] = 6 - answers[:, 3]
    path = csv_file("a,b,c,d\n" + "\n".join(",".join(map(str, row)) for row in answers) + "\n")
    (tmp_path / "m.txt").write_text("F =~ a + b + c + d\n", encoding="utf-8")
    keys = ["--reverse", "d", "--min", "1", "--max", "5"]
    status, _ = engine(
        "calibrate",
        "--data",
        path,
        "--model",
        tmp_path / "m.txt",
        "--method",
        "mml",
        "--out",
        tmp_path / "m.json",
        *keys,
    )
    assert status == 0

    status, found = engine("quality", "--data", path, "--model", tmp_path / "m.json", *keys)

    assert status == 0
    assert len(found["lz"]) == 300
    assert np.mean(found["lz"]) == pytest.approx(0.2, abs=0.3)
    assert "even_odd" not in found
    assert json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--antonyms", "a1:z"], "usage"),
        (["--times", "word"], "not_a_number"),
        (["--items", "a1,zz"], "unknown_column"),
        (["--model", "missing.txt"], "unreadable_file"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, argv, code):
    path = csv_file("a1,a2,word\n1,2,soon\n2,3,late\n")

    status, found = engine("quality", "--data", path, *(["--items", "a1,a2"] if "--items" not in argv else []), *argv)

    assert (status, found["error"]["code"]) == (2, code)

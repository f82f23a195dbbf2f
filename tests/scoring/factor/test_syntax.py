import pytest

from scoring.errors import ModelSyntaxError
from scoring.factor.confirmatory.syntax import Modifier, Operator, parse_model


def test_a_model_names_factors_and_items_in_order() -> None:
    model = parse_model("B =~ b1 + b2\nA =~ a1+a2 # comment\n! another\nA ~~ B; b1 ~~ a2")

    assert model.factors == ("B", "A")
    assert model.observed == ("b1", "b2", "a1", "a2")
    assert model.measured_by("A") == ("a1", "a2")
    assert [(s.lhs, s.op, s.rhs) for s in model.statements][-2:] == [
        ("A", Operator.COVARIES, "B"),
        ("b1", Operator.COVARIES, "a2"),
    ]


def test_statements_go_on_over_lines() -> None:
    assert parse_model("A =~ a1 +\n a2\n + a3").observed == ("a1", "a2", "a3")


@pytest.mark.parametrize(
    ("term", "modifier"),
    [
        ("a1", Modifier()),
        ("1*a1", Modifier(fixed=1.0)),
        ("-0.5*a1", Modifier(fixed=-0.5)),
        ("1e-3*a1", Modifier(fixed=0.001)),
        ("NA*a1", Modifier(freed=True)),
        ("l1*a1", Modifier(label="l1")),
        ("start(0.7)*a1", Modifier(start=0.7)),
        ('equal("l1")*a1', Modifier(label="l1")),
        ("start(0.7)*l1*a1", Modifier(start=0.7, label="l1")),
    ],
)
def test_modifiers_fix_free_start_and_label(term: str, modifier: Modifier) -> None:
    assert parse_model(f"A =~ {term} + a2").statements[0].modifiers == (modifier,)


def test_lists_speak_to_each_group() -> None:
    statement = parse_model("A =~ c(1, NA)*a1 + a2").statements[0]

    assert statement.modifier(0) == Modifier(fixed=1.0)
    assert statement.modifier(1) == Modifier(freed=True)


def test_means_are_written_with_one() -> None:
    statement = parse_model("A =~ a1 + a2\na1 + a2 ~ 0*1").statements[-1]

    assert (statement.lhs, statement.op, statement.modifiers) == ("a2", Operator.MEAN, (Modifier(fixed=0.0),))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "model"),
        ("A ~ B\nA =~ a1", "model, line 1"),
        ("A =~ a1 + a1", "model, line 1"),
        ("A =~ a1\na1 ~~ a2\na2 ~~ a1", "model, line 3"),
        ("A =~ a1\nx := 1", "model, line 2"),
        ("A =~ a1\na == b", "model, line 2"),
        ("A =~ a1\nnonsense", "model, line 2"),
        ("A =~ 2a*a1", "model, line 1"),
        ("A =~ a 1", "model, line 1"),
        ("A =~ A", "model, line 1"),
        ("A =~ c(1,2)*c(1,2,3)*a1", "model, line 1"),
        ("A ~~ B", "model"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: str) -> None:
    with pytest.raises(ModelSyntaxError) as caught:
        parse_model(text)

    assert caught.value.place == line
    assert caught.value.remedy

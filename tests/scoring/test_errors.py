import pickle

from scoring.errors import NotANumberError, Note, ScoringError


def test_an_error_says_code_place_fact_and_remedy() -> None:
    error = NotANumberError("This is no number.", place="row 3", value="x", remedy="Correct it.")

    assert str(error) == "not_a_number row 3: This is no number. Correct it."


def test_an_error_crosses_a_process_border_whole() -> None:
    error = NotANumberError("This is no number.", place="row 3", value="x", remedy="Correct it.")

    again = pickle.loads(pickle.dumps(error))

    assert isinstance(again, NotANumberError)
    assert again.as_dict() == error.as_dict()


def test_codes_of_all_errors_differ() -> None:
    codes = [kind.code for kind in ScoringError.__subclasses__()]

    assert len(set(codes)) == len(codes)


def test_a_note_is_three_texts() -> None:
    assert Note(code="a", place="b", message="c").as_dict() == {"code": "a", "place": "b", "message": "c"}

"""The ground all definition classes stand on: frozen, closed to unknown fields, every text bounded."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Definition(BaseModel):
    """A frozen piece of a definition. Unknown fields are refused, so that a typing error is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _without_control_characters(text: str) -> str:
    if any(ord(character) < 32 and character != "\n" for character in text):
        message = "the text contains a control character"
        raise ValueError(message)
    return text


def _in_one_line(text: str) -> str:
    if "\n" in text:
        message = "the text must stand in one line"
        raise ValueError(message)
    return _without_control_characters(text)


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*$", max_length=64)]
FolderCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True), AfterValidator(_in_one_line)
]
Paragraph = Annotated[
    str,
    StringConstraints(min_length=1, max_length=6000, strip_whitespace=True),
    AfterValidator(_without_control_characters),
]

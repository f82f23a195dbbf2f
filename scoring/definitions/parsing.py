"""Documents, as plain dictionaries, into definitions: the one way in, from folders and from the API alike.

Reads no file. Either gives a definition in which everything agrees, or raises with all findings.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.definitions.base import Definition
from scoring.definitions.cases import case_findings
from scoring.definitions.consistency_pairs import PAIRS_FILE, ConsistencyPairList
from scoring.definitions.dimensions import DimensionLibrary, DimensionList, DimensionLocale, library_findings
from scoring.definitions.enemies import ENEMIES_FILE, Enemies, EnemyList
from scoring.definitions.evidence_requests import EVIDENCE_REQUESTS_FILE, EvidenceRequestList
from scoring.definitions.exercise_findings import exercise_findings
from scoring.definitions.exercise_training import TRANSCRIPT_FOLDER, ExerciseCaseList, Transcript
from scoring.definitions.exercise_words import ExerciseWords
from scoring.definitions.exercises import EXERCISE_FILE, Exercise, ExerciseHeader, ExerciseStructure
from scoring.definitions.findings import Finding, UnusableDefinitionError, did_you_mean, shown
from scoring.definitions.hashing import Instrument
from scoring.definitions.instruments import HEADER_FILE, InstrumentHeader
from scoring.definitions.questionnaires import (
    CaseList,
    ItemList,
    Questionnaire,
    QuestionnaireWords,
    ScaleList,
    questionnaire_findings,
)
from scoring.definitions.situational import (
    JudgementKey,
    ScenarioList,
    SituationalCaseList,
    SituationalTest,
    SituationalWords,
)
from scoring.definitions.situational_findings import situational_findings
from scoring.definitions.translations import TRANSLATIONS_FOLDER, TranslationWorksheet
from scoring.definitions.wording import WAIVERS_FILE, Waiver, WaiverList

Documents = Mapping[str, Any]
Part = TypeVar("Part", bound=Definition)


class Reader:
    """Reads the documents of one definition and keeps the findings of all, so that an author sees them together."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.findings: list[Finding] = []

    def part(self, file: str, kind: type[Part]) -> Part | None:
        """The document `file` as `kind`; `None` after a finding."""
        if file not in self.documents:
            self.findings.append(
                Finding(code="FILE_002", file=file, message="the file is missing.", remedy=f"Write {file}.")
            )
            return None
        return self._validated(file, kind, self.documents[file])

    def optional(self, file: str, kind: type[Part], *, default: Part) -> Part:
        """As `part`, but a document that is not there is `default`."""
        return default if file not in self.documents else self.part(file, kind) or default

    def parts(self, folder: str, kind: type[Part]) -> dict[str, Part]:
        """Every document of a folder, by its name without ending."""
        read = {
            PurePosixPath(file).stem: self.part(file, kind)
            for file in sorted(self.documents)
            if PurePosixPath(file).parent == PurePosixPath(folder)
        }
        return {name: part for name, part in read.items() if part is not None}

    def text(self, file: str) -> str:
        """A document that is plain text; empty where there is none."""
        text = self.documents.get(file, "")
        return text if isinstance(text, str) else ""

    def _validated(self, file: str, kind: type[Part], document: Any) -> Part | None:
        try:
            return kind.model_validate(document)
        except ValidationError as error:
            self.findings += schema_findings(error, file=file, kind=kind)
            return None

    def refuse_if_anything_is_wrong(self) -> None:
        """Raise with every finding so far."""
        if self.findings:
            raise UnusableDefinitionError(self.findings)

    def present(self, part: Part | None) -> Part:
        """The part, once every document has been read without a finding."""
        if part is None or self.findings:
            raise UnusableDefinitionError(self.findings)
        return part


def parse_dimension_library(documents: Documents) -> DimensionLibrary:
    """The dimension library in these documents (`dimensions.yaml`, `locales/<language>.yaml`).

    Raises
    ------
    UnusableDefinitionError : with every finding.
    """
    reader = Reader(documents)
    header = reader.part("dimensions.yaml", DimensionList)
    locales = reader.parts("locales", DimensionLocale)
    library = DimensionLibrary.model_construct(header=reader.present(header), locales=locales)
    reader.findings += library_findings(library)
    reader.refuse_if_anything_is_wrong()
    return library


def parse_instrument(documents: Documents) -> Instrument:
    """The instrument in these documents, of the kind that `instrument.yaml` names.

    Raises
    ------
    UnusableDefinitionError : with every finding.
    """
    reader = Reader(documents)
    if _is_exercise(documents):
        return _exercise(reader)
    header = reader.present(reader.part(HEADER_FILE, InstrumentHeader))
    if header.kind == "situational_test":
        return _situational_test(reader, header)
    return _questionnaire(reader, header)


def _is_exercise(documents: Documents) -> bool:
    header = documents.get(HEADER_FILE)
    return isinstance(header, Mapping) and header.get("kind") == "exercise"


def parse_waivers(documents: Documents) -> tuple[Waiver, ...]:
    """The lints that an author has waived (`waivers.yaml`); none where there is no such document.

    Raises
    ------
    UnusableDefinitionError : with every finding.
    """
    reader = Reader(documents)
    waivers = reader.optional(WAIVERS_FILE, WaiverList, default=WaiverList(waivers=()))
    reader.refuse_if_anything_is_wrong()
    return waivers.waivers


def parse_enemies(documents: Documents) -> tuple[Enemies, ...]:
    """The enemies that an author has listed (`enemies.yaml`); none where there is no such document.

    Raises
    ------
    UnusableDefinitionError : with every finding.
    """
    reader = Reader(documents)
    listed = reader.optional(ENEMIES_FILE, EnemyList, default=EnemyList(enemies=()))
    reader.refuse_if_anything_is_wrong()
    return listed.enemies


def parse_worksheets(documents: Documents) -> dict[str, TranslationWorksheet]:
    """The translation worksheets of an instrument, by language (`translations/<language>.yaml`).

    Raises
    ------
    UnusableDefinitionError : with every finding.
    """
    reader = Reader({file: document for file, document in documents.items() if file.endswith(".yaml")})
    worksheets = reader.parts(TRANSLATIONS_FOLDER, TranslationWorksheet)
    reader.refuse_if_anything_is_wrong()
    return worksheets


def prose_worksheets(documents: Documents) -> dict[str, str]:
    """Worksheets that are written as a page (`translations/<language>.md`), by language."""
    pages = {PurePosixPath(file): text for file, text in documents.items() if file.endswith(".md")}
    return {page.stem: str(text) for page, text in pages.items() if page.parent.name == TRANSLATIONS_FOLDER}


def _questionnaire(reader: Reader, header: InstrumentHeader) -> Questionnaire:
    items = reader.part("items.yaml", ItemList)
    scales = reader.part("scales.yaml", ScaleList)
    locales = reader.parts("locales", QuestionnaireWords)
    cases = reader.optional("cases.yaml", CaseList, default=CaseList(cases=()))
    pairs = reader.optional(PAIRS_FILE, ConsistencyPairList, default=ConsistencyPairList(consistency_pairs=()))
    none = EvidenceRequestList(evidence_requests=())
    requests = reader.optional(EVIDENCE_REQUESTS_FILE, EvidenceRequestList, default=none)
    questionnaire = Questionnaire.model_construct(
        header=header,
        items=reader.present(items).items,
        scales=reader.present(scales).scales,
        locales=locales,
        evidence=reader.text("evidence.md"),
        cases=cases.cases,
        consistency_pairs=pairs.consistency_pairs,
        evidence_requests=requests.evidence_requests,
    )
    reader.findings += questionnaire_findings(questionnaire)
    reader.refuse_if_anything_is_wrong()
    reader.findings += case_findings(questionnaire)
    reader.refuse_if_anything_is_wrong()
    return questionnaire


def _situational_test(reader: Reader, header: InstrumentHeader) -> SituationalTest:
    scenarios = reader.part("scenarios.yaml", ScenarioList)
    keys = reader.parts("keys", JudgementKey)
    locales = reader.parts("locales", SituationalWords)
    cases = reader.optional("cases.yaml", SituationalCaseList, default=SituationalCaseList(cases=()))
    test = SituationalTest.model_construct(
        header=header,
        scenarios=reader.present(scenarios).scenarios,
        keys=keys,
        locales=locales,
        evidence=reader.text("evidence.md"),
        cases=cases.cases,
    )
    reader.findings += situational_findings(test)
    reader.refuse_if_anything_is_wrong()
    return test


def _exercise(reader: Reader) -> Exercise:
    header = reader.part(HEADER_FILE, ExerciseHeader)
    structure = reader.part(EXERCISE_FILE, ExerciseStructure)
    locales = reader.parts("locales", ExerciseWords)
    transcripts = reader.parts(TRANSCRIPT_FOLDER, Transcript)
    cases = reader.optional("cases.yaml", ExerciseCaseList, default=ExerciseCaseList(cases=()))
    exercise = Exercise.model_construct(
        header=reader.present(header),
        structure=reader.present(structure),
        locales=locales,
        transcripts=transcripts,
        evidence=reader.text("evidence.md"),
        cases=cases.cases,
    )
    reader.findings += exercise_findings(exercise)
    reader.refuse_if_anything_is_wrong()
    return exercise


def schema_findings(error: ValidationError, *, file: str, kind: type[BaseModel]) -> list[Finding]:
    """What pydantic found, as findings with a remedy."""
    faults = [dict(fault) for fault in error.errors(include_url=False)]
    return [
        _schema_finding(fault, file=file, kind=kind) for fault in faults if not _follows_from_another(fault, faults)
    ]


def _follows_from_another(fault: dict[str, Any], faults: list[dict[str, Any]]) -> bool:
    # A list whose entries are all faulty is also "too short": that is no second fault.
    place = fault["loc"]
    return fault["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in faults
    )


def _schema_finding(fault: dict[str, Any], *, file: str, kind: type[BaseModel]) -> Finding:
    pointer = tuple(step for step in fault["loc"] if not _is_branch_name(step))
    name = str(pointer[-1]) if pointer else kind.__name__
    found = shown(fault.get("input"))
    if fault["type"] == "missing":
        code, found = "SCHEMA_001", name
        message, remedy = f'the field "{name}" is missing.', f'Add "{name}".'
    elif fault["type"] == "extra_forbidden":
        code, found = "SCHEMA_002", name
        message, remedy = f'there is no field "{name}" here.', did_you_mean(name, _field_names(kind))
    else:
        code = "SCHEMA_003"
        message = f'"{name}" cannot be "{found}": {fault["msg"][:1].lower()}{fault["msg"][1:]}.'
        remedy = "Correct the value."
        expected = fault.get("ctx", {}).get("expected")
        if expected:
            remedy = f"Write {expected}."
    return Finding(code=code, file=file, pointer=pointer, value=found, message=message, remedy=remedy)


def _is_branch_name(step: object) -> bool:
    # pydantic puts the tag of a tagged union into the place; no author wrote that step.
    return step in ("rating_scale", "situational_rating", "int", "literal['cannot_know']")


def _field_names(kind: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    waiting: list[Any] = [kind]
    seen: set[Any] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            names.add(name)
            waiting += _models_in(field.annotation)
    return names


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in getattr(annotation, "__args__", ()) for model in _models_in(argument)]

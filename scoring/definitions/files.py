"""Folders of YAML into definitions. No other module of the engine reads YAML or knows lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.enemies import enemy_findings
from scoring.definitions.findings import Finding, Pointer, UnusableDefinitionError, shown
from scoring.definitions.framework import dimension_findings
from scoring.definitions.hashing import Instrument
from scoring.definitions.parsing import (
    parse_dimension_library,
    parse_enemies,
    parse_instrument,
    parse_waivers,
    parse_worksheets,
    prose_worksheets,
)
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.schema import rendered_schemas
from scoring.definitions.short_forms import short_form_findings
from scoring.definitions.translations import TRANSLATIONS_FOLDER, translation_findings
from scoring.definitions.wording import alike_across, wording_findings

FILE_SIZE_AT_MOST = 1_000_000
KIND_FOLDERS = {
    "dimensions": "dimensions.yaml",
    "questionnaires": "instrument.yaml",
    "judgement": "instrument.yaml",
    "exercises": "instrument.yaml",
}
TEXT_FILES = ("evidence.md",)


@dataclass
class Folder:
    """The documents of one definition, and the line of every place in them."""

    path: Path
    documents: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str, Pointer], int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def located(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings with their lines, and with files named from where the reader stands."""
        return [
            finding.at_line(self.line_of(finding.file, finding.pointer)).in_file(str(self.path / finding.file))
            for finding in findings
        ]

    def line_of(self, file: str, pointer: Pointer) -> int | None:
        """The line of a place, or of the nearest place around it that the file has."""
        while pointer:
            if (file, pointer) in self.lines:
                return self.lines[file, pointer]
            pointer = pointer[:-1]
        return 1 if file in self.documents else None


def load_dimension_library(path: Path) -> DimensionLibrary:
    """The dimension library in a folder.

    Raises
    ------
    UnusableDefinitionError : with every finding and its line.
    """
    folder = read_folder(path)
    try:
        return parse_dimension_library(folder.documents)
    except UnusableDefinitionError as error:
        raise UnusableDefinitionError(folder.located(error.findings)) from None


def load_instrument(path: Path) -> Instrument:
    """The instrument in a folder, of the kind that its instrument.yaml names.

    Raises
    ------
    UnusableDefinitionError : with every finding and its line.
    """
    folder = read_folder(path)
    try:
        return parse_instrument(folder.documents)
    except UnusableDefinitionError as error:
        raise UnusableDefinitionError(folder.located(error.findings)) from None


def read_folder(path: Path) -> Folder:
    """Every document of a definition's folder.

    Raises
    ------
    UnusableDefinitionError : a file that is too large, no UTF-8, no YAML, or that repeats or refers to its parts.
    """
    folder = Folder(path=path)
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if file.suffix == ".yaml":
            _read_yaml(folder, name, file)
        elif name in TEXT_FILES or (file.suffix == ".md" and file.parent.name == TRANSLATIONS_FOLDER):
            folder.documents[name] = file.read_text(encoding="utf-8")
    if folder.findings:
        raise UnusableDefinitionError(folder.findings)
    return folder


def read_document(path: Path) -> Any:
    """One YAML or JSON file as plain values, for the commands that take a definition or a key by itself.

    Raises
    ------
    UnusableDefinitionError : a file that is too large, no UTF-8, no YAML, or that repeats or refers to its parts.
    """
    folder = Folder(path=path.parent)
    _read_yaml(folder, path.name, path)
    if folder.findings:
        raise UnusableDefinitionError(folder.findings)
    return folder.documents[path.name]


def definition_folders(root: Path) -> list[Path]:
    """Every folder of a definition at or below `root`, in order."""
    if root.is_file():
        root = root.parent
    found = {file.parent for name in set(KIND_FOLDERS.values()) for file in root.rglob(name)}
    if not found:
        # Somebody may point at locales/ or keys/ inside a definition.
        found = {parent for parent in root.parents if any((parent / name).is_file() for name in KIND_FOLDERS.values())}
    return sorted(found)


def validate_paths(paths: Iterable[Path]) -> list[Finding]:
    """Everything wrong with the definitions at or below these paths, with file and line."""
    folders = sorted({folder for path in paths for folder in definition_folders(path)})
    findings: list[Finding] = []
    questionnaires: dict[str, Questionnaire] = {}
    for path in folders:
        try:
            definition = load_dimension_library(path) if _is_library(path) else load_instrument(path)
        except UnusableDefinitionError as error:
            findings += error.findings
        else:
            findings += _folder_findings(path, definition)
            if not isinstance(definition, DimensionLibrary):
                findings += _framework_findings(path, definition)
                findings += _short_form_findings(path, definition)
                findings += _lints(path, definition)
            if isinstance(definition, Questionnaire):
                questionnaires[path.as_posix()] = definition
    for name, found in alike_across(questionnaires).items():
        findings += read_folder(Path(name)).located(found)
    return findings


def _lints(path: Path, instrument: Instrument) -> list[Finding]:
    folder = read_folder(path)
    try:
        waivers, listed = parse_waivers(folder.documents), parse_enemies(folder.documents)
        worksheets, pages = parse_worksheets(folder.documents), prose_worksheets(folder.documents)
    except UnusableDefinitionError as error:
        return folder.located(error.findings)
    lints = wording_findings(instrument, waivers, enemy_findings(instrument, listed))
    return folder.located([*lints, *translation_findings(instrument, worksheets, pages)])


def drifted_schemas(folder: Path) -> tuple[str, ...]:
    """Names of the JSON Schema files in `folder` that differ from the classes, are missing or are left over."""
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.schema.json")}
    expected = rendered_schemas()
    return tuple(sorted(name for name in written.keys() | expected if written.get(name) != expected.get(name)))


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write every JSON Schema file into `folder`, remove left-over ones, and name those that changed."""
    changed = drifted_schemas(folder)
    folder.mkdir(parents=True, exist_ok=True)
    expected = rendered_schemas()
    for name in changed:
        if name in expected:
            (folder / name).write_text(expected[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def _is_library(path: Path) -> bool:
    return (path / KIND_FOLDERS["dimensions"]).is_file()


def _folder_findings(path: Path, definition: DimensionLibrary | Instrument) -> list[Finding]:
    code, version = _identity(definition)
    said, file = (path.parent.name, path.name), "dimensions.yaml" if _is_library(path) else "instrument.yaml"
    if said == (code, version):
        return []
    return [
        Finding(
            code="FILE_007",
            file=str(path / file),
            line=1,
            value="/".join(said),
            message=f"the folder says {'/'.join(said)}, the file says {code}/{version}.",
            remedy="Make the two agree: a published version never changes, a change is a new folder.",
        )
    ]


def _identity(definition: DimensionLibrary | Instrument) -> tuple[str, str]:
    if isinstance(definition, DimensionLibrary):
        return definition.code, definition.version
    return definition.header.code, definition.header.version


def _framework_findings(path: Path, instrument: Instrument) -> list[Finding]:
    reference = instrument.header.framework
    library_path = path.parents[2] / "dimensions" / reference.code / reference.version
    if not _is_library(library_path):
        return [
            Finding(
                code="INSTRUMENT_020",
                file=str(path / "instrument.yaml"),
                line=1,
                value=f"{reference.code} {reference.version}",
                message=f"there is no dimension library {reference.code} {reference.version}.",
                remedy=f"Write {library_path}, or correct framework.",
            )
        ]
    try:
        kinds = load_dimension_library(library_path).kinds
    except UnusableDefinitionError:
        return []  # said about the library itself
    return read_folder(path).located(dimension_findings(instrument, kinds))


def _short_form_findings(path: Path, instrument: Instrument) -> list[Finding]:
    if not isinstance(instrument, Questionnaire):
        return []
    reference = instrument.header.short_form_of
    if reference is None:
        return []
    long_path = path.parents[1] / reference.code / reference.version
    if not (long_path / KIND_FOLDERS["questionnaires"]).is_file():
        return [
            Finding(
                code="SHORT_005",
                file=str(path / "instrument.yaml"),
                line=1,
                value=f"{reference.code} {reference.version}",
                message=f"there is no long form {reference.code} {reference.version}.",
                remedy=f"Write {long_path}, or correct short_form_of.",
            )
        ]
    try:
        long = load_instrument(long_path)
    except UnusableDefinitionError:
        return []  # said about the long form itself
    if not isinstance(long, Questionnaire):
        return []
    return read_folder(path).located(short_form_findings(instrument, long))


def _read_yaml(folder: Folder, name: str, file: Path) -> None:
    try:
        _refuse_large(file)
        tree = YAML(typ="rt").load(file.read_text(encoding="utf-8"))
        folder.documents[name] = _Plain(folder.lines, name).of(tree, ())
    except UnicodeDecodeError as error:
        message, remedy = f"the file is not UTF-8 (byte {error.start}).", "Save it as UTF-8."
        folder.findings.append(Finding(code="FILE_006", file=str(file), line=1, message=message, remedy=remedy))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"the file cannot be read as YAML: {error.problem}."
        remedy = "Correct the line; text with a colon or a hash needs quotation marks."
        folder.findings.append(Finding(code="FILE_001", file=str(file), line=line, message=message, remedy=remedy))
    except (YAMLError, ValueError, RecursionError) as error:
        # Dates that do not exist, text outside YAML's characters, brackets without end: ruamel has no line for these.
        message = f"the file cannot be read as YAML: {type(error).__name__}."
        remedy = "Put dates and unusual texts in quotation marks; write parts one below the other."
        folder.findings.append(Finding(code="FILE_001", file=str(file), line=1, message=message, remedy=remedy))
    except _UnreadableYamlError as error:
        folder.findings.append(
            Finding(code=error.code, file=str(file), line=error.line, message=error.message, remedy=error.remedy)
        )


def _refuse_large(file: Path) -> None:
    if file.stat().st_size > FILE_SIZE_AT_MOST:
        message = f"the file is larger than {FILE_SIZE_AT_MOST} bytes."
        raise _UnreadableYamlError(code="FILE_005", line=1, message=message, remedy="Split the instrument.")


class _UnreadableYamlError(Exception):
    def __init__(self, *, code: str, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message, self.remedy = code, line, message, remedy


class _Plain:
    """Turns ruamel's tree into plain Python values and notes the line of every place."""

    def __init__(self, lines: dict[tuple[str, Pointer], int], file: str) -> None:
        self.lines, self.file = lines, file
        self.seen: set[int] = set()

    def of(self, node: Any, pointer: Pointer) -> Any:
        if isinstance(node, CommentedMap | CommentedSeq):
            self._refuse_alias(node)
        if isinstance(node, CommentedMap):
            return {self._key(node, key, pointer): self._child(node, key, pointer) for key in node}
        if isinstance(node, CommentedSeq):
            return [self._child(node, position, pointer) for position in range(len(node))]
        return self._scalar(node)

    def _key(self, node: CommentedMap, key: Any, pointer: Pointer) -> str:
        if isinstance(key, str):
            return str(key)
        line = node.lc.data[key][0] + 1
        message = f'the name "{shown(key)}" under "{pointer[-1] if pointer else self.file}" is no text.'
        raise _UnreadableYamlError(code="FILE_004", line=line, message=message, remedy="Put it in quotation marks.")

    def _child(self, node: Any, step: Any, pointer: Pointer) -> Any:
        place = (*pointer, step)
        self.lines[self.file, place] = node.lc.data[step][0] + 1
        return self.of(node[step], place)

    def _refuse_alias(self, node: Any) -> None:
        # An alias repeats a part; nested ones grow without bound.
        if id(node) in self.seen:
            raise _UnreadableYamlError(
                code="FILE_003",
                line=node.lc.line + 1,
                message="the file uses an alias (*name).",
                remedy="Write the part out where it is used.",
            )
        self.seen.add(id(node))

    @staticmethod
    def _scalar(node: Any) -> Any:
        for plain in (bool, int, float, str):
            if isinstance(node, plain):
                return plain(node)
        return node

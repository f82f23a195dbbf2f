"""`validate`: instrument folders against their schema and against each other."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from scoring.cli.command import Command, Result
from scoring.errors import UnreadableFileError, UsageError


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the paths and the two schema options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders or files of definitions")
    parser.add_argument("--write-schema", metavar="FOLDER", help="write the generated JSON Schema files there")
    parser.add_argument("--check-schema", metavar="FOLDER", help="a finding for every schema file that has drifted")


def run(args: Namespace) -> Result:
    """Findings of all paths, drifted schema files included."""
    from scoring.definitions.files import definition_folders, drifted_schemas, validate_paths, write_schemas

    if not (args.paths or args.write_schema or args.check_schema):
        raise UsageError(
            "There is nothing to validate.", place="command line", remedy="Give a PATH, for instance instruments."
        )
    paths = [_existing(path) for path in args.paths]
    findings = [
        {
            "file": finding.file,
            "line": finding.line,
            "code": finding.code,
            "value": finding.value,
            "message": finding.message,
            "remedy": finding.remedy,
        }
        for finding in validate_paths(paths)
    ]
    changed = write_schemas(Path(args.write_schema)) if args.write_schema else ()
    if args.check_schema:
        findings += [_drift(args.check_schema, name) for name in drifted_schemas(Path(args.check_schema))]
    folders = sorted({str(folder) for path in paths for folder in definition_folders(path)})
    return {"definitions": folders, "schema_written": list(changed), "findings": findings}


def exit_status(result: Result | str) -> int:
    """1 when there is a finding."""
    return 1 if isinstance(result, dict) and result["findings"] else 0


def _existing(text: str) -> Path:
    from scoring.definitions.files import definition_folders

    path = Path(text)
    if not path.exists():
        raise UnreadableFileError("There is no such file or folder.", place=text, value=text, remedy="Check the path.")
    if not definition_folders(path):
        raise UnreadableFileError(
            "There is no definition here: no dimensions.yaml and no instrument.yaml.",
            place=text,
            value=text,
            remedy="Give the folder of a definition, or one above.",
        )
    return path


def _drift(folder: str, name: str) -> dict[str, str | int | None]:
    return {
        "file": f"{folder}/{name}",
        "line": None,
        "code": "FILE_008",
        "value": name,
        "message": "the generated schema is not what the classes say.",
        "remedy": "Run `make generate`.",
    }


COMMAND = Command(
    name="validate",
    summary="Checks instruments and dimension libraries, with file, line and remedy for every finding.",
    method="Schema of every file; agreement between items, scales, scenarios, keys and words; hand-scored cases "
    "recomputed; folder names; dimensions against their library; lints of English wording, less those waived with a "
    "reason in waivers.yaml. Exit status 1 when there is a finding.",
    source="The limits of situational keys: design of the method, section 3.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
    exit_status=exit_status,
)

"""Instruments at a glance: what each is, how long it takes, how far its units have come."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.kernel.tenancy import Actor
from backend.library.enums import ModelBasis
from backend.library.models import InstrumentVersion, LadderStep
from backend.library.policies import visible_instruments
from backend.library.selectors.frameworks import libraries_of
from backend.library.selectors.instruments import published_definition
from backend.library.selectors.ladder import latest_steps
from backend.library.selectors.scoring_models import bases_of
from backend.library.selectors.sections import SectionSummary, section_summaries
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.exercises import Exercise
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.situational import SituationalTest
from scoring.definitions.standing import Status


@dataclass(frozen=True)
class UnitStanding:
    """One unit of an instrument (scale, scenario set, exercise block) and how far it has come in one language."""

    unit: str
    dimension: str
    kind: str
    name: str
    entries: int
    status: Status
    basis: str
    words_changed: bool

    @property
    def provisional(self) -> bool:
        """Below "structure confirmed": never in an overall figure, a cut or an ordering."""
        return self.status.provisional


@dataclass(frozen=True)
class InstrumentSummary:
    """An instrument for lists: what it is, how long it takes, how far its units have come."""

    id: uuid.UUID
    code: str
    version: str
    kind: str
    audience: str
    short_form_of: str
    superseded: bool
    shipped: bool
    title: str
    summary: str
    language: str
    languages: tuple[str, ...]
    minutes: float
    entries: int
    structure_hash: str
    content_hashes: Mapping[str, str]
    units: tuple[UnitStanding, ...]
    sections: tuple[SectionSummary, ...]


def summaries(actor: Actor, rows: Iterable[InstrumentVersion], *, language: str = "") -> list[InstrumentSummary]:
    """Summaries of instruments, with one query for all statuses, one for all models, one for all dimension names."""
    listed = list(rows)
    steps = latest_steps(actor, {row.structure_hash for row in listed})
    bases = bases_of(listed)
    newest = _newest_versions(actor, {row.code for row in listed})
    libraries = libraries_of(published_definition(row).header.framework for row in listed)
    return [
        _summary(
            row,
            library=libraries.get(published_definition(row).header.framework),
            language=language,
            steps=steps,
            basis=bases.get(row.pk, ""),
            superseded=newest[row.organisation_id, row.code] != row.version,
        )
        for row in listed
    ]


def _newest_versions(actor: Actor, codes: set[str]) -> dict[tuple[uuid.UUID | None, str], str]:
    """The highest version of each code, the organisation's own and the shipped ones apart."""
    rows = visible_instruments(actor).filter(code__in=codes).values_list("organisation_id", "code", "version")
    newest: dict[tuple[uuid.UUID | None, str], str] = {}
    for organisation_id, code, version in rows:
        known = newest.get((organisation_id, code), version)
        newest[organisation_id, code] = max(known, version, key=version_number)
    return newest


def version_number(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def _summary(
    row: InstrumentVersion,
    *,
    library: DimensionLibrary | None,
    language: str,
    steps: Mapping[tuple[str, str, str], LadderStep],
    basis: str,
    superseded: bool,
) -> InstrumentSummary:
    definition = published_definition(row)
    chosen = language if language in definition.locales else definition.header.default_language
    words = definition.locales[chosen]
    names = {code: library.words_for(code, chosen).name for code in library.kinds} if library else {}
    return InstrumentSummary(
        id=row.pk,
        code=row.code,
        version=row.version,
        kind=row.kind,
        audience=definition.header.audience,
        short_form_of=_long_form(definition),
        superseded=superseded,
        shipped=row.is_shipped,
        title=words.title,
        summary=words.summary,
        language=chosen,
        languages=tuple(sorted(definition.locales)),
        minutes=definition.minutes,
        entries=_entries(definition),
        structure_hash=row.structure_hash,
        content_hashes=row.content_hashes,
        units=tuple(
            _standing(
                row,
                definition,
                unit,
                names=names,
                language=chosen,
                step=steps.get((row.structure_hash, unit, chosen)),
                basis=basis,
            )
            for unit in units_in(definition, chosen)
        ),
        sections=section_summaries(definition, names),
    )


def _entries(definition: Instrument) -> int:
    if isinstance(definition, Exercise):
        return len(definition.rows)
    return len(definition.items if isinstance(definition, Questionnaire) else definition.scenarios)


def _long_form(definition: Instrument) -> str:
    if isinstance(definition, Exercise):
        return ""
    long = definition.header.short_form_of
    return f"{long.code} {long.version}" if long else ""


def units_in(definition: Instrument, language: str) -> tuple[str, ...]:
    """The units that a language has words for: of a situational test, dimensions whose sections it covers."""
    if isinstance(definition, SituationalTest):
        covered = definition.sections_in(language)
        left_out = {
            unit for scenario in definition.scenarios if scenario.section not in covered for unit in scenario.dimensions
        }
        return tuple(unit for unit in definition.units if unit not in left_out)
    return definition.units


def _standing(
    row: InstrumentVersion,
    definition: Instrument,
    unit: str,
    *,
    names: Mapping[str, str],
    language: str,
    step: LadderStep | None,
    basis: str,
) -> UnitStanding:
    dimension, kind, name, entries = _unit_words(definition, unit, language, names)
    return UnitStanding(
        unit=unit,
        dimension=dimension,
        kind=kind,
        name=name,
        entries=entries,
        status=Status(step.status) if step else Status.DRAFT,
        basis=basis or ModelBasis.ASSUMED,
        words_changed=step is not None and step.content_hash != row.content_hashes.get(language),
    )


def _unit_words(
    definition: Instrument, unit: str, language: str, names: Mapping[str, str]
) -> tuple[str, str, str, int]:
    if isinstance(definition, Questionnaire):
        scale = next(scale for scale in definition.scales if scale.code == unit)
        words = definition.locales[language].scales[unit]
        return scale.dimension, scale.kind, words.name, len(definition.items_of(unit))
    if isinstance(definition, Exercise):
        block = definition.block(unit)
        return block.dimension or "", "", definition.locales[language].blocks[unit].title, len(block.rows)
    scenarios = [scenario for scenario in definition.scenarios if unit in scenario.dimensions]
    return unit, "", names.get(unit, unit), len(scenarios)

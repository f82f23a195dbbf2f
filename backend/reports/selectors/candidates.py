"""Gathers what reports on candidates, pilots and definitions are about, as contexts of pure functions."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import UTC
from statistics import fmean, stdev

from backend.accounts.models import Organisation
from backend.calibration.selectors.psychometrics import ScaleDetail, scale_detail
from backend.campaigns.models import Campaign
from backend.cultures.models import DefinitionVersion
from backend.cultures.selectors import CultureDocument, culture_document
from backend.fit.enums import Outcome
from backend.fit.models import Decision, FitAssessment
from backend.fit.selectors.candidates import (
    CandidateView,
    DimensionView,
    candidate,
    dimensions_of_participant,
    dimensions_of_sitting,
)
from backend.fit.selectors.decisions import decisions_about
from backend.fit.selectors.tables import FittedRow, fitted_rows
from backend.kernel.audit import GENESIS
from backend.kernel.models import AuditHead
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import definition_of, instrument
from backend.ratings.selectors.exercises import card_of
from backend.ratings.selectors.plans import card_to_print
from backend.reports.errors import ReportNotReadyError
from backend.reports.kinds.candidate import CandidateContext
from backend.reports.kinds.definition import DefinitionContext, TargetLine
from backend.reports.kinds.manual import ManualContext, ScaleOfManual
from backend.reports.kinds.paper_card import PaperCardContext
from backend.reports.kinds.pilot import PilotContext, ScaleOfPilot
from backend.reports.kinds.positions import MethodLine, PositionLine, to_t
from backend.reports.kinds.screening import ScreeningContext
from backend.sittings.enums import Origin
from backend.sittings.models import Sitting
from scoring.definitions.questionnaires import Questionnaire


def screening_context(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> ScreeningContext:
    """What the recruiter's report on one candidate says. Visible to those who may see results."""
    view = candidate(actor, campaign_id, candidate_id)
    if view.assessment_id is None or view.assessed_at is None:
        raise ReportNotReadyError
    assessment = FitAssessment.objects.get(pk=view.assessment_id)
    definition = DefinitionVersion.objects.select_related("definition").get(pk=assessment.definition_version_id)
    head = AuditHead.objects.first()
    return ScreeningContext(
        name=view.name,
        organisation=Organisation.objects.get().name,
        campaign=Campaign.objects.get(pk=campaign_id).title,
        assessed_on=view.assessed_at.date(),
        language="en",
        simulated=view.origin == Origin.SIMULATED,
        definition=f"{definition.definition.name} version {definition.number}",
        definition_hash=definition.content_hash,
        audit_head=head.hash if head else GENESIS,
        lines=tuple(position_line(fit) for fit in view.dimensions),
        expected_count=view.expected_count,
        count_lower=view.count_lower,
        count_upper=view.count_upper,
        assessed=view.assessed,
        of=view.of,
        reason=view.reason or None,
        decision=_decision(actor, view, campaign_id),
    )


def _decision(actor: Actor, view: CandidateView, campaign_id: uuid.UUID) -> str | None:
    newest: Decision | None = decisions_about(actor, campaign_id, view.candidate_id).first()
    if newest is None:
        return None
    outcome = Outcome(newest.outcome).label
    return f"{outcome}, by {newest.decided_by.name} on {newest.created_at:%d %B %Y}: {newest.reason}"


def candidate_context(sitting_id: uuid.UUID) -> CandidateContext:
    """What a candidate's own report says; ready from the moment the employer's is."""
    sitting = Sitting.objects.select_related("campaign", "invitation__candidate").get(pk=sitting_id)
    dimensions = dimensions_of_sitting(sitting_id)
    if not dimensions or sitting.submitted_at is None or sitting.invitation is None:
        raise ReportNotReadyError
    campaign = sitting.campaign
    if campaign.definition_version_id is None:
        raise ReportNotReadyError
    version = DefinitionVersion.objects.select_related("definition").get(pk=campaign.definition_version_id)
    return CandidateContext(
        name=sitting.invitation.invitee.name,
        organisation=Organisation.objects.get().name,
        campaign=campaign.title,
        submitted_on=sitting.submitted_at.date(),
        answer_by=campaign.answer_by,
        contact=f"{campaign.contact_name} <{campaign.contact_email}>" if campaign.contact_email else "the employer",
        language="en",
        simulated=sitting.origin == Origin.SIMULATED,
        receipt=sitting.receipt_code,
        definition=f"{version.definition.name} version {version.number}",
        lines=tuple(position_line(fit) for fit in dimensions),
    )


def position_line(fit: DimensionView) -> PositionLine:
    """A dimension as reports show it: the line runs from pole b (low) to pole a (high)."""
    band = None
    if fit.band_lower is not None and fit.band_upper is not None:
        band = (fit.band_lower, fit.band_upper)
    return PositionLine(
        dimension=fit.dimension,
        name=fit.name,
        kind=fit.kind,
        left=fit.pole_b,
        right=fit.pole_a,
        mean=fit.mean,
        se=fit.se,
        lower=fit.lower,
        upper=fit.upper,
        n_answered=fit.n_answered,
        n_items=fit.n_items,
        band=band,
        cut=fit.cut,
        probability=fit.probability,
        verdict=fit.verdict,
        reason=fit.reason,
        basis=fit.basis,
        status=fit.status,
        provisional=fit.provisional,
        methods=tuple(
            MethodLine(
                method=one.method,
                mean=one.mean,
                se=one.se,
                weight=one.weight,
                basis=one.basis,
                status=one.status,
                n_answered=one.n_answered,
                n_items=one.n_items,
                reason=one.reason,
            )
            for one in fit.evidence
        ),
    )


def definition_context(actor: Actor, version_id: uuid.UUID) -> DefinitionContext:
    """What the printed culture definition says."""
    document: CultureDocument = culture_document(actor, version_id)
    stamp = document.signed_at or document.proposed_at or document.created_at
    return DefinitionContext(
        organisation=Organisation.objects.get().name,
        name=document.definition_name,
        version=str(document.number),
        status=document.status,
        content_hash=document.content_hash,
        language="en",
        dated=stamp.date(),
        simulated=False,
        statement=document.statement,
        rallying_cry=document.rallying_cry,
        full_definition=document.full_definition,
        targets=tuple(
            TargetLine(
                name=target.name,
                kind=target.kind,
                left=target.pole_b_name,
                right=target.pole_a_name,
                band=None if target.lower is None or target.upper is None else (target.lower, target.upper),
                wished_level="" if target.wished_level is None else f"{to_t(target.wished_level):.0f} of 20 to 80",
                weight=target.weight,
                reason=target.commercial_reason or target.reason,
                on=target.on,
                off=target.off,
            )
            for target in document.targets
        ),
        signatures=tuple(
            (
                signature.name,
                f"signed {signature.signed_at:%d %B %Y %H:%M} UTC" if signature.signed_at else "not signed",
            )
            for signature in document.signatories
        ),
    )


def pilot_context(actor: Actor, campaign_id: uuid.UUID) -> PilotContext:
    """What the report on a pilot says. Visible to those who may see results."""
    rows = fitted_rows(actor, campaign_id)
    if not rows:
        raise ReportNotReadyError
    campaign = Campaign.objects.get(pk=campaign_id)
    newest = FitAssessment.objects.filter(campaign_id=campaign_id, superseded=False).latest("created_at")
    version = DefinitionVersion.objects.select_related("definition").get(pk=newest.definition_version_id)
    lines = tuple(position_line(fit) for fit in dimensions_of_participant(campaign_id, rows[0].code))
    return PilotContext(
        title=campaign.title,
        organisation=Organisation.objects.get().name,
        definition=f"{version.definition.name} version {version.number}",
        assessed_on=newest.created_at.date(),
        simulated=Sitting.objects.filter(campaign_id=campaign_id, origin=Origin.SIMULATED).exists(),
        n=len(rows),
        n_with_count=sum(row.expected_count is not None for row in rows),
        reason=rows[0].reason,
        scales=tuple(_scale_of_pilot(line, rows) for line in lines),
        first_code=rows[0].code,
        first=lines,
    )


def _scale_of_pilot(line: PositionLine, rows: Sequence[FittedRow]) -> ScaleOfPilot:
    fits = [row.dimensions[line.dimension] for row in rows]
    means = [fit.mean for fit in fits if fit.mean is not None]
    errors = [fit.se for fit in fits if fit.se is not None]
    words = Counter(fit.verdict or fit.reason for fit in fits)
    return ScaleOfPilot(
        name=line.name,
        n_scored=len(means),
        n_not_scored=len(fits) - len(means),
        mean=fmean(means) if means else None,
        sd=stdev(means) if len(means) > 1 else None,
        mean_se=fmean(errors) if errors else None,
        basis=line.basis,
        status=line.status,
        verdicts=tuple((name.replace("_", " "), number) for name, number in sorted(words.items())),
    )


def manual_context(actor: Actor, instrument_id: uuid.UUID, *, unit: str = "", language: str = "") -> ManualContext:
    """What the technical manual of an instrument says, of one scale or of all. Needs `view_keys`."""
    row = instrument(actor, instrument_id)
    definition = definition_of(row)
    if not isinstance(definition, Questionnaire):
        raise ReportNotReadyError
    chosen = language or definition.header.default_language
    units = [unit] if unit else list(definition.units)
    details = [scale_detail(actor, instrument_id, one, language=chosen) for one in units]
    use, words = definition.header.intended_use, definition.locales[chosen]
    newest = max([row.created_at, *(one.run.ended_at for one in details if one.run and one.run.ended_at)])
    newest = max([newest, *(step.created_at for one in details for step in one.steps)])
    return ManualContext(
        title=words.title,
        summary=words.summary,
        organisation=Organisation.objects.get().name,
        code=row.code,
        version=row.version,
        structure_hash=row.structure_hash,
        language=chosen,
        languages=tuple(sorted(definition.locales)),
        dated=newest.date(),
        authors=tuple(definition.header.authors),
        population=use.population,
        decision=use.decision,
        stakes=str(use.stakes),
        not_for=tuple(use.not_for),
        formats=tuple(f"{name}: {one.type}" for name, one in definition.header.formats.items()),
        minutes=definition.minutes,
        simulated=any(one.run and one.run.sample.origin_simulated for one in details),
        model_hash=details[0].model_hash,
        predecessor=details[0].predecessor,
        model_card=_model_card(details[0]),
        scales=tuple(_scale_of_manual(one, definition, chosen) for one in details),
    )


def _scale_of_manual(detail: ScaleDetail, definition: Questionnaire, language: str) -> ScaleOfManual:
    unit = detail.glance.unit
    items = definition.items_of(unit)
    return ScaleOfManual(
        code=unit,
        name=detail.glance.name,
        description=definition.locales[language].scales[unit].description,
        dimension=detail.glance.dimension,
        items=tuple(item.code for item in items),
        reversed_items=tuple(item.code for item in items if item.key == "b"),
        status=detail.glance.status,
        basis=detail.glance.basis,
        contradicted=detail.glance.contradicted,
        figures=detail.figures,
        gates=detail.gates,
        groups=detail.groups,
        steps=tuple(
            (
                step.status.replace("_", " "),
                f"{step.created_at:%d.%m.%Y}",
                step.decided_by.name if step.decided_by else "",
                step.evidence.get("taken_over_from") or step.reason,
            )
            for step in detail.steps
        ),
        norms=tuple(vars(norm) for norm in detail.norms),
    )


def _model_card(detail: ScaleDetail) -> tuple[tuple[str, str], ...]:
    if detail.run is None:
        return (("Calibration", "Not known yet."),)
    sample = detail.run.sample
    real, simulated = sample.origin_real, sample.origin_simulated
    return (
        ("Sample", f"{sample.title}: {real:,} real, {simulated:,} simulated; {sample.population}"),
        ("Consent", sample.consent or "Not known yet."),
        (
            "Cut",
            f"{sample.parts} parts by seed {sample.seed}; part 0 calibrates, part {detail.run.confirm_part} confirms",
        ),
        ("Calibration", str(detail.run.pk)),
        ("Code", detail.run.code_version),
    )


def paper_card_context(actor: Actor, card_id: uuid.UUID) -> PaperCardContext:
    """What a rater's paper card says. Visible to those who see campaigns; it bears no mark."""
    card = card_to_print(actor, card_id)
    return PaperCardContext(
        organisation=Organisation.objects.get().name,
        campaign=card.plan.campaign.title,
        candidate=card.plan.candidate.name,
        rater=card.membership.name,
        speaks_for_customers=card.is_advocate,
        starts_at=card.plan.starts_at.astimezone(UTC),
        place=card.plan.place,
        card_id=str(card.pk),
        simulated=card.plan.origin == Origin.SIMULATED,
        sheet=card_of(card.plan),
    )

"""Who may see and publish what stands in the library; the check and the list side by side."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.library.enums import InstrumentKind
from backend.library.models import FrameworkVersion, InstrumentVersion, LadderStep, NormGroup, ScoringModelVersion


def visible_instruments(actor: Actor) -> QuerySet[InstrumentVersion]:
    rows = InstrumentVersion.objects
    return rows.all() if may(actor, Capability.VIEW_INSTRUMENTS) else rows.none()


def training_exercises(actor: Actor) -> QuerySet[InstrumentVersion]:
    """Exercises whose talks whoever rates or debriefs may train on, though the library is not theirs to read."""
    rows = InstrumentVersion.objects.filter(kind=InstrumentKind.EXERCISE)
    return rows if may(actor, Capability.VIEW_DEBRIEFS) else rows.none()


def visible_frameworks(actor: Actor) -> QuerySet[FrameworkVersion]:
    """Dimensions are read by everybody who may read a culture definition: they are its vocabulary."""
    rows = FrameworkVersion.objects
    return rows.all() if may(actor, Capability.VIEW_CULTURE) else rows.none()


def visible_scoring_models(actor: Actor) -> QuerySet[ScoringModelVersion]:
    rows = ScoringModelVersion.objects
    return rows.all() if may(actor, Capability.VIEW_KEYS) else rows.none()


def visible_ladder_steps(actor: Actor) -> QuerySet[LadderStep]:
    rows = LadderStep.objects
    return rows.all() if may(actor, Capability.VIEW_INSTRUMENTS) else rows.none()


def visible_norm_groups(actor: Actor) -> QuerySet[NormGroup]:
    rows = NormGroup.objects
    return rows.all() if may(actor, Capability.VIEW_INSTRUMENTS) else rows.none()

"""Who may see samples and calibrations; the check and the list side by side."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.calibration.models import AssumedCheck, CalibrationRun, PoolBundle, Sample
from backend.kernel.tenancy import Actor


def visible_samples(actor: Actor) -> QuerySet[Sample]:
    return Sample.objects.all() if may(actor, Capability.VIEW_KEYS) else Sample.objects.none()


def visible_runs(actor: Actor) -> QuerySet[CalibrationRun]:
    rows = CalibrationRun.objects.select_related("sample", "instrument_version")
    return rows if may(actor, Capability.VIEW_KEYS) else rows.none()


def visible_checks(actor: Actor) -> QuerySet[AssumedCheck]:
    return AssumedCheck.objects.all() if may(actor, Capability.VIEW_INSTRUMENTS) else AssumedCheck.objects.none()


def visible_bundles(actor: Actor) -> QuerySet[PoolBundle]:
    return PoolBundle.objects.all() if may(actor, Capability.VIEW_KEYS) else PoolBundle.objects.none()

"""Publishing instruments, dimension libraries and scoring models, and recording steps of the ladder."""

from backend.library.services.ladder import record_ladder_step, refuse_short_form, suspend_unit
from backend.library.services.norms import publish_norms
from backend.library.services.publishing import publish_instrument, publish_shipped
from backend.library.services.scoring_models import publish_model

__all__ = [
    "publish_instrument",
    "publish_model",
    "publish_norms",
    "publish_shipped",
    "record_ladder_step",
    "refuse_short_form",
    "suspend_unit",
]

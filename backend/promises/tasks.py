"""Jobs of promises: what was not kept by its day is marked, soon after midnight wherever that is."""

import uuid

from backend.kernel.jobs import for_every_organisation, organisation_job
from backend.kernel.tenancy import system_actor
from backend.promises.services import mark_broken_promises


@organisation_job("promises.mark_broken")
def mark_broken(*, organisation_id: uuid.UUID) -> None:
    mark_broken_promises(actor=system_actor(organisation_id))


for_every_organisation("promises.mark_broken", cron="5 * * * *")

"""Whom we measure: candidates, suppliers' staff, participants of imports, what they agreed to, what they asked for.

Nothing here says how anybody answered. Names and addresses live here alone, so that erasing has one place.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from backend.kernel.tenancy import OrganisationRow, RevisedRow
from backend.people.enums import AccommodationKind, AccommodationStatus


class Candidate(RevisedRow):
    """A person who may be invited, once per organisation. Erasing empties name and address and keeps the row."""

    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=20, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=models.Q(erased_at=None),
                name="one_candidate_per_address",
            ),
        ]


class Supplier(RevisedRow):
    """A firm that may bid. Its name is the firm's; the people in it are contacts and respondents."""

    name = models.CharField(max_length=200)

    class Meta(RevisedRow.Meta):
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="one_supplier_per_name")]


class SupplierContact(RevisedRow):
    """Who speaks for a supplier, and comes in by a link. Erasing empties name and address and keeps the row."""

    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    erased_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "supplier",
                Lower("email"),
                condition=models.Q(erased_at=None),
                name="one_contact_per_address_and_supplier",
            ),
        ]


class Respondent(RevisedRow):
    """One line of a supplier's staff list: somebody who may be drawn to answer for the supplier.

    `list_id` is whatever the list was handed in for. `place` is the place in the random draw; None: not drawn.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    list_id = models.UUIDField()
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=100)
    customer_facing = models.BooleanField()
    place = models.PositiveSmallIntegerField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "list_id", "number"], name="one_respondent_per_line"),
            models.UniqueConstraint(fields=["organisation", "list_id", "place"], name="one_respondent_per_place"),
        ]


class Participant(OrganisationRow):
    """Somebody known by a pseudonym alone: a row of an import. The key to the pseudonym is not ours."""

    code = models.CharField(max_length=80)
    source_id = models.UUIDField()

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source_id", "code"], name="one_participant_per_code")
        ]


class NoticeText(OrganisationRow):
    """A text that was shown, word for word, stored once per hash and never changed."""

    code = models.CharField(max_length=80)
    language = models.CharField(max_length=20)
    text = models.TextField(max_length=20_000)
    text_hash = models.CharField(max_length=64)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "language", "text_hash"], name="one_notice_per_text"
            )
        ]


class Consent(OrganisationRow):
    """That a person agreed to a text, when, and for which sitting."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="consents")
    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, null=True, related_name="consents")
    notice = models.ForeignKey(NoticeText, on_delete=models.RESTRICT, related_name="consents")
    sitting_id = models.UUIDField()

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sitting_id", "notice"], name="one_consent_per_sitting"),
            models.CheckConstraint(
                condition=models.Q(candidate__isnull=False, respondent=None)
                | models.Q(candidate=None, respondent__isnull=False),
                name="somebody_gave_the_consent",
            ),
        ]


class AccommodationRequest(RevisedRow):
    """What somebody needs in order to show what they can. Seen by accommodations officers alone."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="accommodation_requests")
    respondent = models.ForeignKey(
        Respondent, on_delete=models.CASCADE, null=True, related_name="accommodation_requests"
    )
    sitting_id = models.UUIDField()
    kinds = ArrayField(models.CharField(max_length=20, choices=AccommodationKind.choices))
    words = models.CharField(max_length=2000, blank=True)
    status = models.CharField(max_length=10, choices=AccommodationStatus.choices, default=AccommodationStatus.REQUESTED)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(candidate__isnull=False, respondent=None)
                | models.Q(candidate=None, respondent__isnull=False),
                name="somebody_asked_for_the_accommodation",
            ),
        ]

    @property
    def person_name(self) -> str:
        """The name of whoever asked."""
        person = self.candidate or self.respondent
        return person.name if person else ""


class Erasure(OrganisationRow):
    """What is left of somebody who asked to be forgotten: when, and how many rows went. No name, no address."""

    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    rows = models.PositiveIntegerField()
    rows_by_app = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "subject_id"], name="one_erasure_per_person")]

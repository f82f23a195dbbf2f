"""Who is this? Users, organisations, memberships, invitations, API tokens, tokens and sessions of test takers."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from backend.accounts.enums import MembershipStatus, Role
from backend.kernel.tenancy import OrganisationRow, RevisedRow


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. May belong to several organisations; holds no role of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def get_full_name(self) -> str:
        return self.name


class OrganisationOwnManager(models.Manager["Organisation"]):
    """An organisation's own row is guarded by its id."""

    def get_queryset(self) -> models.QuerySet["Organisation"]:
        from backend.kernel.tenancy import current_organisation_id  # the plain import is used by fields above

        return super().get_queryset().filter(pk=current_organisation_id())


class Organisation(models.Model):
    """The tenant: everything else belongs to one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, help_text="Nobody sees it any more; its rows go at the next start.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationOwnManager()

    def __str__(self) -> str:
        return self.name


class Membership(RevisedRow):
    """One person in one organisation, from the invitation on."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=40, choices=Role.choices), default=list)
    status = models.CharField(max_length=12, choices=MembershipStatus.choices, default=MembershipStatus.INVITED)
    joined_at = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint("organisation", Lower("email"), name="one_membership_per_address"),
            models.UniqueConstraint(fields=["organisation", "user"], name="one_membership_per_user"),
            models.CheckConstraint(
                condition=models.Q(status=MembershipStatus.INVITED) | models.Q(user__isnull=False),
                name="a_member_is_somebody",
            ),
        ]


class MemberInvitation(OrganisationRow):
    """A link by which an invited member joins. The secret is in the mail alone; here is its hash."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class ApiToken(OrganisationRow):
    """Another program's key: bound to one organisation and to named capabilities, stored as a hash."""

    name = models.CharField(max_length=100)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="api_tokens")
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class TakerToken(OrganisationRow):
    """The secret of a test taker's link: bound to a purpose, to one thing and to a date; stored as a hash."""

    purpose = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        indexes = [models.Index(fields=["organisation", "subject_id"], name="taker_tokens_of_subject")]


class TakerSession(OrganisationRow):
    """What the cookie of a taker's browser stands for, after a token was exchanged for it."""

    token = models.ForeignKey(TakerToken, on_delete=models.CASCADE, related_name="sessions")
    subject_id = models.UUIDField()
    secret_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "secret_hash"], name="one_taker_session")]


class FirstOwnerCode(models.Model):
    """The one-time code by which the first owner proves to sit at the server's terminal."""

    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

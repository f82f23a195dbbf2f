"""Changing who is who: organisations, members, invitations, roles, tokens."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.accounts.enums import Capability, MembershipStatus, Role
from backend.accounts.errors import (
    AlreadyMemberError,
    FirstOwnerRefusedError,
    InvitationNotValidError,
    LastOwnerError,
    NotADemoError,
    PasswordTooWeakError,
    WrongAccountError,
    WrongStatusError,
)
from backend.accounts.models import ApiToken, FirstOwnerCode, MemberInvitation, Membership, Organisation, User
from backend.accounts.policies import capabilities_of, require, visible_api_tokens, visible_memberships
from backend.accounts.selectors import organisation_ids, secret_hash, user_by_email
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError, StaleRevisionError
from backend.kernel.jobs import enqueue
from backend.kernel.mail import queue_mail
from backend.kernel.tenancy import Actor, current_organisation_id, organisation_context

INVITATION_VALID_FOR = timedelta(days=14)
FIRST_OWNER_CODE_VALID_FOR = timedelta(hours=24)
FIRST_OWNER_ATTEMPTS = 10


def create_organisation(*, name: str, owner: User, is_demo: bool = False) -> Organisation:
    """Makes an organisation with its first owner. Open to whoever holds a first-owner code, and to commands."""
    organisation = Organisation(name=name, is_demo=is_demo)
    with organisation_context(organisation.pk):
        organisation.save(force_insert=True)
        membership = Membership.objects.create(
            user=owner,
            email=owner.email,
            name=owner.name,
            roles=[Role.OWNER],
            status=MembershipStatus.ACTIVE,
            joined_at=timezone.now(),
        )
        actor = Actor(organisation.pk, owner.pk, membership.pk, frozenset({Role.OWNER}))
        record_audit_event(actor=actor, action="organisation.created", subject=organisation)
        record_audit_event(actor=actor, action="member.joined", subject=membership, details={"roles": [Role.OWNER]})
    return organisation


def create_user(*, email: str, name: str, password: str) -> User:
    """Makes a person who can sign in, after the password has passed the validators."""
    user = User(email=email.lower(), name=name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordTooWeakError(" ".join(error.messages)) from error
    return User.objects.create_user(email=email, password=password, name=name)


def issue_first_owner_code() -> str | None:
    """A new one-time code while there is no organisation; None afterwards. The code itself is not stored."""
    if organisation_ids():
        return None
    code = "-".join(secrets.token_hex(2) for _ in range(4))
    FirstOwnerCode.objects.all().delete()
    FirstOwnerCode.objects.create(code_hash=secret_hash(code), expires_at=timezone.now() + FIRST_OWNER_CODE_VALID_FOR)
    return code


def register_first_owner(*, code: str, email: str, name: str, password: str, organisation_name: str) -> User:
    """The first person and the first organisation, for whoever knows the code from the terminal."""
    _spend_first_owner_attempt(code)
    with transaction.atomic():
        if organisation_ids():
            raise FirstOwnerRefusedError
        user = create_user(email=email, name=name, password=password)
        create_organisation(name=organisation_name, owner=user)
        FirstOwnerCode.objects.all().delete()
    return user


def _spend_first_owner_attempt(code: str) -> None:
    # Committed by itself, so that guesses count even when the rest is refused.
    with transaction.atomic():
        row = FirstOwnerCode.objects.select_for_update().first()
        usable = row is not None and row.attempts < FIRST_OWNER_ATTEMPTS and row.expires_at > timezone.now()
        if row is not None:
            row.attempts += 1
            row.save(update_fields=["attempts"])
    if not usable or row is None or not secrets.compare_digest(row.code_hash, secret_hash(code.strip().lower())):
        raise FirstOwnerRefusedError


def invite_member(*, actor: Actor, email: str, name: str, roles: Sequence[str]) -> Membership:
    """Invites somebody by mail. Needs `manage_members`. Enqueues the mail."""
    require(actor, Capability.MANAGE_MEMBERS)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(email=email.lower(), name=name, roles=sorted(set(roles)))
    except IntegrityError as error:
        raise AlreadyMemberError from error
    record_audit_event(actor=actor, action="member.invited", subject=membership, details={"roles": membership.roles})
    _send_invitation(membership)
    return membership


def resend_invitation(*, actor: Actor, membership_id: uuid.UUID) -> Membership:
    """Sends a new link; the former one stops working. Needs `manage_members`."""
    membership = _locked(actor, membership_id)
    if membership.status != MembershipStatus.INVITED:
        raise WrongStatusError(membership.status)
    membership.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    record_audit_event(actor=actor, action="member.invitation_resent", subject=membership)
    _send_invitation(membership)
    return membership


def _send_invitation(membership: Membership) -> None:
    invitation = MemberInvitation.objects.create(
        membership=membership, expires_at=timezone.now() + INVITATION_VALID_FOR
    )
    mail = queue_mail(
        kind="member_invitation",
        recipient=membership.email,
        subject_kind="accounts.memberinvitation",
        subject_id=invitation.pk,
    )
    enqueue(
        "accounts.send_member_invitation",
        invitation_id=invitation.pk,
        mail_id=mail.pk,
    )


def renew_invitation_secret(*, invitation: MemberInvitation) -> str:
    """Makes the secret of a link and keeps its hash; called by the job that writes the mail."""
    secret = secrets.token_urlsafe(24)
    invitation.secret_hash = secret_hash(secret)
    invitation.save(update_fields=["secret_hash"])
    return f"{current_organisation_id().hex}{secret}"


def organisation_of_link(token: str) -> uuid.UUID:
    """The organisation that a link's token names; its rows decide whether the token is good."""
    try:
        return uuid.UUID(hex=token[:32])
    except ValueError as error:
        raise InvitationNotValidError from error


def open_invitation(*, token: str) -> MemberInvitation:
    """The invitation behind a link, locked. Inside its organisation's context."""
    invitation = (
        MemberInvitation.objects.select_for_update(of=("self",))
        .select_related("membership", "organisation")
        .filter(secret_hash=secret_hash(token[32:]), used_at=None, revoked_at=None)
        .first()
    )
    if invitation is None or invitation.membership.status != MembershipStatus.INVITED:
        raise InvitationNotValidError
    if invitation.expires_at <= timezone.now():
        raise InvitationNotValidError(expired=True)
    return invitation


def accept_invitation(*, token: str, name: str, password: str, signed_in: User | None) -> User:
    """Joins by a link. A new person chooses a password; somebody with an account must be signed in to it."""
    with organisation_context(organisation_of_link(token)):
        invitation = open_invitation(token=token)
        membership = invitation.membership
        user = user_by_email(membership.email)
        if user is None:
            user = create_user(email=membership.email, name=name, password=password)
        elif signed_in is None or signed_in.pk != user.pk:
            raise WrongAccountError
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_at"])
        membership.user, membership.name, membership.status = user, user.name, MembershipStatus.ACTIVE
        membership.joined_at = timezone.now()
        membership.revision += 1
        membership.save()
        actor = Actor(current_organisation_id(), user.pk, membership.pk, frozenset(membership.roles))
        record_audit_event(actor=actor, action="member.joined", subject=membership, details={"roles": membership.roles})
    return user


def change_roles(
    *, actor: Actor, membership_id: uuid.UUID, roles: Sequence[str], expected_revision: str = ""
) -> Membership:
    """Gives a member other roles. Needs `manage_members`; an owner always remains."""
    membership = _locked(actor, membership_id, expected_revision)
    new_roles = sorted(set(roles))
    if Role.OWNER in membership.roles and Role.OWNER not in new_roles:
        _refuse_without_owner(membership)
    membership.roles = new_roles
    _save_revised(membership, "roles")
    record_audit_event(
        actor=actor,
        action="member.roles_changed",
        subject=membership,
        changed_fields=["roles"],
        details={"roles": new_roles},
    )
    return membership


def deactivate_member(*, actor: Actor, membership_id: uuid.UUID) -> Membership:
    """Ends a membership: sessions and tokens die with the transaction. Needs `manage_members`."""
    membership = _locked(actor, membership_id)
    if membership.status == MembershipStatus.DEACTIVATED:
        return membership
    if Role.OWNER in membership.roles:
        _refuse_without_owner(membership)
    if membership.user_id is None:
        membership.invitations.filter(revoked_at=None).update(revoked_at=timezone.now())
        membership.delete()
        record_audit_event(actor=actor, action="member.invitation_withdrawn", subject=_gone(membership, membership_id))
        return membership
    membership.status = MembershipStatus.DEACTIVATED
    membership.deactivated_at = timezone.now()
    _save_revised(membership, "status", "deactivated_at")
    membership.api_tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    _end_sessions(membership.user_id)
    record_audit_event(actor=actor, action="member.deactivated", subject=membership, changed_fields=["status"])
    return membership


def reactivate_member(*, actor: Actor, membership_id: uuid.UUID) -> Membership:
    """Lets a deactivated member in again, with the roles they had. Needs `manage_members`."""
    membership = _locked(actor, membership_id)
    if membership.status != MembershipStatus.DEACTIVATED:
        raise WrongStatusError(membership.status)
    membership.status, membership.deactivated_at = MembershipStatus.ACTIVE, None
    _save_revised(membership, "status", "deactivated_at")
    record_audit_event(actor=actor, action="member.reactivated", subject=membership, changed_fields=["status"])
    return membership


def create_api_token(*, actor: Actor, name: str, scopes: Sequence[str], valid_for: timedelta) -> tuple[ApiToken, str]:
    """A key for another program, never with more than the actor's own capabilities. The secret is shown once."""
    require(actor, Capability.MANAGE_API_TOKENS)
    if actor.membership_id is None:
        raise NotFoundError
    own = capabilities_of(actor.roles)
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        membership_id=actor.membership_id,
        secret_hash=secret_hash(secret),
        scopes=sorted(set(scopes) & own),
        expires_at=timezone.now() + valid_for,
    )
    record_audit_event(actor=actor, action="api_token.created", subject=token, details={"scopes": token.scopes})
    return token, secret


def revoke_api_token(*, actor: Actor, token_id: uuid.UUID) -> ApiToken:
    """Ends a token at once. Needs `manage_api_tokens`."""
    token = visible_api_tokens(actor).select_for_update(of=("self",)).filter(pk=token_id).first()
    if token is None:
        raise NotFoundError
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record_audit_event(actor=actor, action="api_token.revoked", subject=token)
    return token


def remove_demo_organisation(*, actor: Actor) -> None:
    """Takes a demo organisation out of everybody's sight at once. Needs `remove_demo`.

    Its rows are deleted by the owner role when the product is next started: the running product may delete no
    audit trail, not even this one.
    """
    require(actor, Capability.REMOVE_DEMO)
    organisation = Organisation.objects.select_for_update().get()
    if not organisation.is_demo:
        raise NotADemoError
    organisation.removed_at = timezone.now()
    organisation.save(update_fields=["removed_at"])
    record_audit_event(actor=actor, action="organisation.removed", subject=organisation)


def send_test_mail(*, actor: Actor, recipient: str) -> None:
    """Sends a mail to the actor's own address, to see whether mail leaves. Needs `manage_organisation`."""
    require(actor, Capability.MANAGE_ORGANISATION)
    mail = queue_mail(
        kind="test", recipient=recipient, subject_kind="accounts.organisation", subject_id=actor.organisation_id
    )
    record_audit_event(actor=actor, action="mail.test_requested", subject=mail)
    enqueue("accounts.send_test_mail", mail_id=mail.pk)


def _locked(actor: Actor, membership_id: uuid.UUID, expected_revision: str = "") -> Membership:
    require(actor, Capability.MANAGE_MEMBERS)
    membership = visible_memberships(actor).select_for_update(of=("self",)).filter(pk=membership_id).first()
    if membership is None:
        raise NotFoundError
    if expected_revision not in {"", "*", f'"{membership.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{membership.revision}"')
    return membership


def _save_revised(membership: Membership, *fields: str) -> None:
    membership.revision += 1
    membership.save(update_fields=[*fields, "revision"])


def _refuse_without_owner(leaving: Membership) -> None:
    # All owners are locked in one order, so that two owners cannot remove each other at the same moment.
    owners = (
        Membership.objects.select_for_update()
        .filter(roles__contains=[Role.OWNER], status=MembershipStatus.ACTIVE)
        .order_by("pk")
    )
    if not [owner for owner in owners if owner.pk != leaving.pk]:
        raise LastOwnerError


def _end_sessions(user_id: uuid.UUID) -> None:
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()


def _gone(membership: Membership, membership_id: uuid.UUID) -> Membership:
    membership.pk = membership_id  # Django forgets the key of a deleted row; the audit trail needs it
    return membership

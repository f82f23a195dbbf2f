"""What accounts refuse."""

from backend.kernel.errors import ConflictError, DomainError


class InvitationNotValidError(DomainError):
    """Unknown, used, revoked or expired: the caller is not told which of the first three."""

    def __init__(self, *, expired: bool = False) -> None:
        super().__init__(
            "This invitation has expired." if expired else "This invitation cannot be used any more.",
            "Ask the person who invited you for a new one.",
            "token",
            "",
            "invitation_expired" if expired else "invitation_not_valid",
            410 if expired else 404,
        )


class LastOwnerError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The organisation would be left without an owner.",
            "Make somebody else an owner first.",
            "roles",
            "last_owner",
        )


class AlreadyMemberError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This address already belongs to a member.",
            "Change the roles of the member, or reactivate them.",
            "email",
            "already_member",
        )


class WrongStatusError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            f"The member is {status}; this cannot be done now.", "Load the list again.", "status", "wrong_status"
        )


class FirstOwnerRefusedError(DomainError):
    """Wrong or old code, or an organisation exists already: not told which."""

    def __init__(self) -> None:
        super().__init__(
            "The code is not right, or it is no longer needed.",
            "Take the newest code from the terminal in which the server was started.",
            "code",
            "",
            "first_owner_refused",
            403,
        )


class PasswordTooWeakError(DomainError):
    def __init__(self, words: str) -> None:
        super().__init__(words, "Choose a longer or less common password.", "password", "", "password_too_weak", 422)


class WrongAccountError(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "This address already has an account.",
            "Sign in to it, then open the link again.",
            "token",
            "",
            "sign_in_first",
            409,
        )


class TakerLinkNotValidError(DomainError):
    """Unknown, expired or revoked: one answer for all, so that guessing learns nothing."""

    def __init__(self) -> None:
        super().__init__(
            "This link does not work.",
            'Check that it is complete, or ask for a new one under "I lost my link".',
            "token",
            "",
            "link_not_valid",
            404,
        )


class TakerSessionMissingError(DomainError):
    """No cookie, or one that has ended. What was typed stays in the browser and is sent after the next opening."""

    def __init__(self) -> None:
        super().__init__(
            "This browser has not opened an invitation, or did so too long ago.",
            "Open the link in your invitation again; everything saved is still there.",
            "",
            "",
            "taker_session_missing",
            401,
        )


class PlayerHeaderMissingError(DomainError):
    """The header that no other website can make a browser send."""

    def __init__(self) -> None:
        super().__init__(
            "The request does not come from the player.",
            "Send the header X-Onculture-Player: 1.",
            "X-Onculture-Player",
            "",
            "player_header_missing",
            403,
        )


class NotADemoError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Only a demo organisation can be removed with one press.",
            "Ask whoever runs the server; what people have answered is not thrown away by a button.",
            "organisation_id",
            "not_a_demo",
        )


class ReauthenticationRequiredError(DomainError):
    """A signature needs a proof, minutes old at most, that it is really this person."""

    def __init__(self) -> None:
        super().__init__(
            "Prove that it is you before you sign.",
            "Enter your password or a code again, then sign.",
            code="reauthentication_required",
            status=428,
        )

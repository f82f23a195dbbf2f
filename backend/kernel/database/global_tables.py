"""Tables without an organisation, each with the reason why its rows may be seen by every request.

The catalogue test fails for a table that has neither row-level security nor a reason here.
"""

GLOBAL_TABLES: dict[str, str] = {
    "accounts_user": "Who signs in is found before any organisation is known; holds an address, a name, a hash.",
    "accounts_user_groups": "Django's table; never filled: roles belong to memberships.",
    "accounts_user_user_permissions": "Django's table; never filled: capabilities come from roles.",
    "accounts_firstownercode": "Exists only while there is no organisation at all.",
    "account_emailaddress": "allauth: addresses of users, asked before an organisation is known.",
    "account_emailconfirmation": "allauth: not used, as invitations verify addresses.",
    "mfa_authenticator": "allauth: second factors of users.",
    "usersessions_usersession": "allauth: which sessions belong to a user, so that they can be ended.",
    "auth_group": "Django's table; never filled.",
    "auth_group_permissions": "Django's table; never filled.",
    "auth_permission": "Django's table: names of models, nothing of organisations.",
    "django_content_type": "Django's table: names of models.",
    "django_migrations": "Django's table: which migrations have run.",
    "django_session": "Keys are random and unguessable; the content is signed and names a user alone.",
    "kernel_cache": "Counters of attempts by hashed account or address; nothing of organisations.",
    "kernel_attempts": "Counters of guesses by hashed address; nothing of organisations.",
    "procrastinate_jobs": "The queue: arguments are ids only.",
    "procrastinate_events": "The queue's own log: job ids and times.",
    "procrastinate_periodic_defers": "The queue: which periodic job ran when.",
    "procrastinate_workers": "The queue: heartbeats of workers.",
}

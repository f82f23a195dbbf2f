"""Roles, capabilities and the states of a membership."""

from django.db import models


class Role(models.TextChoices):
    """What somebody is in one organisation. A member may have several."""

    OWNER = "owner", "owner"
    CULTURE_STEWARD = "culture_steward", "culture steward"
    SIGNATORY = "signatory", "signatory"
    RECRUITER = "recruiter", "recruiter"
    BUYER = "buyer", "buyer"
    HIRING_MANAGER = "hiring_manager", "hiring manager"
    RATER = "rater", "rater"
    CUSTOMER_ADVOCATE = "customer_advocate", "customer advocate"
    PSYCHOMETRICIAN = "psychometrician", "psychometrician"
    ACCOMMODATIONS_OFFICER = "accommodations_officer", "accommodations officer"
    AUDITOR = "auditor", "auditor"


class Capability(models.TextChoices):
    """What one may do. The table of who may stands in `policies.py`."""

    VIEW_MEMBERS = "view_members", "see who belongs to the organisation"
    MANAGE_MEMBERS = "manage_members", "invite, change roles, deactivate"
    VIEW_AUDIT_TRAIL = "view_audit_trail", "read the audit trail"
    MANAGE_ORGANISATION = "manage_organisation", "change the organisation's settings"
    MANAGE_API_TOKENS = "manage_api_tokens", "make and revoke API tokens"
    VIEW_CULTURE = "view_culture", "read culture definitions"
    DRAFT_CULTURE = "draft_culture", "draft culture definitions and propose them"
    SIGN_CULTURE = "sign_culture", "sign culture definitions"
    VIEW_INSTRUMENTS = "view_instruments", "read instruments as takers see them"
    VIEW_KEYS = "view_keys", "read scoring keys and parameters"
    PUBLISH_INSTRUMENT = "publish_instrument", "publish the organisation's own instruments and models"
    CALIBRATE_SCALES = "calibrate_scales", "calibrate, promote and suspend scales"
    IMPORT_RESPONSES = "import_responses", "import answers"
    VIEW_CAMPAIGNS = "view_campaigns", "see campaigns and their people"
    MANAGE_CAMPAIGNS = "manage_campaigns", "open campaigns, invite and answer people"
    VIEW_RESULTS = "view_results", "see positions and fit"
    DECIDE = "decide", "decide about candidates"
    RATE = "rate", "rate people in role plays and on immersion days, and bidders"
    VIEW_DEBRIEFS = "view_debriefs", "see all marks of a panel side by side, once they are sealed"
    VIEW_TENDERS = "view_tenders", "see tenders; their results only after the deadline and a declaration"
    MANAGE_TENDERS = "manage_tenders", "open tenders, invite suppliers and answer them"
    DECIDE_TENDERS = "decide_tenders", "decide about bidders"
    VIEW_PROMISES = "view_promises", "see promises and whether they were kept"
    MANAGE_ACCOMMODATIONS = "manage_accommodations", "see and answer requests for accommodation"
    REMOVE_DEMO = "remove_demo", "remove the demo organisations"


class MembershipStatus(models.TextChoices):
    INVITED = "invited", "invited"
    ACTIVE = "active", "active"
    DEACTIVATED = "deactivated", "deactivated"

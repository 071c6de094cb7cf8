"""How long what concerns a person is kept, on what legal basis, and which command sees to it.

One entry for each duration; « données personnelles » on every site is written from this table
and from what each app declares (sites.accounts.privacy.registry). ``manage.py retain`` runs the
commands.

``days`` None: the command knows better (each form says it, a preview lasts a minute). ``basis``:
the letter of article 6.1 of the GDPR (a consent, b contract, c law, e public task).
"""

from .environment import env

LEGAL_DAYS = env.int("LEGAL_TRACE_DAYS", 365)

RETENTION: dict[str, dict] = {
    # Accounts
    "account": {"days": None, "basis": "b", "command": ""},  # until the person closes it
    "inactive_account": {"days": 730, "basis": "b", "command": "retire_accounts"},
    "unconfirmed_account": {"days": 14, "basis": "b", "command": "purge_unconfirmed"},
    "closed_account": {"days": 14, "basis": "b", "command": "erase_accounts"},
    "export": {"days": 7, "basis": "c", "command": "purge_exports"},
    "sessions": {"days": 180, "basis": "b", "command": "purge_sign_ins"},
    "proofs": {"days": 1, "basis": "b", "command": "purge_sign_ins"},
    "kept_texts": {"days": 1, "basis": "b", "command": "purge_sign_ins"},
    "mails": {"days": 30, "basis": "b", "command": "purge_mails"},
    "subscriptions": {"days": None, "basis": "a", "command": ""},  # until the person ends them
    "subscription_demands": {"days": 2, "basis": "a", "command": "purge_subscriptions"},
    "deliveries": {"days": 30, "basis": "a", "command": "purge_subscriptions"},
    "notices": {"days": 90, "basis": "b", "command": "purge_notices"},
    "freed_pseudonyms": {"days": 365, "basis": "e", "command": "purge_pseudonyms"},
    "tallies": {"days": 90, "basis": "e", "command": "purge_tallies"},
    # Décret n° 2021-1362, art. 5 and 6: a year from the connection or the contribution.
    "legal_trace": {"days": LEGAL_DAYS, "basis": "c", "command": "purge_legal_traces"},
    "legal_access": {"days": 1095, "basis": "c", "command": "purge_legal_traces"},
    # What people write
    "contributions": {"days": None, "basis": "e", "command": ""},  # without a name after closing
    "drafts": {"days": 90, "basis": "b", "command": "purge_drafts"},
    "registrations": {"days": 60, "basis": "e", "command": "purge_registrations"},
    "form_answers": {"days": None, "basis": "e", "command": "purge_forms"},
    "proposals": {"days": 180, "basis": "e", "command": "purge_proposals"},  # after the meeting
    "unconfirmed_proposals": {"days": 2, "basis": "e", "command": "purge_proposals"},
    "moderation": {"days": None, "basis": "e", "command": ""},  # provable, without a name
    # Texts and addresses of cases: twice the six months in which a decision is contested.
    "moderation_cases": {"days": 365, "basis": "c", "command": "purge_cases"},
    # The work of volunteers
    "council_work": {"days": None, "basis": "e", "command": ""},
    "invitations": {"days": 30, "basis": "e", "command": "purge_invitations"},
    "bin": {"days": 30, "basis": "e", "command": "purge_bin"},
    "previews": {"days": None, "basis": "e", "command": "purge_previews"},
    "waiting_photos": {"days": 7, "basis": "e", "command": "purge_waiting_photos"},
    "waiting_documents": {"days": 1, "basis": "e", "command": "purge_waiting_documents"},
    "waiting_minutes": {"days": 7, "basis": "e", "command": "purge_waiting_minutes"},
    "theme_uploads": {"days": 1, "basis": "e", "command": "purge_theme_uploads"},
}

"""Every address of the admin, by its name: who may ask for it, and what its parameters must be.

Deny by default: to whoever is no administrator, an address without a row answers 404, and so does
one with a parameter that its row does not name. A new screen needs a row here; the test that walks
through all addresses (tests/cms/editing/isolation) says which one is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .checks import (
    Check,
    anything,
    linkable_page,
    own_file,
    own_object,
    own_page,
    own_page_or_above,
    own_picture,
    own_revision,
    own_site,
    own_state,
    own_task,
    own_task_state,
    own_upload,
    several_of,
    shared_thing,
)


@dataclass(frozen=True)
class Rule:
    """What is asked of a request: ``path`` parameters of the address, ``query`` those after « ? ».

    ``asks_itself``: the view is ours and answers 404 for what is not its reader's.
    """

    path: Mapping[str, Check] = field(default_factory=dict)
    query: Mapping[str, Check] = field(default_factory=dict)
    for_administrators: bool = False
    asks_itself: bool = False


def _of(**path: Check) -> Rule:
    return Rule(path)


OPEN = Rule()  # nothing of anybody's, or only what Wagtail reads from the reader's own rights
ADMINISTRATORS = Rule(for_administrators=True)
OURS = Rule(asks_itself=True)
PAGE = _of(page_id=own_page)
TYPE = {"content_type_app_name": anything, "content_type_model_name": anything}
PICTURE, FILE = _of(image_id=own_picture), _of(document_id=own_file)

HOME = {
    "wagtailadmin_home": OPEN,
    "wagtailadmin_sprite": OPEN,
    "wagtailadmin_javascript_catalog": OPEN,
    "wagtailadmin_login": OPEN,
    "wagtailadmin_logout": OPEN,
    "wagtailadmin_account": OPEN,
    "wagtailadmin_dismissibles": OPEN,
    "wagtailadmin_block_preview": OPEN,
    "wagtailadmin_editing_sessions:ping": _of(
        app_label=anything, model_name=anything, object_id=own_object, session_id=anything
    ),
    "wagtailadmin_editing_sessions:release": _of(session_id=anything),
}

PAGES = {
    "wagtailadmin_explore_root": OPEN,
    "wagtailadmin_explore": _of(parent_page_id=own_page_or_above),
    "wagtailadmin_explore_results": _of(parent_page_id=own_page_or_above),
    "wagtailadmin_pages:add": Rule({**TYPE, "parent_page_id": own_page}),
    "wagtailadmin_pages:preview_on_add": Rule({**TYPE, "parent_page_id": own_page}),
    "wagtailadmin_pages:add_subpage": _of(parent_page_id=own_page),
    "wagtailadmin_pages:choose_parent": _of(app_label=anything, model_name=anything),
    "wagtailadmin_pages:type_use": Rule(TYPE),
    "wagtailadmin_pages:type_use_results": Rule(TYPE),
    "wagtailadmin_pages:search": OPEN,
    "wagtailadmin_pages:search_results": OPEN,
    "wagtailadmin_pages:usage": PAGE,
    "wagtailadmin_pages:edit": PAGE,
    "wagtailadmin_pages:preview_on_edit": PAGE,
    "wagtailadmin_pages:view_draft": PAGE,
    "wagtailadmin_pages:delete": PAGE,
    "wagtailadmin_pages:unpublish": PAGE,
    "wagtailadmin_pages:convert_alias": PAGE,
    "wagtailadmin_pages:move": _of(page_to_move_id=own_page),
    "wagtailadmin_pages:move_confirm": _of(page_to_move_id=own_page, destination_id=own_page),
    "wagtailadmin_pages:set_page_position": _of(page_to_move_id=own_page),
    "wagtailadmin_pages:copy": PAGE,
    "wagtailadmin_pages:workflow_action": _of(
        page_id=own_page, action_name=anything, task_state_id=own_task_state
    ),
    "wagtailadmin_pages:collect_workflow_action_data": _of(
        page_id=own_page, action_name=anything, task_state_id=own_task_state
    ),
    "wagtailadmin_pages:confirm_workflow_cancellation": PAGE,
    "wagtailadmin_pages:workflow_preview": _of(page_id=own_page, task_id=own_task),
    "wagtailadmin_pages:set_privacy": PAGE,
    "wagtailadmin_pages:lock": PAGE,
    "wagtailadmin_pages:unlock": PAGE,
    "wagtailadmin_pages:revisions_index": PAGE,
    "wagtailadmin_pages:revisions_view": _of(page_id=own_page, revision_id=own_revision),
    "wagtailadmin_pages:revisions_revert": _of(page_id=own_page, revision_id=own_revision),
    "wagtailadmin_pages:revisions_unschedule": _of(page_id=own_page, revision_id=own_revision),
    "wagtailadmin_pages:revisions_compare": _of(
        pk=own_page, revision_id_a=own_revision, revision_id_b=own_revision
    ),
    "wagtailadmin_pages:workflow_history": PAGE,
    "wagtailadmin_pages:workflow_history_detail": _of(
        page_id=own_page, workflow_state_id=own_state
    ),
    "wagtailadmin_pages:history": PAGE,
    "wagtailadmin_pages:history_results": PAGE,
}

# Links may lead to what everybody may read; targets of a move or a copy are asked for by Wagtail.
LINKS = {
    "wagtailadmin_choose_page": OPEN,
    "wagtailadmin_choose_page_child": _of(parent_page_id=linkable_page),
    "wagtailadmin_choose_page_search": OPEN,
    "wagtailadmin_choose_page_chosen_multiple": Rule(query={"id": linkable_page}),
    "wagtailadmin_choose_page_external_link": OPEN,
    "wagtailadmin_choose_page_email_link": OPEN,
    "wagtailadmin_choose_page_phone_link": OPEN,
    "wagtailadmin_choose_page_anchor_link": OPEN,
    "wagtailembeds:chooser": OPEN,
    "wagtailembeds:chooser_upload": OPEN,
}

PICTURES = {
    "wagtailimages:index": OPEN,
    "wagtailimages:index_results": OPEN,
    "wagtailimages:add": OPEN,
    "wagtailimages:edit": PICTURE,
    "wagtailimages:delete": PICTURE,
    "wagtailimages:url_generator": ADMINISTRATORS,
    "wagtailimages:url_generator_output": ADMINISTRATORS,
    "wagtailimages:preview": _of(image_id=own_picture, filter_spec=anything),
    "wagtailimages:image_usage": PICTURE,
    "wagtailimages:add_multiple": OPEN,
    "wagtailimages:edit_multiple": PICTURE,
    "wagtailimages:delete_multiple": PICTURE,
    "wagtailimages:create_multiple_from_uploaded_image": _of(uploaded_file_id=own_upload),
    "wagtailimages:delete_upload_multiple": _of(uploaded_file_id=own_upload),
    "wagtailimages_chooser:choose": OPEN,
    "wagtailimages_chooser:choose_results": OPEN,
    "wagtailimages_chooser:chosen": _of(pk=own_picture),
    "wagtailimages_chooser:chosen_multiple": Rule(query={"id": own_picture}),
    "wagtailimages_chooser:create": OPEN,
    "wagtailimages_chooser:select_format": PICTURE,
}

DOCUMENTS = {
    "wagtaildocs:index": OPEN,
    "wagtaildocs:index_results": OPEN,
    "wagtaildocs:add": OPEN,
    "wagtaildocs:edit": FILE,
    "wagtaildocs:delete": FILE,
    "wagtaildocs:document_usage": FILE,
    "wagtaildocs:add_multiple": OPEN,
    "wagtaildocs:edit_multiple": _of(doc_id=own_file),
    "wagtaildocs:delete_multiple": _of(doc_id=own_file),
    "wagtaildocs:create_multiple_from_uploaded_document": _of(uploaded_file_id=own_upload),
    "wagtaildocs:delete_upload_multiple": _of(uploaded_file_id=own_upload),
    "wagtaildocs_chooser:choose": OPEN,
    "wagtaildocs_chooser:choose_results": OPEN,
    "wagtaildocs_chooser:chosen": _of(pk=own_file),
    "wagtaildocs_chooser:chosen_multiple": Rule(query={"id": own_file}),
    "wagtaildocs_chooser:create": OPEN,
}

SEVERAL = {
    "wagtail_bulk_action": Rule(
        {"app_label": several_of, "model_name": several_of, "action": anything},
        query={"id": own_object, "childOf": own_page_or_above},
    ),
    "wagtailadmin_tag_autocomplete": OPEN,  # narrowing.py answers
    "wagtailadmin_tag_model_autocomplete": ADMINISTRATORS,
    "wagtailadmin_api:pages:listing": OPEN,
    "wagtailadmin_api:pages:detail": _of(pk=own_page_or_above),
    "wagtailadmin_api:pages:find": OPEN,
    "wagtailadmin_api:pages:action": _of(pk=own_page, action_name=anything),
    "wagtailadmin_api:images:listing": OPEN,
    "wagtailadmin_api:images:detail": _of(pk=own_picture),
    "wagtailadmin_api:images:find": OPEN,
    "wagtailadmin_api:documents:listing": OPEN,
    "wagtailadmin_api:documents:detail": _of(pk=own_file),
    "wagtailadmin_api:documents:find": OPEN,
}

FORMS_AND_SETTINGS = {
    "wagtailforms:index": OPEN,
    "wagtailforms:index_results": OPEN,
    "wagtailforms:list_submissions": PAGE,
    "wagtailforms:list_submissions_results": PAGE,
    "wagtailforms:delete_submissions": PAGE,
    # Wagtail asks for the right to the setting, per site (GroupSitePermission).
    "wagtailsettings:edit": _of(app_name=anything, model_name=anything, pk=own_site),
    "wagtailsettings:preview_on_edit": _of(app_name=anything, model_name=anything, pk=own_site),
    "wagtailadmin_reports:aging_pages": OPEN,
    "wagtailadmin_reports:aging_pages_results": OPEN,
}


def _shared(model: str, *, inspected: bool) -> dict[str, Rule]:
    """Screens of what all councils share; its history names people of every council."""
    screens, chooser = f"wagtailsnippets_quartiers_pages_{model}", "wagtailsnippetchoosers"
    chooser = f"{chooser}_quartiers_pages_{model}"
    one = _of(pk=shared_thing)
    rows = {f"{screens}:{name}": OPEN for name in ("list", "list_results", "add")}
    rows |= {f"{screens}:{name}": one for name in ("edit", "delete", "usage")}
    rows |= {f"{screens}:{name}": ADMINISTRATORS for name in ("history", "history_results")}
    if inspected:
        rows[f"{screens}:inspect"] = one
    rows |= {f"{chooser}:{name}": OPEN for name in ("choose", "choose_results", "create")}
    rows |= {f"{chooser}:chosen": one, f"{chooser}:chosen_multiple": OPEN}
    return rows


SHARED = {
    "wagtailsnippets:index": OPEN,
    **_shared("place", inspected=True),
    **_shared("topic", inspected=False),
}


def _ours(space: str, names: str) -> dict[str, Rule]:
    """Screens of ours, which answer 404 themselves for what is not their reader's."""
    return {f"{space}:{name}": OURS for name in names.split()}


OUR_SCREENS = {
    **_ours("themes_admin", "index upload package install discard bundled log release check"),
    **_ours("themes_admin", "looks look wear back adjust"),
    **_ours("suspensions_admin", "index find suspend one confirm decline lift appeal"),
    **_ours("moderation_admin", "queue keep case decide assign undo appeal"),
    **_ours("moderation_admin", "picture kept_picture"),
    **_ours("recoveries", "index log one"),
    **_ours("bin", "index undo put_back one picture erase"),
    **_ours("site_admin", "index redirects add_redirect edit_redirect delete_redirect"),
    "councils_admin:close_first_hour": OURS,
    **_ours("teams", "index team invite resend revoke person remove pause resume leave"),
    **_ours("teams", "handover handover_move handover_end handover_stop handover_report"),
    **_ours("scheduling", "change stop"),
    **_ours("notices_admin", "one send stop try_out"),
    **_ours("photos", "choose upload thumbnail"),
    "quick_documents:new": OURS,
    **_ours("word_minutes", "choose review picture"),
    **{f"quartiers_writing:{name}": PAGE for name in ("checks", "publish", "keep")},
    **_ours("quartiers_writing", "starting_points rename"),
    **_ours("desk", "duties reading"),
    **_ours("messages_admin", "inbox export one handle reopen note delete"),
    **_ours("proposals_admin", "queue one take merge answer set_aside reopen"),
    **_ours("journal_admin", "index export"),
    **_ours("forums_admin", "index new_root one new up down state rights sites pages remove"),
    **_ours("registrations", "index one add remove export sheet attendance propose"),
    "pseudonym_history": OURS,
    "pseudonym_history_results": OURS,
}

# Not listed, and so for administrators alone: « Conseils », users, groups, sites, collections,
# workflows and their tasks, Wagtail's redirects, the reports on locks, reviews, types and the whole
# site's history.
RULES: dict[str, Rule] = {
    **HOME,
    **PAGES,
    **LINKS,
    **PICTURES,
    **DOCUMENTS,
    **SEVERAL,
    **FORMS_AND_SETTINGS,
    **SHARED,
    **OUR_SCREENS,
}

"""How each address of the admin is attacked: what fills its parameters, what its query names.

A value is a kind of thing (``"page"``), which is filled with somebody else's things one after the
other, or a tuple of constants. ``ask`` are query strings; ``{user}`` in one stands for somebody
else's user, ``{our:page}`` for one of our own.
"""

from dataclasses import dataclass, field

WORDS = ("q={word}",)
LISTING = (*WORDS, "_w_filter_fragment=1")
EXPORT = ("export=csv", "export=xlsx")
PEOPLE = ("owner={user}", "edited_by={user}", "user={user}")


@dataclass(frozen=True)
class Recipe:
    """``fill``: parameter → kind or constants. ``ask``: more query strings, for whoever gets in.

    ``labels``: which of somebody else's things of a kind matter here (all, unless named).
    ``public``: it may show what is published of another site. ``asks``: it does nothing without a
    query, so it is asked whatever it answers to none.
    """

    fill: dict[str, object] = field(default_factory=dict)
    ask: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    public: bool = False
    asks: bool = False


def _of(
    *, ask: tuple[str, ...] = (), labels: tuple[str, ...] = (), public=False, asks=False, **fill
) -> Recipe:
    return Recipe(fill, ask, labels, public, asks)


PAGE_TYPES = ("newspage",)
SETTINGS = (("quartiers_pages", "sitesettings"), ("quartiers_review", "reviewsettings"))
NOTHING = Recipe()
_type = {"content_type_app_name": ("quartiers_pages",), "content_type_model_name": PAGE_TYPES}

RECIPES: dict[str, Recipe | list[Recipe]] = {
    # The frame: nobody's things.
    "admin/login/": NOTHING,
    "admin/test404/": NOTHING,
    "admin/^.*/$": NOTHING,
    "wagtailadmin_home": NOTHING,
    "wagtailadmin_error_test": NOTHING,
    "wagtailadmin_account": NOTHING,
    "wagtailadmin_logout": NOTHING,
    "wagtailadmin_dismissibles": NOTHING,
    "wagtailadmin_sprite": NOTHING,
    "wagtailadmin_login": NOTHING,
    "wagtailadmin_password_reset": NOTHING,
    "wagtailadmin_password_reset_done": NOTHING,
    "wagtailadmin_password_reset_complete": NOTHING,
    "wagtailadmin_password_reset_confirm": _of(uidb64=("MQ",), token=("a-b",)),
    "wagtailadmin_javascript_catalog": NOTHING,
    # What editors' scripts ask.
    "wagtailadmin_api:pages:listing": _of(
        ask=(
            "id={page}",
            "child_of={published}",
            "descendant_of={page}",
            "ancestor_of={page}",
            "child_of=root&fields=*",
            "fields=*&type=quartiers_pages.NewsPage",
            "search={word}",
            "for_explorer=1",
            "for_explorer=1&child_of={published}",
            "has_children=1&fields=*,parent,ancestors",
            "translation_of={page}",
        ),
    ),
    "wagtailadmin_api:pages:detail": _of(pk="page", ask=("fields=*",), public=True),
    "wagtailadmin_api:pages:find": _of(
        asks=True, ask=("id={page}", "html_path=/actualites/double/"), public=True
    ),
    "wagtailadmin_api:pages:action": _of(
        pk="page",
        action_name=(
            "convert_alias",
            "copy",
            "delete",
            "publish",
            "unpublish",
            "move",
            "copy_for_translation",
            "create_alias",
            "revert_to_page_revision",
        ),
        labels=("draft", "news"),
    ),
    "wagtailadmin_api:documents:listing": _of(
        ask=("fields=*", "search={word}", "id={document}", "collection_id={collection}")
    ),
    "wagtailadmin_api:documents:detail": _of(pk="document"),
    "wagtailadmin_api:documents:find": _of(asks=True, ask=("id={document}",)),
    "wagtailadmin_api:images:listing": _of(
        ask=("fields=*", "search={word}", "id={image}", "collection_id={collection}")
    ),
    "wagtailadmin_api:images:detail": _of(pk="image"),
    "wagtailadmin_api:images:find": _of(asks=True, ask=("id={image}",)),
    "wagtailadmin_tag_autocomplete": _of(ask=("term=zib", "term=Zib", "term=Z")),
    "wagtailadmin_tag_model_autocomplete": _of(
        app_name=("taggit",), model_name=("tag",), ask=("term=zib", "term=Zib")
    ),
    "wagtailadmin_editing_sessions:ping": [
        _of(
            app_label=("quartiers_pages",),
            model_name=("newspage",),
            object_id="page",
            session_id="editing_session",
        ),
        _of(
            app_label=("wagtailcore",),
            model_name=("page",),
            object_id="page",
            session_id="editing_session",
        ),
        *(
            _of(
                app_label=(app_label,),
                model_name=(model,),
                object_id=kind,
                session_id="editing_session",
            )
            for app_label, model, kind in (
                ("quartiers_pages", "picture", "image"),
                ("quartiers_pages", "councilfile", "document"),
                ("quartiers_pages", "sitesettings", "settings"),
                ("quartiers_accounts", "user", "resident"),
                ("wagtailcore", "collection", "collection"),
                ("wagtailcore", "site", "site"),
            )
        ),
    ],
    "wagtailadmin_editing_sessions:release": _of(session_id="editing_session"),
    "wagtailadmin_block_preview": _of(
        asks=True, ask=("id=place", "id=image", "id=documents", "id=gallery")
    ),
    # Pages.
    "wagtailadmin_explore_root": _of(ask=(*LISTING, *PEOPLE, *EXPORT, "ordering=ord")),
    "wagtailadmin_explore": _of(
        parent_page_id="page",
        ask=(
            *LISTING,
            *PEOPLE,
            *EXPORT,
            "q={word}&search_all=1",
            "content_type=all",
            "site={site}",
        ),
    ),
    "wagtailadmin_explore_results": _of(
        parent_page_id="page", ask=(*WORDS, "q={word}&search_all=1", *PEOPLE)
    ),
    "wagtailadmin_pages:add": _of(
        **_type, parent_page_id="parent", ask=("modele={starting_point}",)
    ),
    "wagtailadmin_pages:preview_on_add": _of(**_type, parent_page_id="parent"),
    "wagtailadmin_pages:type_use": _of(**_type, ask=(*LISTING, *PEOPLE, *EXPORT, "site={site}")),
    "wagtailadmin_pages:type_use_results": _of(**_type, ask=(*WORDS, *PEOPLE)),
    "wagtailadmin_pages:choose_parent": _of(
        app_label=("quartiers_pages",), model_name=PAGE_TYPES, ask=("parent_page={parent}",)
    ),
    "wagtailadmin_pages:usage": _of(page_id="page", ask=EXPORT),
    "wagtailadmin_pages:edit": _of(page_id="any_page"),
    "wagtailadmin_pages:preview_on_edit": _of(page_id="page"),
    "wagtailadmin_pages:view_draft": _of(page_id="any_page"),
    "wagtailadmin_pages:add_subpage": _of(parent_page_id="parent"),
    "wagtailadmin_pages:delete": _of(page_id="any_page"),
    "wagtailadmin_pages:unpublish": _of(page_id="any_page"),
    "wagtailadmin_pages:convert_alias": _of(page_id="page", labels=("alias", "draft")),
    "wagtailadmin_pages:search": _of(
        ask=(*LISTING, *PEOPLE, *EXPORT, "q={word}&content_type=quartiers_pages.newspage")
    ),
    "wagtailadmin_pages:search_results": _of(ask=(*WORDS, *PEOPLE)),
    "wagtailadmin_pages:move": _of(page_to_move_id="any_page"),
    "wagtailadmin_pages:move_confirm": _of(page_to_move_id="page", destination_id="parent"),
    "wagtailadmin_pages:set_page_position": _of(
        asks=True, page_to_move_id="page", ask=("position=0",)
    ),
    "wagtailadmin_pages:copy": _of(page_id="any_page"),
    "wagtailadmin_pages:workflow_action": _of(
        page_id="reviewed", action_name=("approve", "reject"), task_state_id="task_state"
    ),
    "wagtailadmin_pages:collect_workflow_action_data": _of(
        page_id="reviewed", action_name=("approve", "reject"), task_state_id="task_state"
    ),
    "wagtailadmin_pages:confirm_workflow_cancellation": _of(page_id="page", labels=("review",)),
    "wagtailadmin_pages:workflow_preview": _of(page_id="reviewed", task_id="task"),
    "wagtailadmin_pages:set_privacy": _of(page_id="any_page"),
    "wagtailadmin_pages:lock": _of(page_id="page"),
    "wagtailadmin_pages:unlock": _of(page_id="page", labels=("locked", "draft")),
    "wagtailadmin_pages:revisions_index": _of(page_id="page"),
    "wagtailadmin_pages:revisions_view": _of(page_id="revised", revision_id="revision"),
    "wagtailadmin_pages:revisions_revert": _of(page_id="revised", revision_id="revision"),
    "wagtailadmin_pages:revisions_unschedule": _of(
        page_id="planned", revision_id="planned_revision"
    ),
    "wagtailadmin_pages:revisions_compare": _of(
        pk="revised", revision_id_a="revision", revision_id_b=("latest", "live")
    ),
    "wagtailadmin_pages:workflow_history": _of(page_id="page", labels=("review", "draft")),
    "wagtailadmin_pages:workflow_history_detail": _of(
        page_id="reviewed", workflow_state_id="workflow_state"
    ),
    "wagtailadmin_pages:history": _of(
        page_id="any_page", ask=("user={user}", *EXPORT, "_w_filter_fragment=1")
    ),
    "wagtailadmin_pages:history_results": _of(page_id="page", ask=("user={user}",)),
    # Choosing pages and links.
    "wagtailadmin_choose_page": _of(
        ask=(
            "page_type=quartiers_pages.NewsPage",
            "page_type=quartiers_pages.newspage,quartiers_pages.councildocument",
            "parent_page_id={page}",
            "target_pages[]={page}",
            "user_perms=move_to",
            "can_choose_root=1",
            "multiple=1",
        )
    ),
    "wagtailadmin_choose_page_child": _of(
        parent_page_id="any_page", public=True, ask=("page_type=quartiers_pages.NewsPage", "p=2")
    ),
    "wagtailadmin_choose_page_search": _of(
        ask=("q={word}", "q={word}&page_type=quartiers_pages.NewsPage", "q=car", "q=zib")
    ),
    "wagtailadmin_choose_page_chosen_multiple": _of(ask=("id={page}", "id={page}&id={our:page}")),
    "wagtailadmin_choose_page_external_link": _of(
        ask=("link_url={address}", "link_url=/actualites/double/&link_text=x")
    ),
    "wagtailadmin_choose_page_email_link": NOTHING,
    "wagtailadmin_choose_page_phone_link": NOTHING,
    "wagtailadmin_choose_page_anchor_link": NOTHING,
    # Many at once.
    "wagtail_bulk_action": [
        _of(
            asks=True,
            app_label=("wagtailcore",),
            model_name=("page",),
            action=("delete", "move", "publish", "unpublish"),
            ask=(
                "id={page}",
                "id={our:page}&id={page}",
                "id={published}",
                "id=all&childOf={parent}",
                "id=all",
                "id=all&q={word}",
            ),
        ),
        _of(
            asks=True,
            app_label=("quartiers_pages",),
            model_name=("picture",),
            action=("delete", "add_tags", "add_to_collection"),
            ask=("id={image}", "id={our:image}&id={image}", "id=all", "id=all&q={word}"),
        ),
        _of(
            asks=True,
            app_label=("quartiers_pages",),
            model_name=("councilfile",),
            action=("delete", "add_tags", "add_to_collection"),
            ask=("id={document}", "id={our:document}&id={document}", "id=all"),
        ),
        _of(
            asks=True,
            app_label=("quartiers_accounts",),
            model_name=("user",),
            action=("delete", "assign_role", "set_active_state"),
            ask=("id={user}", "id=all", "id=all&q={word}"),
        ),
        _of(
            asks=True,
            app_label=("quartiers_pages",),
            model_name=("place", "topic"),
            action=("delete",),
            ask=("id={place}", "id=all"),
        ),
    ],
    # Collections, reviews, reports.
    "wagtailadmin_collections:index": _of(ask=LISTING),
    "wagtailadmin_collections:add": NOTHING,
    "wagtailadmin_collections:edit": _of(pk="collection"),
    "wagtailadmin_collections:delete": _of(pk="collection"),
    "wagtailadmin_collections:set_privacy": _of(collection_id="collection"),
    "wagtailadmin_workflows:index": _of(ask=("show_disabled=true",)),
    "wagtailadmin_workflows:index_results": NOTHING,
    "wagtailadmin_workflows:add": NOTHING,
    "wagtailadmin_workflows:enable": _of(pk="workflow"),
    "wagtailadmin_workflows:disable": _of(pk="workflow"),
    "wagtailadmin_workflows:edit": _of(pk="workflow"),
    "wagtailadmin_workflows:usage": _of(pk="workflow"),
    "wagtailadmin_workflows:usage_results": _of(pk="workflow"),
    "wagtailadmin_workflows:remove": [
        _of(page_pk="home"),
        _of(page_pk="home", workflow_pk="workflow"),
    ],
    "wagtailadmin_workflows:add_task": _of(
        app_label=("wagtailcore",), model_name=("groupapprovaltask",)
    ),
    "wagtailadmin_workflows:select_task_type": NOTHING,
    "wagtailadmin_workflows:task_index": _of(ask=("show_disabled=true",)),
    "wagtailadmin_workflows:task_index_results": NOTHING,
    "wagtailadmin_workflows:edit_task": _of(pk="task"),
    "wagtailadmin_workflows:disable_task": _of(pk="task"),
    "wagtailadmin_workflows:enable_task": _of(pk="task"),
    "wagtailadmin_workflows:task_chooser": _of(ask=WORDS),
    "wagtailadmin_workflows:task_chooser_results": _of(ask=WORDS),
    "wagtailadmin_workflows:task_chooser_create": NOTHING,
    "wagtailadmin_workflows:task_chosen": _of(task_id="task"),
    **{
        f"wagtailadmin_reports:{report}{suffix}": _of(ask=asked)
        for report in (
            "locked_pages",
            "workflow",
            "workflow_tasks",
            "site_history",
            "aging_pages",
            "page_types_usage",
        )
        for suffix, asked in (
            ("", (*LISTING, *EXPORT, "user={user}", "locked_by={user}", "requested_by={user}")),
            ("_results", WORDS),
        )
    },
    # Themes.
    "themes_admin:index": NOTHING,
    "themes_admin:upload": NOTHING,
    "themes_admin:package": _of(digest=("0" * 64,)),
    "themes_admin:install": _of(digest=("0" * 64,)),
    "themes_admin:discard": _of(digest=("0" * 64,)),
    "themes_admin:bundled": _of(slug=("canal",)),
    "themes_admin:log": NOTHING,
    "themes_admin:release": _of(pk=(1,)),
    "themes_admin:check": _of(pk=(1,)),
    "themes_admin:looks": NOTHING,
    "themes_admin:look": _of(site_id="site"),
    "themes_admin:wear": _of(site_id="site"),
    "themes_admin:back": _of(site_id="site"),
    "themes_admin:adjust": _of(site_id="site"),
    # People.
    "moderation_admin:queue": _of(
        ask=("etat=traites", "etat=recours", "conseil={code}", "motif=privacy", "qui=personne")
    ),
    "moderation_admin:keep": NOTHING,
    "moderation_admin:case": _of(pk="case", ask=("decision=hidden",)),
    "moderation_admin:decide": _of(pk="case"),
    "moderation_admin:assign": _of(pk="case"),
    "moderation_admin:undo": _of(pk="case"),
    "moderation_admin:appeal": _of(pk="case"),
    "moderation_admin:kept_picture": _of(pk="case", kept=(1,)),
    "moderation_admin:picture": _of(pk="case", picture=(1,), ask=("grande=1",)),
    "suspensions_admin:index": _of(ask=("etat=toutes", "q={word}")),
    "suspensions_admin:find": _of(ask=("q={word}", "q=marqueb")),
    "suspensions_admin:suspend": _of(account_id="resident"),
    "suspensions_admin:one": _of(pk="suspension"),
    "suspensions_admin:confirm": _of(pk="suspension"),
    "suspensions_admin:decline": _of(pk="suspension"),
    "suspensions_admin:lift": _of(pk="suspension"),
    "suspensions_admin:appeal": _of(pk="suspension"),
    # Forums.
    "forums_admin:index": NOTHING,
    "forums_admin:new_root": NOTHING,
    **{
        f"forums_admin:{view}": _of(pk="forum")
        for view in ("one", "new", "up", "down", "state", "rights", "pages", "remove")
    },
    "forums_admin:sites": _of(pk="forum_root"),
    "recoveries:index": NOTHING,
    "recoveries:log": NOTHING,
    "recoveries:one": _of(pk="recovery"),
    "pseudonym_history": _of(ask=(*LISTING, *EXPORT)),
    "pseudonym_history_results": _of(ask=WORDS),
    "wagtailusers_users:index": _of(ask=(*LISTING, *EXPORT, "group={group}")),
    "wagtailusers_users:index_results": _of(ask=WORDS),
    "wagtailusers_users:add": NOTHING,
    **{
        f"wagtailusers_users:{view}": _of(pk="user")
        for view in ("edit", "delete", "usage", "copy", "history", "history_results")
    },
    "wagtailusers_groups:index": _of(ask=LISTING),
    "wagtailusers_groups:index_results": _of(ask=WORDS),
    "wagtailusers_groups:add": NOTHING,
    **{
        f"wagtailusers_groups:{view}": _of(pk="group")
        for view in ("edit", "delete", "usage", "history", "history_results")
    },
    # Forms, redirects, settings, sites.
    "wagtailforms:index": _of(ask=LISTING),
    "wagtailforms:index_results": _of(ask=WORDS),
    "wagtailforms:list_submissions": _of(page_id="form", ask=EXPORT),
    "wagtailforms:list_submissions_results": _of(page_id="form"),
    "wagtailforms:delete_submissions": _of(
        asks=True, page_id="form", ask=("selected-submissions={submission}",)
    ),
    "wagtailredirects:index": _of(ask=(*LISTING, *EXPORT, "site={site}", "q=marqueb")),
    "wagtailredirects:index_results": _of(ask=WORDS),
    "wagtailredirects:add": NOTHING,
    "wagtailredirects:edit": _of(redirect_id="redirect"),
    "wagtailredirects:delete": _of(redirect_id="redirect"),
    "wagtailredirects:start_import": NOTHING,
    "wagtailredirects:process_import": NOTHING,
    "wagtailsettings:edit": [
        recipe
        for app, model in SETTINGS
        for recipe in (
            _of(app_name=(app,), model_name=(model,)),
            _of(app_name=(app,), model_name=(model,), pk="site"),
        )
    ],
    "wagtailsettings:preview_on_edit": [
        _of(app_name=(app,), model_name=(model,), pk="site") for app, model in SETTINGS
    ],
    "wagtailsites:index": _of(ask=LISTING),
    "wagtailsites:index_results": _of(ask=WORDS),
    "wagtailsites:add": NOTHING,
    **{
        f"wagtailsites:{view}": _of(pk="site")
        for view in ("edit", "delete", "usage", "copy", "history", "history_results")
    },
    "wagtailembeds:chooser": NOTHING,
    "wagtailembeds:chooser_upload": NOTHING,
    # Documents and images.
    "wagtaildocs:index": _of(
        ask=(
            *LISTING,
            *EXPORT,
            "collection_id={collection}",
            "tag=Zibeline",
            "uploaded_by_user={user}",
        )
    ),
    "wagtaildocs:index_results": _of(ask=(*WORDS, "collection_id={collection}")),
    "wagtaildocs:add": NOTHING,
    "wagtaildocs:edit": _of(document_id="document"),
    "wagtaildocs:delete": _of(document_id="document"),
    "wagtaildocs:add_multiple": _of(ask=("collection_id={collection}",)),
    "wagtaildocs:edit_multiple": _of(doc_id="document"),
    "wagtaildocs:create_multiple_from_uploaded_document": _of(uploaded_file_id="upload"),
    "wagtaildocs:delete_multiple": _of(doc_id="document"),
    "wagtaildocs:delete_upload_multiple": _of(uploaded_file_id="upload"),
    "wagtaildocs:document_usage": _of(document_id="document"),
    "wagtaildocs_chooser:choose": _of(
        ask=(*WORDS, "collection_id={collection}", "tag={tag}", "multiple=1")
    ),
    "wagtaildocs_chooser:choose_results": _of(ask=(*WORDS, "collection_id={collection}")),
    "wagtaildocs_chooser:chosen": _of(pk="document"),
    "wagtaildocs_chooser:chosen_multiple": _of(
        ask=("id={document}", "id={document}&id={our:document}")
    ),
    "wagtaildocs_chooser:create": NOTHING,
    "wagtailimages:index": _of(
        ask=(
            *LISTING,
            *EXPORT,
            "collection_id={collection}",
            "tag={tag}",
            "layout=list",
            "uploaded_by_user={user}",
        )
    ),
    "wagtailimages:index_results": _of(ask=(*WORDS, "collection_id={collection}", "tag={tag}")),
    "wagtailimages:edit": _of(image_id="image"),
    "wagtailimages:delete": _of(image_id="image"),
    "wagtailimages:url_generator": _of(image_id="image"),
    "wagtailimages:url_generator_output": _of(image_id="image"),
    "wagtailimages:preview": _of(image_id="image", filter_spec=("original",)),
    "wagtailimages:add": NOTHING,
    "wagtailimages:image_usage": _of(image_id="image"),
    "wagtailimages:add_multiple": _of(ask=("collection_id={collection}",)),
    "wagtailimages:edit_multiple": _of(image_id="image"),
    "wagtailimages:create_multiple_from_uploaded_image": _of(uploaded_file_id="upload"),
    "wagtailimages:delete_multiple": _of(image_id="image"),
    "wagtailimages:delete_upload_multiple": _of(uploaded_file_id="upload"),
    "wagtailimages_chooser:choose": _of(
        ask=(
            *WORDS,
            "collection_id={collection}",
            "tag=Zibeline",
            "tag={tag}",
            "multiple=1",
            "layout=list",
        )
    ),
    "wagtailimages_chooser:choose_results": _of(
        ask=(*WORDS, "collection_id={collection}", "tag={tag}")
    ),
    "wagtailimages_chooser:chosen": _of(pk="image", ask=("select_format=1",)),
    "wagtailimages_chooser:chosen_multiple": _of(ask=("id={image}", "id={image}&id={our:image}")),
    "wagtailimages_chooser:create": NOTHING,
    "wagtailimages_chooser:select_format": _of(image_id="image"),
    # Screens of ours.
    "councils_admin:index": _of(ask=WORDS),
    "councils_admin:new": NOTHING,
    "councils_admin:council": _of(council_id="council"),
    "councils_admin:check": _of(council_id="council"),
    "councils_admin:close_first_hour": _of(council_id="council"),
    "scheduling:change": _of(page_id="page", labels=("scheduled", "draft")),
    "scheduling:stop": _of(page_id="any_page"),
    "site_admin:index": _of(ask=("site={site}",)),
    "site_admin:redirects": _of(site_id="site", ask=(*WORDS, "q=marqueb")),
    "site_admin:add_redirect": _of(site_id="site"),
    "site_admin:edit_redirect": _of(site_id="site", pk="redirect"),
    "site_admin:delete_redirect": _of(site_id="site", pk="redirect"),
    "bin:index": _of(ask=(*WORDS, "site={site}", "conseil={code}", "p=2")),
    "bin:undo": _of(ask=("entree={bin_entry}",)),
    "bin:put_back": _of(ask=("page={page}",)),
    "bin:one": _of(entry_id="bin_entry"),
    "bin:picture": _of(entry_id="bin_entry", labels=("image",)),
    "bin:erase": _of(entry_id="bin_entry"),
    "desk:duties": _of(ask=("site={site}", "conseil={code}")),
    "desk:reading": _of(ask=("site={site}", "conseil={code}", *WORDS)),
    "journal_admin:index": _of(ask=(*WORDS, "site={site}", "conseil={code}", "qui={user}")),
    "journal_admin:export": _of(ask=("site={site}", "conseil={code}", "qui={user}")),
    "messages_admin:inbox": _of(ask=(*WORDS, "page={form}", "site={site}", "formulaire={form}")),
    "messages_admin:export": _of(ask=("page={form}", "site={site}", "formulaire={form}")),
    **{
        f"messages_admin:{view}": _of(pk="submission")
        for view in ("one", "handle", "reopen", "note", "delete")
    },
    "proposals_admin:queue": _of(ask=(*WORDS, "site={site}", "conseil={code}", "etat=toutes")),
    **{
        f"proposals_admin:{view}": _of(pk="agenda_proposal")
        for view in ("one", "take", "merge", "answer", "set_aside", "reopen")
    },
    **{
        f"notices_admin:{view}": _of(page_id="meeting")
        for view in ("one", "send", "stop", "try_out")
    },
    "registrations:index": _of(ask=(*WORDS, "conseil={code}")),
    **{
        f"registrations:{view}": _of(page_id="gathering_page", ask=("date=2026-12-08",))
        for view in ("one", "add", "export", "sheet", "attendance", "propose")
    },
    "registrations:remove": _of(pk="registration"),
    "quick_documents:new": _of(site_id="site"),
    "word_minutes:choose": _of(site_id="site", ask=("seance={meeting}",)),
    "word_minutes:review": _of(site_id="site", page_id="meeting"),
    "word_minutes:picture": _of(site_id="site", page_id="meeting", key=("1",)),
    "photos:choose": _of(site_id="site"),
    "photos:upload": _of(site_id="site"),
    "photos:thumbnail": _of(site_id="site", photo_id="waiting_photo"),
    "quartiers_writing:checks": _of(page_id="any_page"),
    "quartiers_writing:publish": _of(page_id="any_page"),
    "quartiers_writing:keep": _of(page_id="any_page"),
    "quartiers_writing:starting_points": NOTHING,
    "quartiers_writing:rename": _of(pk="starting_point"),
    "teams:index": NOTHING,
    "teams:team": _of(code="code"),
    "teams:invite": _of(code="code"),
    "teams:resend": _of(code="code", pk="invitation"),
    "teams:revoke": _of(code="code", pk="invitation"),
    **{
        f"teams:{view}": _of(code="code", user_id="user", labels=("own", "editor", "lead"))
        for view in ("person", "remove", "pause", "resume")
    },
    "teams:leave": _of(code="code"),
    "teams:handover": _of(code="code"),
    "teams:handover_move": _of(code="code"),
    "teams:handover_end": _of(code="code"),
    "teams:handover_stop": _of(code="code"),
    "teams:handover_report": _of(code="code", pk="handover"),
    # What all councils share.
    "wagtailsnippets:index": NOTHING,
    **{
        f"wagtailsnippets_quartiers_pages_{model}:{view}": recipe
        for model in ("place", "topic")
        for view, recipe in {
            "list": _of(ask=(*LISTING, *EXPORT)),
            "list_results": _of(ask=WORDS),
            "add": NOTHING,
        }.items()
    },
    **{
        f"wagtailsnippets_quartiers_pages_{model}:{view}": _of(pk=f"shared_{model}", public=True)
        for model in ("place", "topic")
        for view in ("edit", "delete", "usage", "history", "history_results", "copy", "inspect")
        if (model, view) != ("topic", "inspect")
    },
    **{
        f"wagtailsnippetchoosers_quartiers_pages_{model}:{view}": recipe
        for model in ("place", "topic")
        for view, recipe in {
            "choose": _of(ask=WORDS),
            "choose_results": _of(ask=WORDS),
            "chosen": _of(pk=f"shared_{model}", public=True),
            "chosen_multiple": _of(ask=(f"id={{shared_{model}}}",)),
            "create": NOTHING,
        }.items()
    },
}


def recipes_of(name: str) -> list[Recipe]:
    known = RECIPES.get(name, [])
    return known if isinstance(known, list) else [known]


# Whose query says what is done: they are posted with each of their questions.
POSTED_WITH_QUERY = (
    "wagtail_bulk_action",
    "wagtailforms:delete_submissions",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:choose_parent",
)

"""What templates may ask for: the names they find, and what may be looked up on each.

Everything that is not here is refused, because a template can call whatever it can name:
``page.owner.password`` prints a hash and ``page.unpublish`` takes the page away. Whoever adds a
template to the product adds its names here; the tests hold this table against the classes it
speaks of and against every template of the product.

A name has one kind or several (``row`` is a forum in one list, a message in another). Nothing
harmful may stand here under any kind, so that it does not matter which of them a page has.
"""

from dataclasses import dataclass

# Values that nothing is looked up on: texts, numbers, dates; HTML that the product has cleaned;
# text of the editor, which « richtext » makes HTML of.
TEXT, HTML, RICH = "text", "html", "rich"
EACH = "*"  # what one gets from walking through a thing


@dataclass(frozen=True)
class Many:
    """A list; its things are of one of these kinds."""

    of: frozenset


@dataclass(frozen=True)
class Row:
    """Things that come together: ``{% for value, words in choices %}``; some have names."""

    parts: tuple[frozenset, ...]
    names: tuple[str, ...] = ()


Shape = frozenset  # of kinds (str), Many and Row


def one(*kinds: str | Many | Row) -> Shape:
    return frozenset(kinds)


def many(*kinds: str | Many | Row) -> Shape:
    return one(Many(frozenset(kinds)))


def row(*parts: Shape) -> Row:
    return Row(parts)


def texts(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), one(TEXT))


KINDS: dict[str, dict[str, Shape]] = {
    TEXT: {},
    HTML: {},
    RICH: {},
    # The page being made, of whatever type
    "page": {
        **texts(
            "title seo_title search_description summary intro date lead_image_alt get_kind_display "
            "mandate meets referent open_to_join thanks purpose retention_days version pk kind "
            "first_published_at last_published_at"
        ),
        "lead_image": one("picture"),
        "body": one("stream"),
        "topics": one("topics"),
        "file": one("file"),
        "current_members": many("member"),
    },
    "topics": {"all": many("topic tag")},
    "topic tag": texts("name slug"),
    "picture": texts("credit title width height"),
    "sources": texts("avif webp src width height sizes alt"),
    "file": texts("url title file_extension get_file_size"),
    "member": {**texts("display_name role college since"), "photo": one("picture")},
    "question": {**texts("pk question category"), "answer": one(RICH)},
    "photo": {**texts("alt caption"), "image": one("picture")},
    "partner": texts("name url description"),
    "event page": {
        **texts("title seo_title summary pk price accessibility place_words"),
        "lead_image": one("picture"),
        "body": one("stream"),
        "topics": one("topics"),
    },
    # Meetings
    "meeting page": {
        **texts(
            "title seo_title summary pk get_kind_display starts_at ends_at until place_name "
            "place_words online_link childcare interpreting practical status status_reason "
            "moved_from waits_for_a_date has_minutes minutes_state attendance approved_on "
            "agenda_published_at"
        ),
        "lead_image": one("picture"),
        "body": one("stream"),
        "minutes_body": one("stream"),
        "topics": one("topics"),
    },
    "agenda item": texts("title kind get_kind_display minutes presenter from_resident author"),
    "call": texts("url until title day meeting_url starts_at closes_at"),
    "proposal": texts("subject text"),
    "meeting decision": {
        **texts(
            "text result result_label anchor voters amount line line_label streets url meeting "
            "council held_at is_draft"
        ),
        "votes": one(row(one(TEXT), one(TEXT), one(TEXT))),
        "shares": many("share"),
    },
    "share": texts("key count x width"),
    "official": texts("function"),
    "erratum": texts("date text"),
    "wanted": {
        **texts("year line words author period titles_only is_narrowed"),
        "council": one("neighbour"),
        "question": one("asked"),
        "kind": one("kind"),
        "forum": one("forum node"),
    },
    "asked": texts("text"),
    "search result": {
        **dict.fromkeys(("title", "excerpt"), one(HTML)),
        "item": one("publication"),
        "decision": one("meeting decision"),
    },
    "hint": {**texts("url street"), "council": one("neighbour")},
    "branch": {**texts("title path"), "children": many("branch")},
    # Bodies and their blocks
    "stream": {EACH: one("block")},
    "block": {
        **texts("block_type id"),
        "value": one("value"),
        "super": one(HTML),  # {{ block.super }}: what the parent has in this place
    },
    "value": {
        **texts("kind title level author label note source alt caption decorative url number"),
        "text": one(TEXT, RICH),
        "transcript": one(RICH),
        "items": many("item"),
        "files": many("file"),
        "image": one("picture"),
        "poster": one("picture"),
        "place": one("place"),
    },
    "item": {
        **texts("title label number alt caption"),
        "text": one(RICH),
        "image": one("picture"),
    },
    "place": texts("name address transport access_notes"),
    "sketch": texts("path x y council_name"),
    "video": texts("page player provider"),
    "cell": texts("strip"),
    # Lists
    "publication": {
        **texts(
            "url path title summary kind kind_label home_name sort_at changed_at starts_at "
            "ends_at place_name"
        ),
        "picture": one("sources"),
        "facts": one("facts"),
    },
    "facts": {
        **texts(
            "type extension size photos posts state reason planned without_date minutes decisions"
        ),
        "agenda": many(TEXT),
    },
    "results": {
        **texts(
            "number has_other_pages has_previous has_next previous_page_number "
            "next_page_number start_index end_index"
        ),
        "paginator": one("paginator"),
        "object_list": many("publication"),
        EACH: one("publication"),
    },
    "paginator": texts("num_pages count is_cut"),
    "filters": {**texts("facet year"), "council": one("neighbour"), "kind": one("kind")},
    "kind": texts("key label plural"),
    "sitemap row": texts("path changed_at"),
    # The agenda
    "occurrence": texts("day starts ends state reason place planned path"),
    "day cell": {**texts("day is_today"), "items": many("publication")},
    "feed": texts("title url webcal atom"),
    "notice item": texts("number title kind minutes presenter"),
    # What surrounds every page
    "chrome": {
        **texts(
            "site_name district portal_name portal_url contact_url team_url contact_email "
            "contact_address opening_hours tagline notice root_url about_url admin_url forum_url "
            "account_url sitemap_url search_url home_url councils_url notices_url is_portal"
        ),
        "council": one("council"),
        "outline": one("outline"),
        "councils": many("neighbour"),
        "menu": many("entry"),
        "legal": many("entry"),
        "social": many("entry"),
        "banner": one("banner"),
    },
    "council": texts("name code perimeter_credit"),
    "neighbour": {**texts("name url"), "council": one("council"), "outline": one("outline")},
    "bound": {**texts("name"), "outline": one("outline")},
    "outline": {**texts("emblem piece"), "label": one(row(one(TEXT), one(TEXT)))},
    "entry": texts("label url"),
    "banner": texts("level text"),
    "request": texts("path theme_preview in_preview_panel"),
    # Forms, accounts, messages
    "form": {
        **texts("errors non_field_errors started"),
        "visible": many("field"),
        "visible_fields": many("field"),
        "hidden_fields": many("field"),
        **dict.fromkeys(
            ("pseudonym", "email", "code", "picture", "street", "council"), one("field")
        ),
        "trap": one("field"),
        "cleaned_data": one("typed"),
        EACH: one("field"),
    },
    "sign in": {**texts("pk device started_at seen_at is_this"), "sites": many(TEXT)},
    "address change": texts("email old_confirmed_at new_confirmed_at"),
    "typed": texts("titre subject text"),
    "field": {
        **texts(
            "label name html_name auto_id id_for_label errors is_hidden use_fieldset "
            "widget_type aria_describedby"
        ),
        "help_text": one(HTML),
        "field": one("field settings"),
    },
    "field settings": texts("required"),
    "message": texts("level_tag tags message"),
    "user": texts("pseudonym is_authenticated"),  # a post's author is one as well
    "held": texts("role council"),
    "offer": {
        **texts("team is_of_all sender address note until"),
        "roles": many("offered role"),
    },
    "offered role": texts("label may"),
    "decision": {
        **texts(
            "place state is_running rule statement starts until lift_reason appeal_url appeal_until"
        ),
        "answer": one("appeal answer"),
    },
    "appeal answer": texts("sent_at text state decided_at reason"),
    # The second factor
    "key": texts("name added_at used_at rename_url remove_url"),
    "drawing": texts("size path"),
    "security links": texts(
        "guide new_password remove_password passkey app codes renew address sign_ins identities"
    ),
    "holding": texts("name purpose basis kept"),
    "export": texts("asked_at until size state url"),
    "account link": texts("label url current"),
    "found street": {**texts("name"), "stretches": many("stretch")},
    "stretch": {**texts("words"), "council": one("council")},
    "activity": texts("kind_label title at url excerpt place state action_url action_label"),
    "standing": texts("key words mark"),
    "told": texts("title words button level"),
    "registered thing": texts("title url when"),
    "reported thing": texts("title text author_name url"),
    "verdict": {
        **texts("title text act rule statement decided_at is_undone can_contest appeal_until"),
        "answer": one("appeal answer"),
    },
    "review": {
        **texts("number title decided_at is_undone can_ask ask_until"),
        "answer": one("appeal answer"),
    },
    "figures": texts("year"),
    "identity": texts("pk label since used"),
    "provider": texts("label about url"),
    # The forum
    "board": {
        **texts("name url has_news is_locked topics posts"),
        "about": one(HTML),
        "last": one("last post"),
        "below": many("board"),
    },
    "last post": texts("title url author_name at"),
    "section": {**texts("name url"), "rows": many("board"), "archived": many("board")},
    "closing": texts("words note since is_archived"),
    "topic row": {**texts("url is_new has_news unread_url forum_name"), "topic": one("topic")},
    "topic": texts(
        "subject slug pk posts_count approved hidden_on is_locked author_name last_shown "
        "last_author last_post_on created is_on_top is_announce closes_at slow_minutes"
    ),
    "found topic": {**texts("url forum_name"), "title": one(HTML), "topic": one("topic")},
    "found post": {
        **texts("url forum_name"),
        **dict.fromkeys(("title", "excerpt"), one(HTML)),
        "post": one("post"),
    },
    "thanks row": texts("count is_given url names_url author_name number"),
    "thank": texts("user given_at"),
    "poll": {
        **texts(
            "question ballots most last_day is_open has_voted shows_results url is_known error"
        ),
        "answers": many("poll answer"),
    },
    "poll answer": texts("pk text count share is_mine"),
    "asking": {**texts("is_open has_begun is_unfolded"), "form": one("form")},
    "post image": texts("alt width height src avif webp url state hide_url show_url"),
    "tray": {**texts("is_open"), "problems": many(TEXT), "tiles": many("tile")},
    "tile": texts("key src width height description is_removed is_posted is_bare"),
    "post row": {
        **texts("permalink is_opener is_new edit_url hide_url show_url moderate_url report_url"),
        **texts(
            "state is_folded ignore_url quote_url attribution history_url is_held links_url "
            "undo_url undo_seconds too_many_names has_cards"
        ),
        "text": one(HTML),
        "post": one("post"),
        "gone": many("moved"),
        "images": many("post image"),
        "thanks": one("thanks row"),
    },
    "link card": texts("url title kind place_name summary"),
    "moved": {**texts("title url first last count"), "numbers": many(TEXT)},
    "trace": texts("title url forum_name at is_merged remove_url"),
    "power": texts("label url group"),
    "split choice": texts("number author_name at excerpt is_chosen"),
    "merge candidate": texts("title url forum_name posts at"),
    "act line": texts("what facts by at rule reason undone undo_url"),
    "follow": {**texts("url is_forum label page"), "choices": many("level")},
    "level": texts("value label hint is_current"),
    "followed": {**texts("name title url is_forum"), "choices": many("level")},
    "ignored": texts("whom whom_id since"),
    "notification": {
        **texts("title count url excerpt at is_unread is_sentence"),
        "authors": many(TEXT),
    },
    "told part": {**texts("title count others link"), "quotes": many("told post")},
    "told post": texts("author excerpt url when"),
    "similar topic": texts("title url posts forum_name"),
    "draft": texts("pk title text saved_at place url images"),
    "change": {
        **texts("at is_withdrawn withdraw_url"),
        "pieces": many("piece"),
        "title_pieces": many("piece"),
    },
    "piece": texts("kind text"),
    "post": {
        **texts("number author_name created updated updates_count update_reason masked_on"),
        "content": one("post content"),
    },
    "post content": {"rendered": one(HTML)},
    "forum place": {
        **texts("moderates path canonical"),
        "suspended": one(HTML),
        "closing": one("closing"),
        "node": one("forum node"),
        "topic": one("topic"),
        "rights": one("rights"),
    },
    "forum node": {**texts("name slug pk is_category"), "about": one(HTML)},
    "rights": texts("is_known"),
    "talk": {**texts("count url join_url"), "said": many("said")},
    "said": texts("author_name at excerpt url"),
    "card": texts("title summary url feed_url"),
    "digest": {
        **texts("others"),
        "people": many("forum writer"),
        "links": many("digest link"),
        "thanked": many("digest thanked"),
    },
    "forum writer": texts("name posts url"),
    "digest link": texts("label href number url"),
    "digest thanked": texts("name thanks number url"),
    "feed entry": texts("key title url author_name published updated summary"),
    "loop": {
        **texts("counter counter0 revcounter revcounter0 first last"),
        "parentloop": one("loop"),
    },
}

_PUBLICATIONS = many("publication")

NAMES: dict[str, Shape] = {
    # Everywhere
    "page": one("page", "meeting page", "event page"),
    "chrome": one("chrome"),
    "request": one("request"),
    "breadcrumbs": many("entry"),
    "entry": one("entry", "feed entry"),
    "entries": many("feed entry"),
    "digest": one("digest"),
    "writer": one("forum writer"),
    "given": one("digest link"),
    "thanked": one("digest thanked"),
    "forloop": one("loop"),
    "block": one("block"),
    # Homes, lists, pages
    "highlights": _PUBLICATIONS,
    "news": _PUBLICATIONS,
    "documents": _PUBLICATIONS,
    "topics": many("publication", "topic tag", "topic row"),
    "publications": _PUBLICATIONS,
    "children": _PUBLICATIONS,
    "items": many("publication", "notice item"),
    "item": one("publication", "item", "notice item"),
    "meeting": one("publication"),
    "next_meeting": one("publication"),
    # Meetings
    "agenda": many(row(one("agenda item"), one("publication"))),
    "share": one("share"),
    "officials": many("official"),
    "official": one("official"),
    "errata": many("erratum"),
    "erratum": one("erratum"),
    "approving": one("publication"),
    "document": one("publication"),
    "events": _PUBLICATIONS,
    "to_come": _PUBLICATIONS,
    "call": one("call"),
    "following": one("occurrence", "call"),
    "proposal": one("proposal"),
    "typed": one("typed"),
    **texts("meeting_url closed_on privacy_url is_closed"),
    "wanted": one("wanted"),
    "line_choices": many(row(one(TEXT), one(TEXT))),
    "year_choices": many(TEXT),
    "papers": many(TEXT, row(one(TEXT), one(TEXT))),
    "called_at": one(TEXT),
    "planned_minutes": one(TEXT),
    "name": one(TEXT),
    "newer": one("publication", "page"),
    "older": one("publication", "page"),
    "team": many("member"),
    "members": many("member"),
    "member": one("member"),
    "partners": many("partner"),
    "branches": many("branch"),
    "branch": one("branch"),
    "councils": many("neighbour"),
    "council_choices": many("neighbour"),
    "neighbour": one("neighbour"),
    "neighbours": many("neighbour", "section"),
    "pieces": many("neighbour", "piece"),  # of the map; of two versions of a text
    "piece": one("neighbour", "piece"),
    "kind_choices": many(row(one(TEXT), one(TEXT))),
    "filters": one("filters"),
    "results": one("results"),
    "sections": many("section", row(one(TEXT), many("question"))),
    "photos": many("photo", "item"),
    "photo": one("photo", "item"),
    "image": one("picture", "post image"),
    "images": many("post image"),
    "portrait": one("sources"),
    "sources": one("sources"),
    "file": one("file"),
    "facts": one("facts"),
    "forum": one("entry"),
    # The agenda
    "by_month": many(row(one(TEXT), many("publication"))),
    "weeks": many(Many(one("day cell"))),
    "week": many("day cell"),
    "slot": one("day cell"),
    "occurrence": one("occurrence"),
    "dates": many("occurrence"),
    "weekdays": many(TEXT),
    "feeds": many("feed"),
    "feed": one("feed"),
    "month_choices": many(row(one(TEXT), one(TEXT))),
    **texts(
        "agenda_url feed_query has_items ics_path is_cut is_one_of is_past is_table list_query "
        "month month_word next_month next_query organiser past_query place_name planned "
        "previous_month previous_query rule_words weekday self_url series_path starts state "
        "table_query upcoming_query "
        "updated first"
    ),
    # Registration
    **dict.fromkeys(("registration", "standing"), one("standing")),
    **dict.fromkeys(("own", "told"), one("told")),
    "thing": one("publication", "registered thing", "reported thing"),
    **texts(
        "by_team cancel_path cancel_url hold_minutes kept mark old_place page_url "
        "registration_closes registration_path registration_seats resumed seats sign_in_url "
        "was when"
    ),
    "rows": many("board", "post row", "topic row", "sitemap row", "followed"),
    "row": one(
        "board", "post row", "topic row", "sitemap row", "found post", "found topic", "followed"
    ),
    # Search
    "found": many("search result"),
    "result": one("search result"),
    "kind_links": many(row(one(TEXT), one(TEXT), one(TEXT), one(TEXT))),
    "named": many("hint"),
    "hint": one("hint"),
    "other_council": one("neighbour"),
    "found_posts": many("found post"),
    "found_topics": many("found topic"),
    "forum_choices": many(row(one("forum node"), one(TEXT))),
    "period_choices": many(row(one(TEXT), one(TEXT))),
    "node": one("forum node"),
    **texts(
        "count counted depth everywhere everywhere_query forum_query gave_up is_elsewhere is_many "
        "is_wide more_topics other_query other_words shown site_query"
    ),
    # Blocks
    "self": one("value", "stream"),
    "value": one("value", RICH),
    "place": one("place", "forum place"),
    "sketch": one("sketch"),
    "video": one("video"),
    "data": many(Many(one("cell"))),
    "table_header": many("cell"),
    # Forms and accounts
    "form": one("form"),
    "field": one("field"),
    "messages": many("message"),
    "message": one("message"),
    "roles": many("held"),
    "sign_ins": many("sign in"),
    "bound_for": one("bound"),
    "change": one("address change"),
    "holdings": many("holding"),
    "holding": one("holding"),
    "whole": one("stream"),
    "copies": many("export"),
    "export": one("export"),
    "roles_wait": one(TEXT),
    "account_sections": many("account link"),
    "part": one("account link"),
    "pseudonym_form": one("form"),
    "portrait_form": one("form"),
    "about_form": one("form"),
    "street_form": one("form"),
    "council_form": one("form"),
    "home_council": one("neighbour"),
    "streets": many("found street", "hint"),
    "activities": many("activity"),
    "identities": many("identity"),
    "identity": one("identity"),
    **dict.fromkeys(("offers", "providers"), many("provider")),
    **dict.fromkeys(("offer", "provider"), one("provider")),
    **texts("is_known is_leaving password_url since used"),
    "email": one(TEXT),  # the reader's own, on their account's page only
    "user": one("user"),
    "preview": one(HTML),
    "decisions": many("decision", "meeting decision", "publication"),
    "offer": one("offer"),
    "decision": one("decision", "meeting decision", "verdict"),
    # Moderation
    "review": one("review"),
    "figures": one("figures"),
    "figure_groups": many(row(one(TEXT), many(row(one(TEXT), one(TEXT))))),
    "years": many(TEXT),
    "lines": many(TEXT),
    **texts("notice_url csv_url number hidden is_one is_notice masked more warns reported act"),
    **texts("appeal quote"),
    # The second factor
    **dict.fromkeys(
        ("asked", "app_form", "recovery_form", "password_form", "mail_form"), one("form")
    ),
    "key": one("key", TEXT),  # a passkey; on the page that ties an app, the letters to type
    "passkeys": many("key"),
    "app": one("key"),
    "drawing": one("drawing"),
    "codes": many(TEXT),
    "links": one("security links"),
    **texts(
        "address app_url ask_url codes_left codes_noted codes_shown done download_url "
        "pseudonym has_council has_factor has_passkey has_password has_providers is_last is_open "
        "is_required lost_url may_ask_mail may_skip needs passkey_url until waits way what"
    ),
    # The forum
    "section": one("section"),
    "forums": many("board"),
    "archived": many("board"),
    "closing": one("closing"),
    "talk": one("talk"),
    "unlisted": many("topic row"),
    "topic": one("topic", "similar topic"),
    "post": one("post"),
    "tray": one("tray"),
    "thanks": one("thanks row"),
    "givers": many("thank"),
    "poll": one("poll"),
    "asking": one("asking"),
    "refusal": one(TEXT),
    "tile": one("tile"),
    "card": one("card"),
    "linked": one("link card"),
    # What moderators do to topics
    "gone": many("moved"),
    "note": one("moved"),
    "traces": many("trace"),
    "trace": one("trace"),
    "powers": many("power"),
    "power": one("power"),
    "choices": many("split choice"),
    "choice": one("split choice"),
    "kept_numbers": many(TEXT),
    "candidates": many("merge candidate"),
    "candidate": one("merge candidate"),
    "other": one("topic"),
    "past_acts": many("act line"),
    "line": one("act line"),
    **texts(
        "words has_extras "
        "act_words act_by act_at after before contact_url kept_words nothing number slow_for "
        "wanted_words"
    ),
    "follow": one("follow"),
    # What one follows and is told
    "people": many("ignored"),
    "ignored": one("ignored"),
    "notifications": many("notification"),
    "notification": one("notification"),
    "parts": many("told part"),
    "told_part": one("told part"),
    "quotes": many("told post"),
    "quote": one("told post"),
    **texts(
        "count has_unread is_digest is_ignored is_sentence is_weekly others settings_link "
        "settings_url drafts_url unread why"
    ),
    **texts("feed_url forum_feed has_news is_cut mark_url"),
    "similar": many("similar topic"),
    "draft": one("draft"),
    "drafts": many("draft"),
    "changes": many("change"),
    **texts(
        "controls autofocus charter_version is_held keeps_drafts notice numbered_from reply_url "
        "too_many_names"
    ),
    # Mails
    **texts(
        "site_name site_url district subject code link minutes days until erase_at "
        "pseudonym colleague author role is_of_all is_new asked_from at method "
        "new_address can_answer label written by comment "
        "about item_title joined answer meeting_title meeting_day agenda_title agenda_day "
        "agenda_url"
    ),
    "answers": many(row(one(TEXT), one(TEXT))),
    # Subscriptions and notices of meetings
    "subjects": many(TEXT),
    "access": many(TEXT),
    **texts(
        "calendar_link childcare day hours interpreting is_proven manage_link manage_url "
        "meeting_kind online practical proposals_until propose_link register_link "
        "registration_words stop_link takes_place was when"
    ),
    # Words and numbers, most of them given to a component by {% include … with … %}
    **texts(
        "action action_label action_url alt anchor at back_url button caption changes_on "
        "corrected_until credit credits date eager empty "
        "error excerpt filter_query first_col_is_header full heading hour href id is_closed is_new "
        "is_searched kind was_sent "
        "language kicker label last_page level login_url lost may_lock may_open "
        "may_reply more_label "
        "refusal pseudonym rule statement starts until appeal appeal_until charter_url link reason "
        "step "
        "subject site_name site_url district "
        "more_url name next note outcome path portal_url profile query quiet reader root sent "
        "more_url name next note outcome path portal_url portrait_url profile query quiet "
        "reader root sent "
        "sheet show_council show_kind show_picture summary table_caption text theme title trouble "
        "unread_url url about fragment_site fragment_look show_month"
    ),
    **dict.fromkeys(("True", "False", "None"), one(TEXT)),
}

# Asking for these opens the reader's session: pages for everybody could not be cached any more.
ONLY_IN = {
    "user": ("accounts/", "forum/"),
    "messages": ("accounts/", "forum/", "components/messages.html"),
}
INSTEAD = {"user": "reader"}

# What a tag leaves under the name after « as »; every other tag leaves words.
RESULTS = {"picture_sources": one("sources"), "discussion": one("talk"), "proposing": one("call")}

# Libraries of tags and filters; None: all of a library, else these names.
LIBRARIES: dict[str, frozenset[str] | None] = {
    "i18n": None,
    "l10n": None,
    "tz": None,
    "static": None,
    "themes": None,
    "cache": None,
    "pages": None,
    "agenda": None,
    "meetings": None,
    "typography": None,
    "table_block_tags": None,
    "wagtailcore_tags": frozenset({"include_block", "richtext"}),
}
REFUSED_TAGS = frozenset({"debug", "static", "get_static_prefix", "get_media_prefix"})
REFUSED_FILTERS = frozenset({"safeseq", "pprint", "dictsort", "dictsortreversed", "stringformat"})
"""
``static`` fails on files that were not there when the product was built; ``dictsort`` looks up what
its argument names; ``stringformat`` and ``pprint`` print what an object is made of.
"""

"""The names that templates find, and what each may be."""

from .shapes import HTML, RICH, TEXT, Many, Shape, many, one, row, texts

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
        "decision_url portrait_url "
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

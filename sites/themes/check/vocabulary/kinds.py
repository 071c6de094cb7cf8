"""What may be looked up on a value of each kind."""

from .shapes import EACH, HTML, RICH, TEXT, Shape, many, one, row, texts

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

"""« Publier plus tard »: one step, said in words everywhere, changed or called off in one click.

The data stay Wagtail's (``go_live_at``, ``expire_at``, ``approved_go_live_at``); only what people
see and do is ours.
"""

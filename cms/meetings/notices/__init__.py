"""« Convocations »: who is told of a meeting by mail, what, and when.

How subscribers are found and told once is sites.notifications.subscriptions; that nothing leaves
without somebody's decision, and what it says, is here.
"""


def connect() -> None:
    """Tell the floor below what can be followed and what is sent of it."""
    from django.db.models.signals import post_delete

    from sites.councils.models import Council

    from . import sending, subjects

    subjects.connect()
    sending.connect()
    post_delete.connect(subjects.forget_council, sender=Council, dispatch_uid="quartiers_notices")

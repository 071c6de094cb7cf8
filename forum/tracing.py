"""Each contribution leaves the trace that French law asks of a host (sites.legal.traces)."""

from sites.councils.hosts import table
from sites.legal.traces import note

from .signals import post_taken_back, post_written


def connect() -> None:
    post_written.connect(_trace, dispatch_uid="quartiers_legal_trace")
    post_taken_back.connect(_trace_end, dispatch_uid="quartiers_legal_trace_end")


def _trace(sender, post, author, act: str, network: str, **kwargs) -> None:
    """Nothing for what the install writes itself (a demo, an import): nobody was connected."""
    if network:
        note(f"forum.post:{post.pk}", act, author, network=network, host=_host(post))


def _trace_end(sender, post, author, network: str, **kwargs) -> None:
    _trace(sender, post, author, "deleted", network)


def _host(post) -> str:
    """The host name of the site the topic is at home on."""
    from forum.scope.addresses import home_url  # the tree is read after the apps are ready
    from forum.scope.tree import tree

    node = tree().nodes.get(post.topic.forum_id)
    return home_url(node, table()).partition("://")[2] if node else ""

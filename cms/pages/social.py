"""Names of the networks that councils write on, from the addresses of their pages."""

from urllib.parse import urlsplit

NETWORKS = {
    "bsky.app": "Bluesky",
    "discord.gg": "Discord",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "framapiaf.org": "Mastodon",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "mamot.fr": "Mastodon",
    "mastodon.social": "Mastodon",
    "piaille.fr": "Mastodon",
    "pixelfed.social": "Pixelfed",
    "signal.group": "Signal",
    "t.me": "Telegram",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "wa.me": "WhatsApp",
    "whatsapp.com": "WhatsApp",
    "x.com": "X",
    "youtube.com": "YouTube",
}


def name_of_network(url: str) -> str:
    """« Facebook » for ``https://fr-fr.facebook.com/…``; empty for an unknown host."""
    host = (urlsplit(url).hostname or "").lower()
    parts = host.split(".")
    domains = (".".join(parts[start:]) for start in range(len(parts) - 1))
    return next((NETWORKS[domain] for domain in domains if domain in NETWORKS), "")

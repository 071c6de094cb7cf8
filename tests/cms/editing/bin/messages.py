"""What the admin will say on the next screen."""

import json


def told(response) -> str:
    """The messages that ``response`` leaves in the session, as HTML."""
    kept = json.loads(response.wsgi_request.session["_messages"])
    return " ".join(message[3] for message in kept)

"""Everything an answer says: page, file, headers, what the next page will say."""

from io import BytesIO
from zipfile import ZipFile

from django.contrib.messages import get_messages

WORKBOOK = "spreadsheetml"


def text_of(answer) -> str:
    parts = [_body(answer), *(f"{name}: {value}" for name, value in answer.headers.items())]
    request = answer.wsgi_request
    if hasattr(request, "_messages"):
        parts += [str(message) for message in get_messages(request)]
    return "\n".join(parts)


def _body(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if WORKBOOK in answer.headers.get("Content-Type", ""):
        book = ZipFile(BytesIO(content))
        return "\n".join(book.read(name).decode() for name in book.namelist())
    return content.decode("utf-8", "replace")

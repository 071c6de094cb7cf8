"""A page of the editor as a browser sends it back untouched."""

import html5lib

NS = "{http://www.w3.org/1999/xhtml}"


def posted_form(html: str) -> dict[str, str]:
    """The fields of the longest form of a page, as they stand."""
    tree = html5lib.parse(html)
    forms = [_fields(form) for form in tree.iter(f"{NS}form")]
    return max(forms, key=len)


def _fields(form) -> dict[str, str]:
    data: dict[str, str] = {}
    for e in form.iter(f"{NS}input"):
        kind, name = e.get("type", "text"), e.get("name")
        checked = kind not in ("checkbox", "radio") or e.get("checked") is not None
        if name and checked and kind not in ("submit", "button", "file"):
            data[name] = e.get("value", "on" if kind == "checkbox" else "")
    for e in form.iter(f"{NS}textarea"):
        if e.get("name"):
            data[e.get("name")] = (e.text or "").removeprefix("\n")
    for e in form.iter(f"{NS}select"):
        chosen = [o for o in e.iter(f"{NS}option") if o.get("selected") is not None]
        if e.get("name") and chosen:
            data[e.get("name")] = chosen[0].get("value") or ""
    return data

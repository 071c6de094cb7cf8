"""The page editor, as a browser fills it in."""


def posted(form) -> dict:
    """What a browser would send of a page's form without touching anything."""
    data = {}
    for name in form.fields:
        value = form[name].value()
        if name == "body":
            data |= {"body-count": "0"}
        elif value not in (None, False) and not isinstance(value, list):
            data[form.add_prefix(name)] = value
    for prefix, formset in getattr(form, "formsets", {}).items():
        data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = "0"
        data[f"{formset.prefix}-TOTAL_FORMS"] = data[f"{formset.prefix}-INITIAL_FORMS"] = "0"
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return data

"""Points that residents propose for the agenda of a meeting.

``calls`` (which meetings take proposals now), ``forms`` and ``views`` (the form, the page of the
link that confirms), ``links`` (that link), ``writing`` (what is typed, confirmed, erased),
``letters`` (what its author is told). What the team decides: cms.editing.proposals.
"""

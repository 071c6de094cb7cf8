"""« Relecture avant publication »: contributors propose, their council's editors and leads decide.

Wagtail's workflows carry it: one workflow with one task for each site, attached to its home while
the site wants it. Ours is who may decide, in which words, who is told, one decision at a time.
"""

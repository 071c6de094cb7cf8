"""French on PostgreSQL: a configuration for text search, and the one function all indexes use.

``quartiers_words(text)`` reads signs as spaces, so that « Saint-Louis », « saint louis » and
« l’hôpital Saint-Louis » share their words and the distances between them. It may be indexed
because it depends on nothing but its argument, and costs so much on paper that the planner never
prefers to compute it row by row. Text beyond 100 000 characters is not indexed: a page is never
refused for its length.

``quartiers_filed(words, number)`` adds the drawers in which a row lies, three of them, each eight times
as wide as the one before. Rows that are looked for are numbered as they come, so
``words @@ (asked && quartiers_latest(last, 11))`` reads of the index only what the newest two drawers
of that width hold, however often a word stands in the others. No text has a word that begins as
the name of a drawer does. ``quartiers_moment(date)`` numbers rows in the order of a date: one more
every 256 seconds.

``quartiers_plain(text)`` is the words of HTML that we rendered ourselves, in which « < » of people is
always escaped.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, migrations, transaction

REFUSED = (
    "Text search needs PostgreSQL's extension « unaccent »: as a superuser, run "
    "« CREATE EXTENSION unaccent; » in the database {name}, then migrate again ({reason})."
)
# What parts words. The parser of PostgreSQL would keep « rue/quai » or « a.b » in one piece.
SIGNS = "-‐‑‒–—―'’‘ʼ`´\"“”«»/\\|.,:;!?@#&_+=*()[]{}<>~^%"

FORWARD = """
CREATE TEXT SEARCH CONFIGURATION quartiers_fr (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION quartiers_fr
    ALTER MAPPING FOR word, hword, hword_part WITH {unaccent}, pg_catalog.french_stem;
ALTER TEXT SEARCH CONFIGURATION quartiers_fr
    ALTER MAPPING FOR numword, numhword, hword_numpart WITH {unaccent}, pg_catalog.simple;
CREATE FUNCTION quartiers_words(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000
    SET search_path = pg_catalog
    AS $words$
        SELECT to_tsvector(
            '{schema}.quartiers_fr'::regconfig,
            translate(normalize(left($1, 100000), NFKC), {signs}, {spaces})
        )
    $words$;
CREATE FUNCTION quartiers_filed(tsvector, bigint) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog
    AS $words$
        SELECT $1 || array_to_tsvector(ARRAY[
            format('#11.%s', $2 >> 11), format('#14.%s', $2 >> 14), format('#17.%s', $2 >> 17)
        ])
    $words$;
CREATE FUNCTION quartiers_latest(bigint, integer) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog
    AS $words$
        SELECT format('''#%s.%s'' | ''#%s.%s''', $2, $1 >> $2, $2, ($1 >> $2) - 1)::tsquery
    $words$;
CREATE FUNCTION quartiers_moment(timestamptz) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog
    AS $words$
        SELECT floor(extract(epoch FROM $1 - timestamptz '1970-01-01 00:00+00'))::bigint >> 8
    $words$;
CREATE FUNCTION quartiers_plain(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog
    AS $words$ SELECT regexp_replace($1, '<[^>]*>|&[a-z]+;|&#[0-9a-fx]+;', ' ', 'g') $words$;
"""
BACKWARD = """
DROP FUNCTION quartiers_plain(text);
DROP FUNCTION quartiers_moment(timestamptz);
DROP FUNCTION quartiers_latest(bigint, integer);
DROP FUNCTION quartiers_filed(tsvector, bigint);
DROP FUNCTION quartiers_words(text);
DROP TEXT SEARCH CONFIGURATION quartiers_fr;
"""


def teach_french(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        _extend(connection, cursor)
        cursor.execute(
            "SELECT quote_ident(current_schema()), quote_ident(nspname) || '.unaccent' "
            "FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
            "WHERE extname = 'unaccent'"
        )
        schema, unaccent = cursor.fetchone()
    schema_editor.execute(
        FORWARD.format(
            schema=schema,
            unaccent=unaccent,
            signs=schema_editor.quote_value(SIGNS),
            spaces=schema_editor.quote_value(" " * len(SIGNS)),
        ),
        params=None,
    )


def _extend(connection, cursor):
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'unaccent'")
    if cursor.fetchone():
        return
    try:
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION unaccent")
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        name = connection.settings_dict["NAME"]
        raise ImproperlyConfigured(REFUSED.format(name=name, reason=reason)) from None


def forget_french(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARD, params=None)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(teach_french, forget_french)]

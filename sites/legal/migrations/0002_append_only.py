"""The database itself refuses to rewrite what was noted: a shell or a stray query cannot either."""

from django.db import migrations

TABLE = "quartiers_legal_legalaccess"
SQLITE = f"""
CREATE TRIGGER quartiers_legal_append_only BEFORE UPDATE ON {TABLE}
BEGIN SELECT RAISE(ABORT, 'append-only'); END
"""
POSTGRES = f"""
CREATE FUNCTION quartiers_legal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
CREATE TRIGGER quartiers_legal_append_only BEFORE UPDATE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION quartiers_legal_append_only();
"""


def refuse_updates(apps, schema_editor):
    sql = {"sqlite": SQLITE, "postgresql": POSTGRES}.get(schema_editor.connection.vendor)
    if sql:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("quartiers_legal", "0001_initial")]
    operations = [migrations.RunPython(refuse_updates, migrations.RunPython.noop)]

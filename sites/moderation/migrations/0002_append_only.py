"""On PostgreSQL the log of moderation refuses changes, whoever asks.

TRUNCATE is not a row's change and stays possible: tests flush, operators restore.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION quartiers_moderation_log_is_kept() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'the log of moderation is append-only' USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER quartiers_moderation_log_is_kept
    BEFORE UPDATE OR DELETE ON quartiers_moderation_moderationentry
    FOR EACH ROW EXECUTE FUNCTION quartiers_moderation_log_is_kept();
"""
BACKWARD = """
DROP TRIGGER quartiers_moderation_log_is_kept ON quartiers_moderation_moderationentry;
DROP FUNCTION quartiers_moderation_log_is_kept();
"""


def _on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("quartiers_moderation", "0001_initial")]
    operations = [migrations.RunPython(_on_postgresql(FORWARD), _on_postgresql(BACKWARD))]

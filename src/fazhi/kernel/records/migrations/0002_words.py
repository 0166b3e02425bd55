"""Full-text indexes over the search entries, each database in its own way."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE records_words USING fts5(words, content='records_searchentry', content_rowid='id');
CREATE TRIGGER records_words_in AFTER INSERT ON records_searchentry BEGIN
  INSERT INTO records_words(rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER records_words_out AFTER DELETE ON records_searchentry BEGIN
  INSERT INTO records_words(records_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER records_words_new AFTER UPDATE ON records_searchentry BEGIN
  INSERT INTO records_words(records_words, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO records_words(rowid, words) VALUES (new.id, new.words);
END;
"""
POSTGRESQL = "CREATE INDEX records_words ON records_searchentry USING gin (to_tsvector('simple', words))"
UNDO = {"sqlite": "DROP TRIGGER records_words_in; DROP TRIGGER records_words_out; DROP TRIGGER records_words_new; DROP TABLE records_words",
        "postgresql": "DROP INDEX records_words"}


def create(apps, editor):
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            for statement in statements(SQLITE):
                cursor.execute(statement)
    else:
        editor.execute(POSTGRESQL)


def statements(text):
    """Split at the ends of lines that close a statement; a trigger's body keeps its own semicolons."""
    whole = ""
    for line in text.strip().splitlines():
        whole += line + "\n"
        if line.startswith("END;") or (line.endswith(";") and not line.startswith("  ")):
            yield whole
            whole = ""


def drop(apps, editor):
    with editor.connection.cursor() as cursor:
        for statement in UNDO[editor.connection.vendor].split("; "):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]

"""`fazhi manage migrate`: Django's, but an empty database gets the tables of today at once instead of passing through every earlier shape of them."""

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor


class Command(migrate.Command):
    """As Django's `migrate`. That the migrations lead to the same tables as the models is what `make check` proves."""

    def handle(self, *labels: str, **options) -> None:
        """Make tables, bring older ones up to date, or find nothing to do in a moment."""
        connection = connections[options["database"]]
        if any(options[each] for each in ("app_label", "plan", "check_unapplied", "fake", "prune")):
            return super().handle(*labels, **options)
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if connection.introspection.table_names() and (plan or options["verbosity"] > 1):
            return super().handle(*labels, **options)
        if plan:
            lay(executor, [migration for migration, _ in plan])
            emit_post_migrate_signal(options["verbosity"], False, connection.alias, apps=apps, plan=plan)
        if options["verbosity"]:
            self.stdout.write("库表已是最新。")
        return None


def lay(executor: MigrationExecutor, migrations: list[Migration]) -> None:
    """Create every table as the models say, do what migrations do beside that, and note them all as done: together or not at all."""
    state = executor.loader.project_state()
    with executor.connection.schema_editor(atomic=True) as editor:
        for model in filter(lambda model: _is_migrated(model, executor.connection), apps.get_models()):
            editor.create_model(model)
        executor.recorder.ensure_schema()
        for migration in migrations:
            for operation in migration.operations:
                if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                    operation.database_forwards(migration.app_label, editor, state, state)
            executor.recorder.record_applied(migration.app_label, migration.name)


def _is_migrated(model: type, connection: BaseDatabaseWrapper) -> bool:
    return model._meta.can_migrate(connection)

"""An empty database gets its tables from the models as they stand.

The migrations are how an installation that has data follows us. Living through all of them costs an empty one two minutes
of Django's re-reading of every model after every step, and comes to the same tables: `tests/site/test_schema.py` compares
the two. So a new database is made whole in seconds and every migration noted as done.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pghistory.models import Context
from pgtrigger.registry import registered


def is_empty() -> bool:
    return not connection.introspection.table_names()


def make_schema() -> list[str]:
    """Makes every table, index, rule and trigger, all or nothing; the names of the migrations it stands for."""
    migrations = sorted(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
    with transaction.atomic():
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        Context.install_pgh_attach_context_func()
        for model, trigger in registered():
            trigger.install(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in migrations:
            recorder.record_applied(app, name)
        call_command("createcachetable", verbosity=0)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return [f"{app}.{name}" for app, name in migrations]

"""What a handover tells is encrypted, and leaves the history."""

import os

import pgtrigger.compiler
import pgtrigger.migrations
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import migrations, models


def encrypt(apps, schema_editor):
    """As `nivel.clients.codes.encrypted` does it; the plain text of rows and of their history is emptied before its column goes."""
    sealer = AESGCM(settings.FIELD_KEY)

    def sealed(text):
        nonce = os.urandom(12)
        return nonce + sealer.encrypt(nonce, text.encode(), None)

    texts = apps.get_model("paths", "HandoverText")
    for row in texts.objects.order_by("pk").iterator():
        texts.objects.filter(pk=row.pk).update(cipher=sealed(row.text), text="")
    apps.get_model("paths", "HandoverTextEvent").objects.update(text="")


class Migration(migrations.Migration):

    dependencies = [
        ("paths", "0029_travel_claimed_again"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='handovertext',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='handovertext',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='handovertext',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='handovertext',
            name='handovertext_tells_something',
        ),
        migrations.AddField(
            model_name='handovertext',
            name='cipher',
            field=models.BinaryField(null=True),
        ),
        migrations.RunPython(encrypt),
        migrations.RemoveField(
            model_name='handovertext',
            name='text',
        ),
        migrations.RemoveField(
            model_name='handovertextevent',
            name='text',
        ),
        migrations.AlterField(
            model_name='handovertext',
            name='cipher',
            field=models.BinaryField(),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handovertext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "paths_handovertextevent" ("disclosure_id", "handover_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."disclosure_id", new_values."handover_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4edf6b25c0672512ed0faa3a593b669904a1bfdb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ded98', referencing='REFERENCING NEW TABLE AS new_values ', table='paths_handovertext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handovertext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "paths_handovertextevent" ("disclosure_id", "handover_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."disclosure_id", new_values."handover_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."disclosure_id" IS DISTINCT FROM (new_values."disclosure_id") OR old_values."handover_id" IS DISTINCT FROM (new_values."handover_id") OR old_values."id" IS DISTINCT FROM (new_values."id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='61ee08d275ded2286c0873f96d95f9889a5f7660', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_545d7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='paths_handovertext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handovertext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "paths_handovertextevent" ("disclosure_id", "handover_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."disclosure_id", old_values."handover_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3f7718bfb2d7ddb9b9e69c68035d94003b98e010', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_97cce', referencing='REFERENCING OLD TABLE AS old_values ', table='paths_handovertext', when='AFTER')),
        ),
    ]

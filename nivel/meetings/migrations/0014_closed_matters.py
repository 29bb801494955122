"""What a team is asked, decides and follows up of a client is encrypted, and leaves the history."""

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

    matters = apps.get_model("meetings", "TeamCase")
    for row in matters.objects.order_by("pk").iterator():
        matters.objects.filter(pk=row.pk).update(
            question_cipher=sealed(row.question),
            decision_cipher=sealed(row.decision) if row.decision else None,
            follow_up_cipher=sealed(row.follow_up) if row.follow_up else None,
            question="",
            decision="",
            follow_up="",
        )
    apps.get_model("meetings", "TeamCaseEvent").objects.update(question="", decision="", follow_up="")


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_client_accounts'),
        ('clients', '0005_sex_of_the_code'),
        ('meetings', '0013_letters_about_cancelled_times'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='teamcase',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='teamcase',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='teamcase',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='teamcase',
            name='teamcase_decision_is_whole',
        ),
        migrations.AddField(
            model_name='teamcase',
            name='question_cipher',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='teamcase',
            name='decision_cipher',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='teamcase',
            name='follow_up_cipher',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.RunPython(encrypt),
        migrations.RemoveField(
            model_name='teamcase',
            name='decision',
        ),
        migrations.RemoveField(
            model_name='teamcase',
            name='follow_up',
        ),
        migrations.RemoveField(
            model_name='teamcase',
            name='question',
        ),
        migrations.RemoveField(
            model_name='teamcaseevent',
            name='decision',
        ),
        migrations.RemoveField(
            model_name='teamcaseevent',
            name='follow_up',
        ),
        migrations.RemoveField(
            model_name='teamcaseevent',
            name='question',
        ),
        migrations.AlterField(
            model_name='teamcase',
            name='question_cipher',
            field=models.BinaryField(),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamcase',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_teamcaseevent" ("brought_on", "client_id", "client_present", "data_class", "decided_on", "follow_up_on", "followed_up_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "sender_id", "slot_id", "taken_back_on") SELECT new_values."brought_on", new_values."client_id", new_values."client_present", new_values."data_class", new_values."decided_on", new_values."follow_up_on", new_values."followed_up_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."presenter_id", new_values."sender_id", new_values."slot_id", new_values."taken_back_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c19afbae5b62d67738ade4d2a26f64bcea23cf77', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_97ef0', referencing='REFERENCING NEW TABLE AS new_values ', table='meetings_teamcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamcase',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_teamcaseevent" ("brought_on", "client_id", "client_present", "data_class", "decided_on", "follow_up_on", "followed_up_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "sender_id", "slot_id", "taken_back_on") SELECT new_values."brought_on", new_values."client_id", new_values."client_present", new_values."data_class", new_values."decided_on", new_values."follow_up_on", new_values."followed_up_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."presenter_id", new_values."sender_id", new_values."slot_id", new_values."taken_back_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."brought_on" IS DISTINCT FROM (new_values."brought_on") OR old_values."client_id" IS DISTINCT FROM (new_values."client_id") OR old_values."client_present" IS DISTINCT FROM (new_values."client_present") OR old_values."data_class" IS DISTINCT FROM (new_values."data_class") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."follow_up_on" IS DISTINCT FROM (new_values."follow_up_on") OR old_values."followed_up_on" IS DISTINCT FROM (new_values."followed_up_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."presenter_id" IS DISTINCT FROM (new_values."presenter_id") OR old_values."sender_id" IS DISTINCT FROM (new_values."sender_id") OR old_values."slot_id" IS DISTINCT FROM (new_values."slot_id") OR old_values."taken_back_on" IS DISTINCT FROM (new_values."taken_back_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8afc7dc3ed1c016608f990401981b09428194241', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b1185', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='meetings_teamcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamcase',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_teamcaseevent" ("brought_on", "client_id", "client_present", "data_class", "decided_on", "follow_up_on", "followed_up_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "sender_id", "slot_id", "taken_back_on") SELECT old_values."brought_on", old_values."client_id", old_values."client_present", old_values."data_class", old_values."decided_on", old_values."follow_up_on", old_values."followed_up_on", old_values."id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."presenter_id", old_values."sender_id", old_values."slot_id", old_values."taken_back_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='323b9cbb0245f789daf3be2eaa5911ab8d80b8db', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1f22f', referencing='REFERENCING OLD TABLE AS old_values ', table='meetings_teamcase', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='teamcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('client_present__isnull', True), ('decided_on__isnull', True), ('decision_cipher__isnull', True), ('follow_up_on__isnull', True)), models.Q(('client_present__isnull', False), ('decided_on__isnull', False), ('follow_up_on__gte', models.F('decided_on')), ('decision_cipher__isnull', False)), _connector='OR'), name='teamcase_decision_is_whole'),
        ),
    ]

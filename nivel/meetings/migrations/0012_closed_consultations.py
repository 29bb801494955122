"""What a consultation asks and answers is encrypted, and leaves the history."""

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

    requests = apps.get_model("meetings", "ConsultationRequest")
    for row in requests.objects.order_by("pk").iterator():
        answer = sealed(row.answer) if row.answer else None
        requests.objects.filter(pk=row.pk).update(
            question_cipher=sealed(row.question), answer_cipher=answer, question="", answer=""
        )
    apps.get_model("meetings", "ConsultationRequestEvent").objects.update(question="", answer="")


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_client_accounts'),
        ('clients', '0005_sex_of_the_code'),
        ('meetings', '0011_team_seats'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultationrequest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultationrequest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultationrequest',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='consultationrequest',
            name='consultationrequest_answer_is_whole',
        ),
        migrations.AddField(
            model_name='consultationrequest',
            name='question_cipher',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='consultationrequest',
            name='answer_cipher',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.RunPython(encrypt),
        migrations.RemoveField(
            model_name='consultationrequest',
            name='answer',
        ),
        migrations.RemoveField(
            model_name='consultationrequest',
            name='question',
        ),
        migrations.RemoveField(
            model_name='consultationrequestevent',
            name='answer',
        ),
        migrations.RemoveField(
            model_name='consultationrequestevent',
            name='question',
        ),
        migrations.AlterField(
            model_name='consultationrequest',
            name='question_cipher',
            field=models.BinaryField(),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultationrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_consultationrequestevent" ("answer_told_id", "answered_on", "asked_id", "asked_on", "asked_unit_id", "asker_id", "asker_unit_id", "client_id", "data_class", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_on", "told_id") SELECT new_values."answer_told_id", new_values."answered_on", new_values."asked_id", new_values."asked_on", new_values."asked_unit_id", new_values."asker_id", new_values."asker_unit_id", new_values."client_id", new_values."data_class", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."taken_back_on", new_values."told_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81a7107d777909eb4875bdd3a882261ae568d2f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_70295', referencing='REFERENCING NEW TABLE AS new_values ', table='meetings_consultationrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultationrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_consultationrequestevent" ("answer_told_id", "answered_on", "asked_id", "asked_on", "asked_unit_id", "asker_id", "asker_unit_id", "client_id", "data_class", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_on", "told_id") SELECT new_values."answer_told_id", new_values."answered_on", new_values."asked_id", new_values."asked_on", new_values."asked_unit_id", new_values."asker_id", new_values."asker_unit_id", new_values."client_id", new_values."data_class", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."taken_back_on", new_values."told_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer_told_id" IS DISTINCT FROM (new_values."answer_told_id") OR old_values."answered_on" IS DISTINCT FROM (new_values."answered_on") OR old_values."asked_id" IS DISTINCT FROM (new_values."asked_id") OR old_values."asked_on" IS DISTINCT FROM (new_values."asked_on") OR old_values."asked_unit_id" IS DISTINCT FROM (new_values."asked_unit_id") OR old_values."asker_id" IS DISTINCT FROM (new_values."asker_id") OR old_values."asker_unit_id" IS DISTINCT FROM (new_values."asker_unit_id") OR old_values."client_id" IS DISTINCT FROM (new_values."client_id") OR old_values."data_class" IS DISTINCT FROM (new_values."data_class") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."taken_back_on" IS DISTINCT FROM (new_values."taken_back_on") OR old_values."told_id" IS DISTINCT FROM (new_values."told_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1573a3dc72668c8ae5279c9634d34e10669fdbe6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_10174', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='meetings_consultationrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultationrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_consultationrequestevent" ("answer_told_id", "answered_on", "asked_id", "asked_on", "asked_unit_id", "asker_id", "asker_unit_id", "client_id", "data_class", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_on", "told_id") SELECT old_values."answer_told_id", old_values."answered_on", old_values."asked_id", old_values."asked_on", old_values."asked_unit_id", old_values."asker_id", old_values."asker_unit_id", old_values."client_id", old_values."data_class", old_values."due_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."taken_back_on", old_values."told_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='33a864c9be9ff5a54617e52fb2f217640f75810c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_436dd', referencing='REFERENCING OLD TABLE AS old_values ', table='meetings_consultationrequest', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='consultationrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_cipher__isnull', True), ('answer_told__isnull', True), ('answered_on__isnull', True)), models.Q(('answer_told__isnull', False), ('answered_on__gte', models.F('asked_on')), ('taken_back_on__isnull', True), ('answer_cipher__isnull', False)), _connector='OR'), name='consultationrequest_answer_is_whole'),
        ),
    ]

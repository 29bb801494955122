from django.db import migrations, models


class Migration(migrations.Migration):
    """The rule is written anew as the column now is: a receiver may be absent."""

    dependencies = [("paths", "0009_aftercare")]

    operations = [
        migrations.RemoveConstraint(model_name="handover", name="handover_to_somebody_else"),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("sender", models.F("receiver")), _negated=True), name="handover_to_somebody_else"
            ),
        ),
    ]

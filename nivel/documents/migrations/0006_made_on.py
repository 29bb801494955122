from django.db import migrations, models


class Migration(migrations.Migration):
    """The day a document was made is told by who made it; those made before have the day of their moment in Finland."""

    dependencies = [
        ("documents", "0005_forms"),
    ]

    operations = [
        migrations.AddField("document", "made_on", models.DateField(null=True)),
        migrations.RunSQL(
            "UPDATE documents_document SET made_on = (made_at AT TIME ZONE 'Europe/Helsinki')::date",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("document", "made_on", models.DateField()),
    ]

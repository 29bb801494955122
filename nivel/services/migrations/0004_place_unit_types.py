from django.db import migrations

TYPES = {"association": "association", "company": "company", "municipality": "municipal"}


def tell_types(apps, schema_editor):
    """A place that was there already is of the type of its organisation."""
    place = apps.get_model("services", "Place")
    place.objects.exclude(organisation__kind__in=TYPES).update(unit_type="other")
    for kind, unit_type in TYPES.items():
        place.objects.filter(organisation__kind=kind).update(unit_type=unit_type)


class Migration(migrations.Migration):
    dependencies = [("services", "0003_catalogue")]

    operations = [migrations.RunPython(tell_types, migrations.RunPython.noop)]

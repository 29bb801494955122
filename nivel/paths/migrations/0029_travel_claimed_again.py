from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("paths", "0028_psychologist")]

    operations = [migrations.RemoveConstraint(model_name="travelclaim", name="travelclaim_once_a_month")]

"""What the path knows that a statute asks of a person before their data may be given without a permission."""

from datetime import date

from nivel.clients.legal_bases import condition
from nivel.clients.models import Client
from nivel.paths.models import JointClientship, Plan


@condition("joint_service")
def client_of_joint_service(client: Client, on: date) -> bool:
    """Yhteispalvelun asiakas: since the assessed need, or while a multisectoral plan is in force (1369/2014 4 §, 381/2023 4 §)."""
    if JointClientship.objects.filter(client=client).in_force(on).exists():
        return True
    return Plan.objects.filter(path__client=client, kind=Plan.Kind.JOINT).in_force(on).exists()

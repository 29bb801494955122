from nivel.clients.models.areas import AreaCoach
from nivel.clients.models.benefits import BenefitPayment
from nivel.clients.models.care import CareRelationship
from nivel.clients.models.client import Client
from nivel.clients.models.contact import ContactDetail, Protection
from nivel.clients.models.disclosures import DataClass, Disclosure, Permission, Prohibition
from nivel.clients.models.registers import EmploymentStatus, RegisterEntry

__all__ = [
    "AreaCoach",
    "BenefitPayment",
    "CareRelationship",
    "Client",
    "ContactDetail",
    "DataClass",
    "Disclosure",
    "EmploymentStatus",
    "Permission",
    "Prohibition",
    "Protection",
    "RegisterEntry",
]

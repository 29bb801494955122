from nivel.services.models.feedback import Feedback
from nivel.services.models.forms import ActivityForm, Coaching, UnitType
from nivel.services.models.groups import Group, GroupPerson, GroupSession
from nivel.services.models.linked import LinkedUnit
from nivel.services.models.specifications import ServiceSpecification
from nivel.services.models.supply import Direction, Place, PricePer, Service

__all__ = [
    "ActivityForm",
    "Coaching",
    "Direction",
    "Feedback",
    "Group",
    "GroupPerson",
    "GroupSession",
    "LinkedUnit",
    "Place",
    "PricePer",
    "Service",
    "ServiceSpecification",
    "UnitType",
]

from nivel.services.models.feedback import Feedback
from nivel.services.models.groups import Group, GroupPerson
from nivel.services.models.supply import Direction, Place, Service

__all__ = ["Direction", "Feedback", "Group", "GroupPerson", "Place", "Service"]

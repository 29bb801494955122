from nivel.access.models.installation import Installation
from nivel.access.models.log import AccessEvent, AccessHead
from nivel.access.models.organisation import Organisation, Unit
from nivel.access.models.user import ClientAccount, RoleAssignment, StatedReason, User

__all__ = [
    "AccessEvent",
    "AccessHead",
    "ClientAccount",
    "Installation",
    "Organisation",
    "RoleAssignment",
    "StatedReason",
    "Unit",
    "User",
]

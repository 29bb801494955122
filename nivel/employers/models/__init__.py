from nivel.employers.models.exchange import AvailableLabour, LabourNeed, Telling
from nivel.employers.models.kinds import Industry, PlaceKind
from nivel.employers.models.packages import InfoPackage
from nivel.employers.models.partners import Commitment, Employer, NamedContact, PartnerContact, Priority

__all__ = [
    "AvailableLabour",
    "Commitment",
    "Employer",
    "Industry",
    "InfoPackage",
    "LabourNeed",
    "NamedContact",
    "PartnerContact",
    "PlaceKind",
    "Priority",
    "Telling",
]

from nivel.employers.models.exchange import AvailableLabour, LabourNeed, Telling
from nivel.employers.models.kinds import Industry, PlaceKind
from nivel.employers.models.partners import Commitment, Employer, NamedContact, PartnerContact

__all__ = [
    "AvailableLabour",
    "Commitment",
    "Employer",
    "Industry",
    "LabourNeed",
    "NamedContact",
    "PartnerContact",
    "PlaceKind",
    "Telling",
]

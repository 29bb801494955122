from nivel.intake.models.enrolment import Enrolment
from nivel.intake.models.referral import Eligibility, Referral, Selection

__all__ = ["Eligibility", "Enrolment", "Referral", "Selection"]

from nivel.paths.models.abilities import Accommodation, AccommodationTelling, WorkAbility
from nivel.paths.models.agreements import AgreementDecision, AgreementDelivery, GoalRating, InterimContact
from nivel.paths.models.attendance import AttendanceDay, SessionAttendance
from nivel.paths.models.caseload import Caseload, CaseloadCheck
from nivel.paths.models.certificates import Certificate, QualificationUnit
from nivel.paths.models.clarifications import (
    Clarification,
    Examination,
    LinkedService,
    PlacementRunner,
    PrimaryService,
    RestrictedPlacement,
    VisitObligation,
)
from nivel.paths.models.closure import Closure
from nivel.paths.models.coaching import ActKind, CoachingAct, CoachingScope, RealismCheck
from nivel.paths.models.employer_feedback import EmployerFeedback
from nivel.paths.models.episodes import Agreement, Assessment, Episode
from nivel.paths.models.follow_up import FollowUp
from nivel.paths.models.handover import Handover, HandoverMeeting, HandoverText
from nivel.paths.models.health_checks import HealthCheck
from nivel.paths.models.inventory import SkillEntry
from nivel.paths.models.joint import JointAgreement, JointClientship, JointMember, JointSeat, JointView, JointWorker, Party
from nivel.paths.models.lines import ClientLine
from nivel.paths.models.notice import EmploymentContract, EmploymentNotice, JobAlternative, JobOffer, NoticeHandling
from nivel.paths.models.parties import MainNeed, PlanParticipant
from nivel.paths.models.path import Path
from nivel.paths.models.payer_decisions import PayerDecision
from nivel.paths.models.plan import Goal, Plan, Task
from nivel.paths.models.plan_content import PathStage, PlanParty, PlanPhase, PlanReview, PlanService, StatementRequest
from nivel.paths.models.processes import ProcessRun, ProcessStep
from nivel.paths.models.proposals import PlanProposal
from nivel.paths.models.providers import ProviderChoice
from nivel.paths.models.psychologist import PsychologistAct, PsychologistReferral, PsychologistStatement
from nivel.paths.models.sections import ClosedText, Rating, Section, Successor
from nivel.paths.models.team import TeamMeeting, TeamSeat
from nivel.paths.models.travel import TravelClaim
from nivel.paths.models.visit import SpecialistVisit
from nivel.paths.models.work_search import EmployerWish, PlaceSearch
from nivel.paths.models.youth import Graduation, YouthOffer

__all__ = [
    "Accommodation",
    "AccommodationTelling",
    "ActKind",
    "Agreement",
    "AgreementDecision",
    "AgreementDelivery",
    "Assessment",
    "AttendanceDay",
    "Caseload",
    "CaseloadCheck",
    "Certificate",
    "Clarification",
    "ClientLine",
    "ClosedText",
    "Closure",
    "CoachingAct",
    "CoachingScope",
    "EmployerFeedback",
    "EmployerWish",
    "EmploymentContract",
    "EmploymentNotice",
    "Episode",
    "Examination",
    "FollowUp",
    "Goal",
    "GoalRating",
    "Graduation",
    "Handover",
    "HandoverMeeting",
    "HandoverText",
    "HealthCheck",
    "InterimContact",
    "JobAlternative",
    "JobOffer",
    "JointAgreement",
    "JointClientship",
    "JointMember",
    "JointSeat",
    "JointView",
    "JointWorker",
    "LinkedService",
    "MainNeed",
    "NoticeHandling",
    "Party",
    "Path",
    "PathStage",
    "PayerDecision",
    "PlaceSearch",
    "PlacementRunner",
    "Plan",
    "PlanParticipant",
    "PlanParty",
    "PlanPhase",
    "PlanProposal",
    "PlanReview",
    "PlanService",
    "PrimaryService",
    "ProcessRun",
    "ProcessStep",
    "ProviderChoice",
    "PsychologistAct",
    "PsychologistReferral",
    "PsychologistStatement",
    "QualificationUnit",
    "Rating",
    "RealismCheck",
    "RestrictedPlacement",
    "Section",
    "SessionAttendance",
    "SkillEntry",
    "SpecialistVisit",
    "StatementRequest",
    "Successor",
    "Task",
    "TeamMeeting",
    "TeamSeat",
    "TravelClaim",
    "VisitObligation",
    "WorkAbility",
    "YouthOffer",
]

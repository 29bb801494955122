from nivel.outcomes.models.figures import ExitTarget, IndicatorValue, ResultTarget, SignedReport
from nivel.outcomes.models.plans import ActionPlan, FinalReport, MeasureFollowUp, PlanMeasure
from nivel.outcomes.models.surveys import Survey, SurveyAddressee, SurveyAnswer

__all__ = [
    "ActionPlan",
    "ExitTarget",
    "FinalReport",
    "IndicatorValue",
    "MeasureFollowUp",
    "PlanMeasure",
    "ResultTarget",
    "SignedReport",
    "Survey",
    "SurveyAddressee",
    "SurveyAnswer",
]

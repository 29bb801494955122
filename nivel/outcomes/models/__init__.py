from nivel.outcomes.models.figures import ExitTarget, IndicatorValue, ResultTarget, SignedReport
from nivel.outcomes.models.surveys import Survey, SurveyAddressee, SurveyAnswer

__all__ = ["ExitTarget", "IndicatorValue", "ResultTarget", "SignedReport", "Survey", "SurveyAddressee", "SurveyAnswer"]

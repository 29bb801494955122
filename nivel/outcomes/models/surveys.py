"""Kysely: one mechanism for surveys of employers and of people, and for the statistics form of groups (REL-16, REL-17, REL-18)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.meetings.models import Body


class Surveys(models.QuerySet["Survey"]):
    def open_on(self, on: date) -> "Surveys":
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), opened_on__lte=on)


@recorded
class Survey(models.Model):
    """Kysely tai tilastokeruu: a questionnaire of a version sent round, of a period, with the day by which it is answered."""

    questionnaire = models.CharField(max_length=40)
    version = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Surveys.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="survey_ends_after_start"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="survey_due_after_opened"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="survey_closed_after_opened"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@recorded
class SurveyAddressee(models.Model):
    """Kyselyn vastaanottaja: to whom it was sent. A group with two sections is sent it twice, and has answered when both have (REL-16).

    Of an anonymous survey only that and when was answered is known of the addressee; the answer itself names nobody.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="addressees")
    name = models.CharField(max_length=160)
    section = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["survey", "name", "section", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "name", "section"], name="surveyaddressee_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="surveyaddressee_answers_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.section}" if self.section else self.name


class SurveyAnswer(models.Model):
    """Kyselyn vastaus: what was answered, on a form or in an interview; of an anonymous survey without the addressee.

    Never changed after it is given, so it needs no history; and a history would tell by its moment who gave a nameless answer.
    """

    class Channel(models.TextChoices):
        FORM = "form", _("form")
        INTERVIEW = "interview", _("interview")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    addressee = models.OneToOneField(
        SurveyAddressee, null=True, blank=True, on_delete=models.CASCADE, related_name="survey_answer"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    # The day would lead from a nameless answer to who answered on that day.
    answered_on = models.DateField(null=True, blank=True)
    values = models.JSONField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["survey", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__isnull=True, answered_on__isnull=True, made_by__isnull=True)
                | Q(addressee__isnull=False, answered_on__isnull=False),
                name="surveyanswer_nameless_tells_no_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()

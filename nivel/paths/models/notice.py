from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.meetings.models import BodyMeeting
from nivel.services.models import Place
from nivel.timeline.months import age_on


@recorded
class EmploymentNotice(models.Model):
    """Työllistämisilmoitus (VNa 1073/2012, 916/2012 11 luku): the TE office tells whose daily allowance ends at 57 to 59 (JOU-62).

    `allowance_ends_on` is the last day paid; the work the municipality arranges begins the day after. `law_basis` are the
    parameters by which the duty was found when the notice was registered.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="employment_notices")
    received_on = models.DateField()
    sender = models.CharField(max_length=120)
    allowance_ends_on = models.DateField()
    law_basis = models.JSONField(default=dict)
    registered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["allowance_ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["client", "allowance_ends_on"], name="employmentnotice_once_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.client}"

    @property
    def age_at_end(self) -> int:
        """Whole years on the last day of the allowance; the duty asks for 57 to 59."""
        return age_on(self.client.born_on, self.allowance_ends_on)


@recorded
class JobAlternative(models.Model):
    """Työpaikkavaihtoehto: a job that could be arranged, and how it suits the person and the life situation (JOU-73)."""

    notice = models.ForeignKey(EmploymentNotice, on_delete=models.CASCADE, related_name="alternatives")
    job = models.CharField(max_length=120)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    suits = models.TextField()
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["proposed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.job}, {self.place}"


@recorded
class NoticeHandling(models.Model):
    """Ilmoituksen käsittely esimiespalaverissa: the best suited job, and who pays what (JOU-65)."""

    notice = models.OneToOneField(EmploymentNotice, on_delete=models.CASCADE, related_name="handling")
    meeting = models.ForeignKey(BodyMeeting, on_delete=models.PROTECT, related_name="+")
    chosen = models.ForeignKey(JobAlternative, on_delete=models.PROTECT, related_name="+")
    costs_agreed = models.TextField()
    handled_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["handled_on", "pk"]

    def __str__(self) -> str:
        return f"{self.chosen}"


@recorded
class JobOffer(models.Model):
    """Työtarjous: the job offered to the person and the answer; a decline is told to the TE office (JOU-62)."""

    notice = models.OneToOneField(EmploymentNotice, on_delete=models.CASCADE, related_name="offer")
    alternative = models.ForeignKey(JobAlternative, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    told_sender_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["offered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, accepted__isnull=True)
                | Q(answered_on__gte=F("offered_on"), accepted__isnull=False),
                name="joboffer_answer_is_whole",
            ),
            models.CheckConstraint(condition=~Q(accepted=False) | ~Q(reason=""), name="joboffer_decline_has_reason"),
            models.CheckConstraint(
                condition=Q(told_sender_on__isnull=True) | Q(accepted=False), name="joboffer_told_when_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alternative}"

    @property
    def open_on(self) -> date | None:
        """Since when an answer has been awaited; None when there is one."""
        return None if self.answered_on else self.offered_on


@recorded
class EmploymentContract(models.Model):
    """Työsopimus velvoitetyöhön: the municipality employs for the duty's months, full time (JOU-63, JOU-64).

    `counts_wholly` says that the work fulfils the work condition wholly, unlike other subsidised work (facts B14).
    """

    notice = models.OneToOneField(EmploymentNotice, on_delete=models.CASCADE, related_name="contract")
    episode = models.OneToOneField("paths.Episode", on_delete=models.PROTECT, related_name="contract")
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=2)
    counts_wholly = models.BooleanField(default=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="employmentcontract_ends_after_start")
        ]

    def __str__(self) -> str:
        return _("employment contract %(day)s") % {"day": self.starts_on}

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded_without
from nivel.access.models import Organisation, User
from nivel.clients.models import Disclosure
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Task


@recorded_without("cipher")
class PsychologistAct(models.Model):
    """Psykologin työ: a session with the client by a tool of the model, a joint negotiation or a consultation, on a day (VPA-07).

    Areas, participants and what came up are encrypted in `cipher`, open to health care alone and in no history; `summary` is what the team
    reads. Notes that only their author may read stay in the sealed part of an assessment.
    """

    class Kind(models.TextChoices):
        CLIENT = "client", _("with the client")
        JOINT = "joint", _("joint negotiation")
        CONSULTING = "consulting", _("consulting")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="psychologist_acts")
    kind = models.CharField(max_length=10, choices=Kind)
    tool = models.CharField(max_length=40, blank=True)
    held_on = models.DateField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(blank=True)
    cipher = models.BinaryField()
    recorded_on = models.DateField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="client") & ~Q(tool="") | ~Q(kind="client") & Q(tool=""), name="psychologistact_client_by_a_tool"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class PsychologistReferrals(models.QuerySet["PsychologistReferral"]):
    def open_on(self, on: date) -> "PsychologistReferrals":
        """Made by the day, and neither answered nor taken back."""
        return self.filter(referred_on__lte=on).exclude(answered_on__lte=on).exclude(withdrawn_on__lte=on)


@recorded_without("cipher", "answer_cipher")
class PsychologistReferral(models.Model):
    """Psykologin lähete: made to somebody on a day, and an answer is due by another (VPA-07).

    To whom, why and what was answered are closed: the team sees that a referral is out, by whom and until when an answer is waited for.
    The task is its author's until an answer is recorded or the referral is taken back.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("the client was taken on")
        DECLINED = "declined", _("the client was not taken on")
        ADVICE = "advice", _("advice or a statement was given")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="psychologist_referrals")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="psychologist_referral")
    referred_on = models.DateField()
    answer_due_on = models.DateField()
    cipher = models.BinaryField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What was answered, or why it was taken back.
    answer_cipher = models.BinaryField(null=True, blank=True)

    objects = PsychologistReferrals.as_manager()

    class Meta:
        ordering = ["-referred_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answer_due_on__gte=F("referred_on")), name="psychologistreferral_due_after_made"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | Q(answered_on__gte=F("referred_on")) & ~Q(answer=""),
                name="psychologistreferral_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(withdrawn_on__isnull=True), name="psychologistreferral_settled_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referred_on}"

    @property
    def is_open(self) -> bool:
        return not (self.answered_on or self.withdrawn_on)


@recorded_without("cipher")
class PsychologistStatement(models.Model):
    """Psykologin lausunto: that a statement was given, for what use, to whom, on which day and on which ground (VPA-07).

    Nivel issues no statement and holds none: the psychologist writes and gives it, and records here that it was given. The use and the
    receiver are closed; the ground is the transfer's own, the client's permission or a section of law.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="psychologist_statements")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    cipher = models.BinaryField()
    recorded_on = models.DateField()

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.given_on}"

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, Unit, User


@recorded
class Body(models.Model):
    """Toimielin: a working group, steering group or team with its founding decision (JOU-04, e.g. 14.5.2019 § 43)."""

    class Kind(models.TextChoices):
        WORKING_GROUP = "working_group", _("working group")
        STEERING_GROUP = "steering_group", _("steering group")
        REVIEW = "review", _("payment-share review")
        TEAM = "team", _("team")
        REHABILITATION = "rehabilitation", _("rehabilitation cooperation group")
        SUPERVISORS = "supervisors", _("supervisors' meeting")
        CLIENT_PANEL = "client_panel", _("client panel")
        MANAGEMENT_GROUP = "management_group", _("management group")
        NETWORK = "network", _("network")

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    founded_on = models.DateField()
    founded_by = models.CharField(max_length=120)
    founding_section = models.CharField(max_length=20, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # The operating model's row that tells which professions are wanted (VPA-01), and the unit whose team it is.
    seating = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "seating"],
                condition=~Q(seating="") & Q(ends_on__isnull=True),
                name="body_one_team_of_a_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name


class BodyMembers(models.QuerySet["BodyMember"]):
    def in_force(self, on: date) -> "BodyMembers":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class BodyMember(models.Model):
    """Jäsen tai kutsuttu: a person in a body by office, from day to day (JOU-05). Not every member has an account."""

    class Standing(models.TextChoices):
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")
        INVITED = "invited", _("invited")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="body_memberships")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    # In a team of professions: whose seat it is, by the model's code (VPA-01).
    profession = models.CharField(max_length=40, blank=True)
    # Whose worker the member is: a matter is given to each organisation that sits in a team.
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = BodyMembers.as_manager()

    class Meta:
        ordering = ["standing", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="bodymember_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


@recorded
class BodyMeeting(models.Model):
    """Kokous: a body's meeting with agenda and minutes; confirmed minutes are not changed any more."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    minutes_confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["body", "held_on"], name="bodymeeting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"


@recorded
class Attendance(models.Model):
    """Läsnäolo: who was present at a meeting."""

    meeting = models.ForeignKey(BodyMeeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField()

    class Meta:
        ordering = ["meeting", "member"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member}"


@recorded
class Decision(models.Model):
    """Päätös: a numbered decision of a meeting; what it asks of people are its action items."""

    meeting = models.ForeignKey(BodyMeeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return f"§ {self.number} {self.title}"


@recorded
class ActionItem(models.Model):
    """Toimeksianto: what somebody does by when because of a decision (JOU-04)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="action_items")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="action_items")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


@recorded
class MinutesSharing(models.Model):
    """Tiedoksianto: to whom the notes of a meeting were passed on, and when (JOU-84)."""

    meeting = models.ForeignKey(BodyMeeting, on_delete=models.CASCADE, related_name="sharings")
    shared_with = models.CharField(max_length=160)
    shared_on = models.DateField()
    shared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["shared_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "shared_with", "shared_on"], name="minutessharing_once_a_day")]

    def __str__(self) -> str:
        return self.shared_with

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.episodes import Episode
from nivel.services.models import GroupSession


class AttendanceDays(models.QuerySet["AttendanceDay"]):
    def attended(self) -> "AttendanceDays":
        """The days that count: a whole day, neither absent nor cut short."""
        return self.filter(absence="")


@recorded
class AttendanceDay(models.Model):
    """Läsnäolopäivä: one day of a period with its hours, or why it was not attended (189/2001 13 §, JOU-24)."""

    class Absence(models.TextChoices):
        ILL = "ill", _("ill")
        EXCUSED = "excused", _("agreed absence")
        UNEXCUSED = "unexcused", _("absent without telling")
        CLOSED = "closed", _("the place was closed")
        CUT_SHORT = "cut_short", _("the day was cut short")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="attendance")
    on = models.DateField()
    hours = models.DecimalField(max_digits=3, decimal_places=1, default=0)
    absence = models.CharField(max_length=10, choices=Absence, blank=True)
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AttendanceDays.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "on"], name="attendanceday_once_a_day"),
            models.CheckConstraint(condition=~Q(absence="") | Q(hours__gt=0), name="attendanceday_attended_has_hours"),
            models.CheckConstraint(condition=Q(hours__range=(0, 24)), name="attendanceday_hours_of_a_day"),
        ]
        indexes = [models.Index(fields=["on"], name="attendanceday_on")]

    def __str__(self) -> str:
        return f"{self.on}"


@recorded
class SessionAttendance(models.Model):
    """Läsnäolo ryhmän kerralla: whether the person came to one session of the group."""

    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="attendance")
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="session_attendance")
    came = models.BooleanField()
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["session", "episode"]
        constraints = [models.UniqueConstraint(fields=["session", "episode"], name="sessionattendance_once_a_person")]

    def __str__(self) -> str:
        return f"{self.session}"

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "nivel.meetings"
    label = "meetings"

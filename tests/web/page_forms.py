"""The forms of a page as a browser has them: where each is sent, its fields, and what they hold or may be chosen to hold."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """One control: its name, what kind of control it is, its value, and the values that may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    held: bool = True  # whether a browser would send it as the page stands

    @property
    def is_text(self) -> bool:
        return self.kind not in {"select", "radio", "checkbox", "file", "submit"}


@dataclass
class PageForm:
    """A form that changes something."""

    action: str
    fields: list[Field] = field(default_factory=list)

    def held(self) -> dict[str, list[str]]:
        """What a browser would send as the page stands."""
        found: dict[str, list[str]] = {}
        for each in self.fields:
            if each.held:
                found.setdefault(each.name, []).append(each.value)
        return found


def forms_of(page: str) -> list[PageForm]:
    """The forms of a page that are sent by POST."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._open: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._form = PageForm(told.get("action", ""))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "option":
            self._option(told)
        elif tag in {"input", "select", "textarea", "button"} and told.get("name"):
            self._control(tag, told)

    def _control(self, tag: str, told: dict[str, str]) -> None:
        kind = told.get("type", "text" if tag == "input" else "submit") if tag in {"input", "button"} else tag
        ticked = kind not in {"radio", "checkbox"} or "checked" in told
        value = told.get("value", "on" if kind in {"radio", "checkbox"} else "")
        one = Field(told["name"], kind, value, held=ticked and kind not in {"submit", "file"})
        one.choices = [one.value] if kind in {"radio", "checkbox"} else []
        self._form.fields.append(one)
        self._open = one if tag in {"select", "textarea"} else None

    def _option(self, told: dict[str, str]) -> None:
        if self._open and self._open.kind == "select":
            value = told.get("value", "")
            self._open.choices.append(value)
            if "selected" in told or (not self._open.value and value):
                self._open.value = value

    def handle_data(self, data: str) -> None:
        if self._open and self._open.kind == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in {"select", "textarea"}:
            self._open = None

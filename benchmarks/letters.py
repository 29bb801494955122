"""1,000 invitation letters through the command, with rights data read, encryption, storage and history, against bare Typst.

    .venv/bin/python -m benchmarks.letters [LETTERS]

Bare Typst sets the very same facts with the same template and the same demand of PDF/UA, and throws the letters away. Each runs in
a process of its own, turn by turn, because Typst remembers what it has set; the best of the rounds is compared. The aim is a
ratio of at most 3. Everything is made in a throwaway folder with a database of its own. Answers JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

AIM = 3.0
ROUNDS = 3
DAY = date(2020, 3, 12)


def main() -> None:
    if sys.argv[1:2] in (["bare"], ["command"]):
        print(json.dumps({"bare": bare, "command": through_the_command}[sys.argv[1]](Path(sys.argv[2]))))
        return
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="nivel-bench-")))
        os.environ["NIVEL_DATA_DIR"] = str(folder / "data")
        leaving.callback(opened().stop)
        facts = folder / "facts.json"
        facts.write_text(json.dumps(made_facts(letters)))
        rounds = [{turn: alone(turn, facts) for turn in ("bare", "command")} for _ in range(ROUNDS)]
        print(json.dumps(told(letters, rounds), indent=2))


def told(letters: int, rounds: list[dict[str, float]]) -> dict:
    best = {turn: min(each[turn] for each in rounds) for turn in ("bare", "command")}
    ratio = best["command"] / best["bare"]
    return {
        "letters": letters,
        "bare_typst_s": round(best["bare"], 3),
        "command_s": round(best["command"], 3),
        "command_ms_a_letter": round(1000 * best["command"] / letters, 2),
        "ratio": round(ratio, 2),
        "aim": AIM,
        "holds": ratio <= AIM,
        "rounds": [{turn: round(seconds, 3) for turn, seconds in each.items()} for each in rounds],
    }


def opened():
    from nivel.site import postgres

    os.environ["DJANGO_SETTINGS_MODULE"] = "nivel.site.settings"
    server = postgres.ensure_server()
    import django

    django.setup()
    return server


def made_facts(letters: int) -> list[dict]:
    """A municipality of as many people, each with an address, an answer about protection and a time; the facts of their letters."""
    from nivel.site.schema import make_schema

    make_schema()
    meetings = book_times(letters)
    from nivel.meetings.letters import facts_of, read_desk

    desk = read_desk([row.client_id for row in meetings], meetings, on=DAY, by=None)
    return [facts_of(row.client, row, desk) for row in meetings]


def book_times(letters: int) -> list:
    """Times of ten workers, told to the tables at once: what is measured is the letters."""
    from nivel.clients.models import Client, ContactDetail, Protection
    from nivel.meetings.models import Appointment
    from tests.world import make_user, make_world, moment

    world = make_world()
    workers = [make_user(f"Työntekijä{number}", "Mittaus", "coach", world.workshop) for number in range(10)]
    for worker in workers:
        worker.phone, worker.title = "040 123 4567", "yksilövalmentaja"
        worker.save()
    people = Client.objects.bulk_create(invented(number) for number in range(letters))
    ContactDetail.objects.bulk_create(
        ContactDetail(client=client, kind="address", value=f"Rantatie {client.pk}, 19650 Joutsa", starts_on=DAY, checked_on=DAY)
        for client in people
    )
    Protection.objects.bulk_create(Protection(client=client, answer="no", source="mittaus", answered_on=DAY) for client in people)
    rows = []
    for number, client in enumerate(people):
        starts_at = moment(DAY + timedelta(days=1 + number // 60), 8) + timedelta(hours=number // 10 % 6)
        ends_at = starts_at + timedelta(minutes=45)
        rows.append(
            Appointment(
                client=client,
                worker=workers[number % 10],
                kind="initial",
                starts_at=starts_at,
                ends_at=ends_at,
                place="TyöVarikko",
            )
        )
    return Appointment.objects.bulk_create(rows)


def invented(number: int):
    from nivel.clients.models import Client
    from nivel.clients.names import search_name, sort_name

    names = (f"Sukunimi{number}", f"Etunimi{number}")
    return Client(
        code_index=number.to_bytes(32, "big"),
        code_cipher=b"\0",
        born_on=date(1980, 1, 1),
        last_name=names[0],
        first_names=names[1],
        sort_name=sort_name(*names),
        search_name=search_name(*names),
        language=("fi", "sv", "en")[number % 3],
        first_seen_on=DAY,
    )


def alone(turn: str, facts: Path) -> float:
    """The seconds of one turn in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.letters", turn, str(facts)], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def bare(facts: Path) -> float:
    import typst

    template = Path(__file__).parent.parent / "nivel/documents/templates/invitation/1/invitation.typ"
    fonts = [str(template.parents[3] / "fonts")]
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=fonts, ignore_system_fonts=True)
    letters = json.loads(facts.read_text())
    start = time.perf_counter()
    for letter in letters:
        inputs = {"facts": json.dumps(letter, ensure_ascii=False), "language": letter["languages"][0]}
        compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
    return time.perf_counter() - start


def through_the_command(_facts: Path) -> float:
    """All letters by `invite_many`; afterwards they are taken away, so that every round begins alike."""
    server = opened()
    from nivel.documents.models import Document
    from nivel.meetings.commands import invite_many
    from nivel.meetings.models import Appointment, Invitation

    wanted = [(row.client, row) for row in Appointment.objects.select_related("client", "worker")]
    start = time.perf_counter()
    came = invite_many(wanted, on=DAY, by=None)
    seconds = time.perf_counter() - start
    if not all(each.made for each in came):
        raise SystemExit(f"only {sum(each.made for each in came)} letters were made")
    Invitation.objects.all().delete()
    Document.objects.all().delete()
    server.stop()
    return seconds


if __name__ == "__main__":
    main()

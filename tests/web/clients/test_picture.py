"""The path picture: whatever the life, the drawing stays readable and says every break."""

import itertools
import random
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from nivel.web.clients.path_facts import Bar, Direction, Joint, JointState, Mark, MarkState, PathFacts, Threshold
from nivel.web.clients.picture import lay_out

TODAY = date(2020, 6, 30)


def helmi() -> PathFacts:
    """Helmi: a break in the autumn, a handover that Bertil has not accepted, a hope after it."""
    return PathFacts(
        today=TODAY,
        bars=(
            Bar("group", "Ryhmä: voimavarat", Direction.REHABILITATION, date(2019, 6, 1), date(2019, 9, 30)),
            Bar("work", "Kuntouttava työtoiminta", Direction.REHABILITATION, date(2019, 12, 2), date(2020, 7, 12)),
            Bar("trial", "Työkokeilu, kirjasto", Direction.WORK, date(2020, 8, 3), date(2020, 11, 30), planned=True),
            Bar("debts", "Velkaneuvonta", Direction.SUPPORT, date(2019, 8, 1)),
        ),
        joints=(
            Joint(JointState.BROKEN, "group", "work", label="katkos 62 pv", short="62 pv"),
            Joint(JointState.OPEN, "work", "trial", label="siirto: odottaa Bertilin vastaanottoa"),
            Joint(JointState.LATER, "trial", label="Palkkatuki?"),
        ),
        marks=(Mark(date(2020, 6, 28), "loppuarviointi myöhässä", MarkState.MISSED),),
        thresholds=(Threshold(date(2019, 10, 1), "300 pv"), Threshold(date(2020, 4, 20), "500 pv")),
    )


def some_life(seed: int, years: int) -> PathFacts:
    """A life of steps of a week to half a year, side by side, one after another, or with nobody in between."""
    chance, bars, joints, day = random.Random(seed), [], [], date(2020 - years, 7, 1)
    while day < TODAY:
        ends_on = day + timedelta(days=chance.randint(6, 180))
        bars.append(Bar(str(len(bars)), chance.choice(NAMES), chance.choice(list(Direction)), day, ends_on))
        day = ends_on + timedelta(days=chance.choice([-30, 0, 1, 4, 40]))
    for earlier, later in itertools.pairwise(bars):
        days = (later.starts_on - earlier.ends_on).days
        state = JointState.BROKEN if days > 3 else JointState.ACCEPTED
        label = f"katkos {days} pv" if state == JointState.BROKEN else ""
        joints.append(Joint(state, earlier.key, later.key, on=later.starts_on, label=label, short=f"{days} pv"))
    marks = tuple(Mark(bar.ends_on, "loppuarviointi pidetty") for bar in bars[::2])
    return PathFacts(TODAY, tuple(bars), tuple(joints), marks, (Threshold(date(2020, 1, 9), "500 pv"),))


NAMES = ["Kuntouttava työtoiminta, TyöVarikko", "Työkokeilu", "Palkkatukityö, kunnan puhtauspalvelut", "Kurssi"]
LIVES = [helmi(), PathFacts(TODAY), *(some_life(seed, years) for seed, years in itertools.product(range(12), (1, 2, 6)))]


@pytest.mark.parametrize("facts", LIVES)
def test_no_two_labels_overlap_and_none_leaves_the_picture(facts):
    drawing = lay_out(facts)
    for one, other in itertools.combinations(drawing.labels, 2):
        assert not one.box.meets(other.box), (one, other)
    for label in drawing.labels:
        assert label.box.left >= -2
        assert label.box.right <= drawing.width + 2
        assert label.box.bottom <= drawing.height


@pytest.mark.parametrize("facts", LIVES)
def test_bars_of_the_same_row_never_overlap(facts):
    bars = lay_out(facts).bars
    for one, other in itertools.combinations(bars, 2):
        assert one.y != other.y or one.x + one.width <= other.x + 1 or other.x + other.width <= one.x + 1


@pytest.mark.parametrize("facts", LIVES)
def test_every_break_says_its_days(facts):
    drawing = lay_out(facts)
    said = {label.text for label in drawing.labels}
    for joint in facts.joints:
        if joint.state == JointState.BROKEN:
            assert joint.label in said or joint.short in said


def test_lanes_stand_in_the_order_of_directions_and_parallel_steps_get_rows_of_their_own():
    side_by_side = Bar("second", "Ryhmä", Direction.SUPPORT, date(2020, 1, 7), date(2020, 5, 1))
    facts = PathFacts(TODAY, (*helmi().bars, side_by_side))
    drawing = lay_out(facts)
    with override("en"):
        assert [lane.text for lane in lay_out(facts).lanes] == ["Rehabilitation", "Work", "Support"]
    support = [bar.y for bar in drawing.bars if bar.direction == "support"]
    assert len(set(support)) == 2


def test_a_step_and_its_successor_in_the_same_lane_stand_on_the_same_row():
    drawing = lay_out(helmi())
    first, second = (bar for bar in drawing.bars if bar.direction == "rehabilitation")
    assert first.y == second.y


def test_a_break_nobody_has_mended_reaches_today():
    bar = Bar("work", "Kuntouttava työtoiminta", Direction.REHABILITATION, date(2020, 1, 13), date(2020, 4, 30))
    drawing = lay_out(PathFacts(TODAY, (bar,), (Joint(JointState.BROKEN, "work", label="katkos 61 pv"),)))
    assert f"L{drawing.today.x} " in drawing.joints[0].line


def test_a_week_is_drawn_over_months_and_six_years_at_a_readable_width():
    week = PathFacts(TODAY, (Bar("a", "Alkukartoitus", Direction.SUPPORT, date(2020, 6, 24), TODAY),))
    assert not lay_out(week).long
    assert 20 < lay_out(week).bars[0].width < 100
    six_years = lay_out(some_life(1, 6))
    assert six_years.long
    assert six_years.width > 1800


def test_the_picture_is_written_out_with_title_and_without_inline_style():
    with override("fi"):
        page = render_to_string("clients/picture.svg.html", {"drawing": lay_out(helmi()), "name": "Helmi Mäkinen"})
    assert "<title id=" in page
    assert "<desc id=" in page
    assert "style=" not in page
    assert "katkos 62 pv" in page
    assert "Palkkatuki?" in page
    assert ",5" not in page.split("<g aria-hidden")[1].split("<text")[0]


def test_a_name_with_marks_of_the_page_is_written_as_text():
    bar = Bar("a", "<b>Kurssi & muuta</b>", Direction.EDUCATION, date(2020, 1, 1), date(2020, 6, 1))
    page = render_to_string("clients/picture.svg.html", {"drawing": lay_out(PathFacts(TODAY, (bar,))), "name": "Eino"})
    assert "<b>" not in page
    assert "&lt;b&gt;Kurssi &amp; muuta" in page

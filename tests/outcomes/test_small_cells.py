"""No hidden number can be worked out from what is shown, over random municipalities."""

from functools import cache
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.outcomes.small_cells import SMALLEST, Sum, bound_of_share, hidden_cells, is_small, share_is_small


def hidden(numbers, sums):
    return hidden_cells(numbers, [cell for cell, number in numbers.items() if is_small(number)], sums)


def possible_values(numbers, sums, unseen):
    """An attacker: every way to fill the hidden cells with at least one person each so that all the tables add up."""
    unseen = sorted(unseen)
    seen = {cell: number for cell, number in numbers.items() if cell not in unseen}
    ways = {cell: set() for cell in unseen}
    most = max(numbers.values(), default=0) + 1
    free = [cell for cell in unseen if not any(cell == each.whole for each in sums)]
    for values in product(range(1, most + 1), repeat=len(free)):
        filled = seen | dict(zip(free, values, strict=True))
        for each in sums:  # a hidden whole follows from its parts
            if each.whole in unseen and each.whole not in filled and all(part in filled for part in each.parts):
                filled[each.whole] = sum(filled[part] for part in each.parts)
        if all(sum(filled[part] for part in each.parts) == filled[each.whole] for each in sums):
            for cell in unseen:
                ways[cell].add(filled[cell])
    return ways


def test_a_small_cell_takes_another_with_it_when_the_total_is_shown():
    numbers = {"rehabilitative": 3, "other": 20, "none": 37, "all": 60}
    assert hidden(numbers, [Sum(("rehabilitative", "other", "none"), "all")]) == {"rehabilitative", "other"}


def test_without_a_total_only_the_small_one_is_hidden():
    assert hidden({"a": 3, "b": 20}, []) == {"a"}


def test_zero_and_five_are_shown():
    numbers = {"a": 0, "b": 5, "c": 55, "all": 60}
    assert hidden(numbers, [Sum(("a", "b", "c"), "all")]) == set()


def test_a_small_group_behind_no_euros_is_hidden_with_its_sum():
    """Three people whose share is nothing: the sum of nothing would tell it too."""
    assert hidden_cells({"june": 0, "quarter": 0}, ["june"], [Sum(("june",), "quarter")]) == {"june", "quarter"}


def test_two_hidden_ones_whose_sum_is_two_do_not_stay_alone():
    numbers = {"a": 1, "b": 1, "c": 58, "all": 60}
    assert len(hidden(numbers, [Sum(("a", "b", "c"), "all")])) == 3


def test_subtracting_one_table_from_another_tells_nothing():
    numbers = {"a": 3, "b": 9, "c": 4, "ab": 12, "abc": 16}
    sums = [Sum(("a", "b"), "ab"), Sum(("a", "b", "c"), "abc")]
    ways = possible_values(numbers, sums, hidden(numbers, sums))
    assert all(len(ways[cell]) > 1 for cell in ("a", "c"))


POPULATIONS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("pq")), min_size=1, max_size=7)
SUMS = (Sum(("x", "y", "z"), "all"), Sum(("p", "q"), "all"))


@settings(max_examples=1000)
@given(POPULATIONS)
def test_no_hidden_cell_can_be_worked_out_from_any_tables(people):
    """Two tables of the same people, by one thing and by another, with the same total."""
    one, other = [first for first, _ in people], [second for _, second in people]
    assert_nothing_given_away(*(one.count(name) for name in "xyz"), *(other.count(name) for name in "pq"))


@cache
def assert_nothing_given_away(x, y, z, p, q):
    numbers = {"x": x, "y": y, "z": z, "p": p, "q": q, "all": p + q}
    unseen = hidden(numbers, SUMS)
    ways = possible_values(numbers, SUMS, unseen)
    assert {cell: ways[cell] for cell in unseen if len(ways[cell]) < 2} == {}, f"{numbers} gives away, hidden {unseen}"
    assert [cell for cell, number in numbers.items() if is_small(number) and cell not in unseen] == []


@given(st.integers(1, 200).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_what_is_said_of_a_hidden_share_depends_only_on_the_whole(share):
    part, whole = share
    at_least, at_most = bound_of_share(part, whole)
    if at_least is not None:
        assert at_least <= 100 * part / whole
        assert {bound_of_share(whole - few, whole) for few in range(1, SMALLEST) if not is_small(whole - few)} == {
            (at_least, None)
        }
    if at_most is not None:
        assert at_most >= 100 * part / whole
        assert {bound_of_share(few, whole) for few in range(1, SMALLEST) if not is_small(whole - few)} == {(None, at_most)}
    assert (at_least is None and at_most is None) or share_is_small(part, whole)

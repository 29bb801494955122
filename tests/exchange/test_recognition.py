"""Lists as they really come: other words, other orders, other languages, titles above and totals below."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nivel.exchange.faults import ListRefused
from nivel.exchange.reading import read_list
from tests.exchange.lists import DEMO, HEADER, ON, changed, code, csv_list, csv_text, payment, workbook, write

PAYMENT = payment(1)


def figures(reading):
    frame = reading.frame.drop("row").sort("identity_code", "starts_on", "paid_on", "negative")
    return frame.select(sorted(frame.columns)).rows()


@pytest.mark.parametrize(
    ("name", "source", "rows", "people", "share"),
    [
        ("kela_kuntaosuus_2020-01.xlsx", "kela-share", 82, 65, "25710.20"),
        ("kela_kuntaosuus_2020-02.csv", "kela-share", 85, 64, "28727.14"),
        ("kela_kuntaosuus_2020-03.xlsx", "kela-share", 88, 67, "28861.95"),
        ("kela_kuntaosuus_2020-04.csv", "kela-share", 92, 71, "30416.90"),
        ("kela_kuntaosuus_2020-05.xlsx", "kela-share", 85, 70, "30049.31"),
        ("kela_kuntaosuus_2020-06.csv", "kela-share", 88, 71, "30599.49"),
        ("te_asiakasluettelo_2020-03-02.csv", "te-register", 134, 132, None),
        ("sosiaalityo_asiakkaat_2020-03.csv", "social-register", 54, 54, None),
    ],
)
def test_the_lists_of_spring_2020_are_recognised_and_read(name, source, rows, people, share):
    reading = read_list(DEMO / name, on=ON)
    assert (reading.source, reading.rows, reading.people) == (source, rows, people)
    assert reading.totals.get("municipal_share") == share
    assert reading.totals.get("matches") in {True, None}
    assert reading.recognition.ignored == []


@pytest.mark.requirement("JOU-87")
def test_late_payments_belong_to_the_month_they_were_paid_for():
    totals = read_list(DEMO / "kela_kuntaosuus_2020-02.csv", on=ON).totals
    assert totals["benefit_month"] == {"2019-11": "791.01", "2019-12": "2086.92", "2020-01": "4013.96", "2020-02": "21835.25"}
    assert totals["percent"] == {"50": "15061.17", "70": "13665.97"}
    assert sum(map(Decimal, totals["benefit_month"].values())) == Decimal(totals["municipal_share"])


def test_a_person_spelt_otherwise_is_a_duplicate_and_the_difference_is_told():
    reading = read_list(DEMO / "te_asiakasluettelo_2020-03-02.csv", on=ON)
    assert reading.duplicates == 1
    assert [(row.row, row.column) for row in reading.rejected] == [(135, "hetu")]
    assert "työmarkkinatukipäivät" in str(reading.notices[0])
    assert reading.frame.filter(row=5)["subsidy_days"].to_list() == [324]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_encoding_and_separator(tmp_path, encoding, separator):
    header = [name.replace("€", "eur") for name in HEADER]
    rows = [changed(payment(n), surname="Åkerlund", gross="673.20", share="336.60") for n in range(3)]
    text = csv_text(rows, header, separator)
    reading = read_list(write(tmp_path, text.encode(encoding)), on=ON)
    assert reading.people == 3
    assert set(reading.frame["last_name"]) == {"Åkerlund"}
    assert reading.totals["gross"] == "2019.60"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_and_a_last_line_without_one(tmp_path, line_end):
    text = csv_text([payment(1), payment(2)], line_end=line_end).rstrip("\r\n")
    assert read_list(write(tmp_path, text), on=ON).people == 2


@given(st.data())
def test_quotes_change_nothing(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("quotes")
    rows = [changed(payment(n), surname=data.draw(st.sampled_from(["Niemi", "Åkerlund", "O'Brien"]))) for n in range(4)]
    plain = read_list(csv_list(folder, *rows), on=ON)
    marks = [[f'"{cell}"' if data.draw(st.booleans()) else cell for cell in row] for row in rows]
    quoted = read_list(csv_list(folder, *marks, name="q.csv"), on=ON)
    assert figures(plain) == figures(quoted)


def test_a_cell_may_hold_the_separator_a_quote_and_a_line_end(tmp_path):
    rows = [changed(payment(1), surname='"Niemi; ""Masa"""', first='"Aino\r\nMaria"'), payment(2)]
    reading = read_list(csv_list(tmp_path, *rows), on=ON)
    assert reading.frame["last_name"].to_list() == ['Niemi; "Masa"', "Virtanen"]
    assert reading.frame["first_names"][0] == "Aino Maria"
    assert reading.frame["row"].to_list() == [2, 3]


@given(st.permutations(range(len(HEADER))), st.lists(st.sampled_from(["Lisätieto", "Toimisto", "Pankki", "Nro"]), unique=True))
def test_columns_in_any_order_with_others_between(tmp_path_factory, order, others):
    folder = tmp_path_factory.mktemp("order")
    header = [HEADER[place] for place in order] + others
    row = [PAYMENT[place] for place in order] + ["muu"] * len(others)
    reading = read_list(csv_list(folder, row, header=header), on=ON)
    assert figures(reading) == figures(read_list(csv_list(folder, PAYMENT, name="plain.csv"), on=ON))
    assert sorted(reading.recognition.ignored) == sorted(others)


HEADERS = {
    "short": "Hetu;Sukun.;Etun.;Etuus;Alkupvm;Loppupvm;Maksupvm;Pv;Kertymä;Brutto;Osuus %;Osuus €;Korj.",
    "shouted": "HENKILÖTUNNUS;SUKUNIMI;ETUNIMET;ETUUS;MAKSUKAUSI ALKAA;MAKSUKAUSI PÄÄTTYY;MAKSUPÄIVÄ;PÄIVIÄ;KERTYMÄPÄIVÄT;"
    "MAKSETTU ETUUS EUR;KUNTAOSUUS-%;KUNTAOSUUS EUR;KORJAUS",
    "without diacritics": "Henkilotunnus;Sukunimi;Etunimi;Etuuslaji;Maksukauden alku;Maksukauden loppu;Maksupaiva;Paivat;Kertyma;"
    "Bruttoetuus;Kuntaosuusprosentti;Kuntaosuus;Oikaisu",
    "other words": "Asiakkaan hetu;Asiakkaan sukunimi;Asiakkaan etunimet;Etuuden laji;Etuusjakson alkupäivä;Etuusjakson loppupäivä;"
    "Maksupäivämäärä;Maksetut päivät;Kertyneet päivät;Brutto (€);Kunnan rahoitusosuus %;Kunnan rahoitusosuus (€);Korjausrivi",
    "Swedish": "Personbeteckning;Efternamn;Förnamn;Förmån;Utbetalningsperiod börjar;Utbetalningsperiod slutar;Utbetalningsdag;"
    "Dagar;Ackumulerade dagar;Brutto €;Kommunens andel %;Kommunens andel €;Rättelse",
    "English": "Personal identity code;Last name;First names;Benefit;Period start;Period end;Payment date;Days;Accumulated days;"
    "Gross;Municipal share %;Municipal share €;Correction",
    "spaced": " Henkilötunnus ; Sukunimi;Etunimet ;  Etuus;Maksukausi  alkaa;Maksukausi\u00a0päättyy;Maksupäivä ;Päiviä;"
    "Kertymäpäivät; Maksettu etuus (€) ;Kuntaosuus (%);Kuntaosuus (€);Korjaus ",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_the_same_list_under_other_headers(tmp_path, header):
    row = changed(PAYMENT, mark="K")
    reading = read_list(csv_list(tmp_path, row, header=header.split(";")), on=ON)
    assert reading.recognition.ignored == []
    assert figures(reading) == figures(read_list(csv_list(tmp_path, row, name="plain.csv"), on=ON))


def test_the_name_and_the_period_in_one_column_each(tmp_path):
    header = ["Hetu", "Nimi", "Etuus", "Maksukausi", "Maksupvm", "Päivät", "Kertymä", "Brutto", "%", "Kuntaosuus"]
    row = [
        code(1),
        "Virtanen, Aino B",
        "Työmarkkinatuki",
        "20.1.2020 - 16.2.2020",
        "25.2.2020",
        "20",
        "587",
        "673,20",
        "50",
        "336,60",
    ]
    reading = read_list(csv_list(tmp_path, row, header=header), on=ON)
    assert figures(reading) == figures(read_list(csv_list(tmp_path, PAYMENT, name="plain.csv"), on=ON))


def test_a_remembered_mapping_stands_above_the_synonyms(tmp_path):
    header = [*HEADER[:9], "Sarake A", *HEADER[10:]]
    path = csv_list(tmp_path, PAYMENT, header=header)
    with pytest.raises(ListRefused):
        read_list(path, on=ON)
    reading = read_list(path, on=ON, remembered={"kela-share": {"SARAKE  a": "gross"}})
    assert reading.totals["gross"] == "673.20"
    assert reading.recognition.mapping["Sarake A"] == "gross"


def test_a_remembered_column_can_be_left_out(tmp_path):
    path = csv_list(tmp_path, [*PAYMENT, "1.1.2020"], header=[*HEADER, "Maksettu pvm"])
    with pytest.raises(ListRefused, match="Maksettu pvm"):
        read_list(path, on=ON)
    assert read_list(path, on=ON, remembered={"kela-share": {"Maksettu pvm": ""}}).rows == 1


def test_title_rows_empty_rows_and_repeated_headers_are_no_rows(tmp_path):
    text = "Työmarkkinatuen kuntaosuus 2/2020\r\n\r\nKunta: 172 Joutsa\r\n" + csv_text(
        [payment(1), [""] * 13, list(HEADER), payment(2)]
    )
    reading = read_list(write(tmp_path, text), on=ON)
    assert (reading.rows, reading.rejected) == (2, [])
    assert reading.frame["row"].to_list() == [5, 8]


@pytest.mark.parametrize("word", ["Yhteensä", "YHTEENSÄ:", "Summa", "Totalt", "Total", "Kaikki yhteensä"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_total_row_is_compared_and_is_no_row(tmp_path, word, place):
    total = [""] * 13
    total[place], total[9], total[11] = word, "1 346,40", "673,20"
    reading = read_list(csv_list(tmp_path, payment(1), payment(2), [""] * 13, total), on=ON)
    assert reading.rows == 2
    assert reading.totals["stated_gross"] == "1346.40"
    assert reading.totals["stated_municipal_share"] == "673.20"
    assert reading.totals["matches"] is True


def test_a_total_that_does_not_match_is_told_and_the_rows_stand(tmp_path):
    total = ["Yhteensä", *[""] * 10, "700,00", ""]
    reading = read_list(csv_list(tmp_path, payment(1), payment(2), total), on=ON)
    assert reading.totals["matches"] is False
    assert reading.frame.height == 2
    assert "700.00" in str(reading.notices[-1])


def test_ms_summa_is_no_total(tmp_path):
    reading = read_list(
        csv_list(tmp_path, changed(payment(1), surname="Summa"), changed(payment(2), surname="Summa", code="")), on=ON
    )
    assert reading.rows == 2
    assert [row.row for row in reading.rejected] == [3]


def test_a_workbook_with_days_numbers_formulas_and_percentages(tmp_path):
    title = ["Erittely"]
    row = [
        code(1),
        "Niemi",
        "Aino",
        "Työmarkkinatuki",
        date(2020, 1, 20),
        date(2020, 2, 16),
        date(2020, 2, 25),
        20,
        587.0,
        673.2,
        0.5,
        336.6,
    ]
    path = workbook(tmp_path, [title, [], list(HEADER[:12]), row, [], ["Yhteensä", *[None] * 8, 673.2, None, 336.6]])
    reading = read_list(path, on=ON)
    assert reading.frame.select("starts_on", "days", "gross", "percent").row(0) == (date(2020, 1, 20), 20, Decimal("673.20"), 50)
    assert reading.frame["row"].to_list() == [4]
    assert reading.totals["matches"] is True


def test_the_sheet_with_the_list_is_found_among_others(tmp_path):
    rows = [list(HEADER), PAYMENT]
    assert read_list(workbook(tmp_path, [["Ohje"], ["Lue tämä"]], rows), on=ON).rows == 1
    assert read_list(workbook(tmp_path, rows, rows, hidden=(1,), name="h.xlsx"), on=ON).rows == 1


def test_the_header_may_stand_low(tmp_path):
    text = "".join(f"Otsikko {n}\r\n" for n in range(19)) + csv_text([PAYMENT])
    assert read_list(write(tmp_path, text), on=ON).frame["row"].to_list() == [21]


JOBSEEKER = ["Hetu", "Nimi", "Työttömyys alkanut", "Työllisyyskoodi"]


def test_lists_of_the_other_registers_under_other_headers(tmp_path):
    jobseeker = [code(1), "Niemi Aino", "1.2.2019", "2"]
    reading = read_list(csv_list(tmp_path, jobseeker, header=JOBSEEKER), on=ON)
    assert (reading.source, reading.frame["employment_code"][0]) == ("te-register", "02")
    header = ["Personbeteckning", "Namn", "Klient sedan", "Huvudsaklig inkomst", "Utkomststöd mån", "Barnfamilj"]
    reading = read_list(csv_list(tmp_path, [code(1), "Niemi Aino", "1.2.2019", "utkomststöd", "3", "ja"], header=header), on=ON)
    assert (reading.source, reading.frame["family_with_children"][0]) == ("social-register", True)


def test_the_named_source_is_the_only_one_tried(tmp_path):
    path = csv_list(tmp_path, [code(1), "Niemi Aino", "1.2.2019", "02"], header=JOBSEEKER)
    with pytest.raises(ListRefused):
        read_list(path, on=ON, source="kela-share")
    with pytest.raises(ListRefused, match="kela-share, te-register, social-register, typpi"):
        read_list(path, on=ON, source="sossu")

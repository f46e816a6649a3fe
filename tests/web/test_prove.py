"""``prove`` as someone types it: the proof on the terminal, the table in a file, and each fault at its line."""

import csv
import re
from pathlib import Path

import pytest

from candor.cli import main
from tests.unit.evaluator.planting import FERRY, planted


def test_it_prints_where_every_combination_ends_and_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["prove", "--content", str(FERRY)])

    out = capsys.readouterr().out
    assert code == 0
    assert re.search(r"^[\d,]+ combinations of persona, marks and answers, all there are\.$", out, re.MULTILINE)
    assert re.search(r"not-a-fit +instead +33\.33%", out)
    assert out.endswith("s. No faults.\n")


def test_the_shares_that_it_prints_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    main(["prove", "--content", str(FERRY)])

    rows = re.findall(r"^  \S+ +\S+ +([\d.]+)% +([\d.]+)%$", capsys.readouterr().out, re.MULTILINE)
    for column in (0, 1):
        assert sum(float(row[column]) for row in rows) == pytest.approx(300, abs=0.1)


def test_a_fault_is_printed_at_its_line_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    garden = planted(tmp_path)
    garden.replace("routes.yaml", "in: [soon]", "in: [later]")
    garden.replace("routes.yaml", "question: deadline", "question: watchers")

    code = main(["prove", "--content", str(garden.folder)])

    assert code == 1
    assert re.search(r"routes\.yaml:\d+:\d+: .*\. .*\.", capsys.readouterr().out)


def test_the_table_holds_every_way_to_answer_and_room_to_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.csv"

    code = main(["prove", "--content", str(FERRY), "--table", str(file)])

    with file.open(encoding="utf-8", newline="") as opened:
        head, *rows = list(csv.reader(opened))
    shares: dict[tuple[str, str], float] = {}
    for row in rows:
        told = dict(zip(head, row, strict=True))
        key = told["persona"], told["an is statement is marked"]
        shares[key] = shares.get(key, 0.0) + float(told["share in %"])
    assert code == 0
    assert head[-2:] == ["agreed by", "agreed on"]
    assert len(shares) == 6
    assert all(share == pytest.approx(100, abs=0.01) for share in shares.values())
    assert f"{len(rows)} rows for an expert to sign" in capsys.readouterr().out


def test_it_says_why_the_table_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["prove", "--content", str(FERRY), "--table", str(tmp_path / "none" / "table.csv")])

    assert code == 1
    assert "table.csv cannot be written" in capsys.readouterr().err


def test_no_cell_of_the_table_is_taken_for_a_formula(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("questions.yaml", "asks: How much", "asks: =How much")
    garden.replace("questions.yaml", "label: Up to 100 GB", 'label: "+100 GB"')
    file = tmp_path / "table.csv"

    main(["prove", "--content", str(garden.folder), "--table", str(file)])

    with file.open(encoding="utf-8", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert "'=How much has to be carried in a night?" in cells
    assert any(cell.startswith("'+100 GB") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]

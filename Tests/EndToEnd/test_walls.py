"""The walls between the rooms hold, and a consumer needs only the library product."""

import shutil
import subprocess

import pytest

from conftest import ROOT


def check(root):
    return subprocess.run(
        [str(ROOT / "Tests/check-imports"), str(root)], capture_output=True, text=True)


def test_nothing_crosses_a_wall():
    done = check(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room, line", [
    ("Wizard", "import Clients"),
    ("Provisioning", "import AsyncHTTPClient"),
    ("Wizard", "@testable import Clients"),
    ("Wizard", "@_spi(Testing) import Clients"),
    ("Screen", "public import FoundationEssentials"),
    ("Federation", "  package import struct Clients.Secret"),
    ("Sandbox", "import Federation"),
    ("Wizard", "import Screen; import Clients"),
    ("Wizard", "import Screen;import Clients"),
    ("Wizard", "let url = \"https://a.b\"; import Clients"),
    ("Wizard", "@preconcurrency @_spi(A, B) public import Clients"),
    ("Wizard", "@_spi(Testing)import Clients"),
    ("Wizard", "@_exported\timport enum Clients.Hex"),
    ("Wizard", "/* why */ import Clients // because"),
    ("Wizard", "import `Clients`"),
])
def test_a_planted_import_is_found(tmp_path, room, line):
    shutil.copytree(ROOT / "Sources", tmp_path / "Sources")
    (tmp_path / "Sources" / room / "Planted.swift").write_text(f"{line}\n")
    done = check(tmp_path)
    assert done.returncode == 1
    assert f"Sources/{room}/Planted.swift:1" in done.stdout


@pytest.mark.parametrize("text, line", [
    ("@testable\nimport Clients\n", 2),
    ("import\n  Clients\n", 2),
    ("/* Two\nlines. */ import Clients\n", 2),
    ("import Screen\r\nimport Clients\r\n", 2),
])
def test_an_import_over_lines_is_found(tmp_path, text, line):
    (tmp_path / "Sources/Wizard").mkdir(parents=True)
    (tmp_path / "Sources/Wizard/Planted.swift").write_text(text, newline="")
    done = check(tmp_path)
    assert done.returncode == 1
    assert done.stdout == f"Sources/Wizard/Planted.swift:{line}: Wizard may not import Clients\n"


@pytest.mark.parametrize("text", [
    "// import Clients\n",
    "/// Set it first; import Clients\n",
    "/* import Clients */\n",
    "/* Two lines;\nimport Clients */\n",
    "let words = \"a; import Clients\"\n",
    "let important = 1; let imported = important\n",
    "#if canImport(Clients)\n#endif\n",
])
def test_what_is_no_import_passes(tmp_path, text):
    (tmp_path / "Sources/Wizard").mkdir(parents=True)
    (tmp_path / "Sources/Wizard/Planted.swift").write_text(text)
    done = check(tmp_path)
    assert done.returncode == 0, done.stdout

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
])
def test_a_planted_import_is_found(tmp_path, room, line):
    shutil.copytree(ROOT / "Sources", tmp_path / "Sources")
    (tmp_path / "Sources" / room / "Planted.swift").write_text(f"{line}\n")
    done = check(tmp_path)
    assert done.returncode == 1
    assert f"Sources/{room}/Planted.swift:1" in done.stdout

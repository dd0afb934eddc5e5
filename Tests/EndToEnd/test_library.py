"""The library is used as the README shows it, by a target that sees no more than others do."""

import re

from conftest import ROOT

SAMPLE = ROOT / "Tests/Consumer/Connect.swift"
PRODUCT = {"Federation", "Clients", "Provisioning", "Networking"}


def test_the_readme_shows_what_is_tested():
    readme = (ROOT / "README.md").read_text()
    assert f"```swift\n{SAMPLE.read_text()}```" in readme


def test_it_is_short():
    lines = [line for line in SAMPLE.read_text().splitlines() if line.strip()]
    assert len(lines) <= 30


def test_it_sees_only_the_product():
    package = (ROOT / "Package.swift").read_text()
    product = re.search(r'name: "Provisioning",\s*targets: \[([^]]+)\]', package)[1]
    assert set(re.findall(r'"(\w+)"', product)) == PRODUCT
    target = re.search(r'name: "ConsumerTests",.*?\n    \)', package, re.S)[0]
    dependencies = re.search(r"dependencies: \[([^]]+)\]", target)[1]
    assert set(re.findall(r'"(\w+)"', dependencies)) == PRODUCT
    assert "packageAccess: false" in target
    sources = "".join(path.read_text() for path in SAMPLE.parent.glob("*.swift"))
    assert "@testable" not in sources
    assert set(re.findall(r"^import (\w+)", SAMPLE.read_text(), re.M)) == PRODUCT

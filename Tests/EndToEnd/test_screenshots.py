"""The pictures of the README are still what the program shows."""

import importlib.machinery
import importlib.util

import pytest
from PIL import Image

from conftest import ROOT

EXPECTED = {
    "aws-sign-in": ["Which AWS account should be used?", "acme-production"],
    "plan": ["Make these changes?", "In AWS 432112349876", "In Vertesia Acme Research", "a apply"],
    "acting": ["Checking that Vertesia can use the role", "Why the wait"],
    "arn": ["Vertesia can reach Bedrock", "arn:aws:iam::432112349876:role/Vertesia-acme-research"],
    "models": ["Models", "arn:aws:iam::", "Claude Sonnet 4.5", "likely ready"],
    "error": ["The Vertesia key may not make environments", "What you can do", "Why"],
}


def test_the_pictures_can_be_made_again(tmp_path):
    loader = importlib.machinery.SourceFileLoader("screenshots", str(ROOT / "Tests/screenshots"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    shown = module.take_all(tmp_path)
    assert set(shown) == {f"{name}-{theme}" for name in EXPECTED for theme in module.THEMES}
    for name, text in shown.items():
        for words in EXPECTED[name.rpartition("-")[0]]:
            assert words in text, text
        with Image.open(tmp_path / f"{name}.png") as made:
            assert len(made.getcolors(1 << 20) or []) > 8
            assert (made.convert("L").getpixel((2, 2)) > 128) == name.endswith("-light")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", EXPECTED)
def test_the_pictures_are_there(name, theme):
    with Image.open(ROOT / f"screenshots/{name}-{theme}.png") as kept:
        assert kept.width >= 1000 and kept.height >= 600

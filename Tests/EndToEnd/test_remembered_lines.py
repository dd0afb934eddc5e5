"""The plain face, chosen once, until somebody says otherwise."""

from test_terminal import ENTER_ALTERNATE, lines


def test_lines_are_remembered_until_said_otherwise(screen, tmp_path):
    kept = tmp_path / "state/preferences.json"

    def screenful(*arguments):
        one = screen(*arguments)
        one.until("quit")
        assert ENTER_ALTERNATE in one.text
        one.type("q")
        assert one.end() == 0
        return one.text

    lines(screen("--plain"), "^Plain mode, set by --plain")
    assert kept.stat().st_mode & 0o777 == 0o600
    lines(screen(), "^Plain lines, as last time; --no-plain shows the full screen")
    screenful("--no-plain")
    assert not kept.exists()
    screenful()
    kept.write_text("{")
    assert "preferences.json cannot be read, so it is ignored" in screenful()


def test_what_is_said_for_all_programs_is_not_remembered(screen, tmp_path):
    lines(screen(ACCESSIBLE="1"), "^Plain mode, set by ACCESSIBLE")
    one = screen("--no-plain", ACCESSIBLE="1")
    one.until("quit")
    assert ENTER_ALTERNATE in one.text
    one.type("q")
    assert one.end() == 0
    lines(screen("--plain", TERM="dumb"), "^Plain mode, set by --plain")
    assert not (tmp_path / "state/preferences.json").exists()
    # Neither is it read where no choice is.
    (tmp_path / "state").mkdir(exist_ok=True)
    (tmp_path / "state/preferences.json").write_text("{")
    one = screen(TERM="dumb")
    lines(one, "^Plain mode, set by TERM is dumb")
    assert "ignored" not in one.text

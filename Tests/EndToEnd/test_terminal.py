"""What the program does to the terminal, and what it does without one."""

import re
import signal
import subprocess
import termios
import time

import pytest

from conftest import BINARY, bare_environment
from ptys import OnPty
from terminal import Terminal
from walks import ACCOUNT, REGION, Walk

ENTER_ALTERNATE, LEAVE_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
PASTE_ON, PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"


def settled(one, seconds=0.4):
    """Reads until nothing has come for a while."""
    while one.read(seconds):
        pass


def assert_given_back(one):
    """The line as it was, the main screen, the cursor, and no bracketed paste."""
    assert one.line() == one.line_before
    for on, off in ((ENTER_ALTERNATE, LEAVE_ALTERNATE), (PASTE_ON, PASTE_OFF)):
        assert on in one.text and one.text.rfind(off) > one.text.rfind(on)
    assert one.text.rfind("\x1b[?25h") >= one.text.rfind("\x1b[?25l")


# Every way out


def test_q_gives_the_terminal_back(screen):
    one = screen()
    one.until("quit")
    assert one.line() != one.line_before
    one.type("q")
    assert one.end() == 0
    assert_given_back(one)


def test_ctrl_c_asks_and_then_gives_the_terminal_back(screen):
    one = screen()
    one.until("quit")
    one.type("\x03")
    one.until("Save and leave")
    one.type("\x03")
    assert one.end() == 3
    assert_given_back(one)


@pytest.mark.parametrize("number, exit", [
    (signal.SIGINT, 3), (signal.SIGTERM, 3), (signal.SIGHUP, 3),
    (signal.SIGQUIT, -signal.SIGQUIT), (signal.SIGABRT, -signal.SIGABRT),
    (signal.SIGSEGV, -signal.SIGSEGV), (signal.SIGILL, -signal.SIGILL),
    (signal.SIGTRAP, -signal.SIGTRAP), (signal.SIGBUS, -signal.SIGBUS),
], ids=lambda value: value.name if isinstance(value, signal.Signals) else None)
def test_signals_give_the_terminal_back(screen, number, exit):
    one = screen()
    one.until("quit")
    settled(one)
    one.signal(number)
    assert one.end() == exit
    assert_given_back(one)


def test_a_hidden_prompt_gives_the_echo_back(home, tmp_path):
    """In lines only the echo is taken, while a secret is typed."""
    with OnPty(
        "--plain", "--state-dir", tmp_path / "state", env=bare_environment(home), piped=True,
    ) as one:
        one.until("Which AWS account")
        one.type("1\n")
        one.until("Secret:")
        deadline = time.monotonic() + 5
        while one.line()[3] & termios.ECHO and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not one.line()[3] & termios.ECHO
        one.signal(signal.SIGTERM)
        assert one.end() == 3
        assert one.line() == one.line_before
    # With its output in a pipe it is no session of somebody's.
    assert not (tmp_path / "state/preferences.json").exists()


def called(one, *titles):
    """The title is sent after the screen."""
    one.wait_until(lambda _: one.title() in titles, f"the title {titles}")


def test_stopping_and_going_on(home):
    """Under a shell with jobs: the shell finds its terminal as it was, and `fg` paints again."""
    with Terminal(["bash", "--norc", "-i"], {**bare_environment(home), "PS1": "$ "}) as one:
        one.wait_for(r"^\$", flags=re.M)
        one.type("cd; stty -g > before; printf '\\033]2;of the shell\\007'; "
                 + str(BINARY) + " --demo\n")
        one.wait_for(ACCOUNT)
        called(one, "vertesia-bedrock")
        one.press("C-z")
        one.wait_for("Stopped")
        assert ACCOUNT not in one.screen()
        called(one, "of the shell")
        one.type("stty -g > stopped; cmp before stopped && echo the same\n")
        one.wait_for("^the same", flags=re.M)
        one.type("fg\n")
        one.wait_for(ACCOUNT)
        one.press("Enter")
        one.wait_for(REGION)
        called(one, "vertesia-bedrock: acme-research/us-east-1", "vertesia-bedrock")
        one.press("q")
        one.wait_for("^Bedrock set-up", flags=re.M)
        one.type("stty -g > after; cmp before after && echo equal\n")
        one.wait_for("^equal", flags=re.M)
        called(one, "of the shell")


# Sizes


def test_a_storm_of_sizes_ends_in_a_whole_screen(home):
    with Walk("--demo", env=bare_environment(home)) as one:
        one.expect(ACCOUNT)
        for columns, rows in [(40, 10), (200, 60), (1, 1), (61, 16), (300, 5), (20, 80)] * 5:
            one.resize(columns, rows)
        one.resize(80, 24)
        after = one.expect(ACCOUNT)
        one.press("Enter")
        one.expect(REGION)
        one.press("Escape")
        one.expect(ACCOUNT)
        assert len(after.splitlines()) <= 24
        one.press("q")
        assert one.wait_until_left() in (0, 3)


def test_a_screen_too_small_says_what_it_needs(home):
    with Walk("--demo", env=bare_environment(home), size=(50, 12)) as one:
        one.expect("Needs 60x16, this is 50x12")
        one.resize(60, 16)
        one.expect("Which AWS account")
        one.resize(30, 8)
        one.expect("Needs 60x16, this is 30x8")
        one.press("q")
        assert one.wait_until_left() in (0, 3)


# Terminals that can do less, and none


@pytest.mark.parametrize("term, words", [
    ("dumb", "TERM is dumb"), ("no-such-terminal", "TERM is no-such-terminal"),
    (None, "TERM is not set"), ("", "TERM is not set"), ("../../etc/passwd", "is not known"),
])
def test_a_terminal_that_cannot_place_text_gets_lines(screen, term, words):
    one = screen(TERM=term)
    one.until("Which AWS account")
    assert words in one.text.splitlines()[0]
    assert "\x1b" not in one.text
    one.type("q\n")
    assert one.end() == 0


def lines(one, first):
    """Plain lines, and why; then away."""
    one.until(first)
    one.until("Which AWS account")
    assert "\x1b" not in one.text
    one.type("q\n")
    assert one.end() == 0


@pytest.mark.parametrize("arguments, named", [
    ([], "--region"), (["--plain"], "--region"),
    (["--region", "us-east-1"], "vertesia-bedrock apply --region us-east-1 --yes"),
], ids=["wizard", "plain", "nothing missing"])
@pytest.mark.parametrize("stdin", ["/dev/null", "pipe", "closed"])
def test_without_a_terminal_nothing_prompts(home, tmp_path, arguments, named, stdin):
    """Exit 64 at once, naming the flag, or the command that asks nothing; never a hang."""
    options = {"stdin": subprocess.DEVNULL}
    if stdin == "pipe":
        options = {"input": "1\n1\n1\n", "stdin": None}
    command = [str(BINARY), "--state-dir", str(tmp_path / "state"), *arguments]
    if stdin == "closed":
        command = ["sh", "-c", 'exec "$@" <&-', "sh", *command]
    done = subprocess.run(
        command, env=bare_environment(home), capture_output=True, text=True, timeout=5, **options)
    assert done.returncode == 64, done.stdout + done.stderr
    assert named in done.stderr
    assert not re.search(r"\[1\]:|\x1b", done.stdout)


def test_output_into_a_pipe_names_the_missing_flag(home, tmp_path):
    with OnPty(
        "--state-dir", tmp_path / "state", env=bare_environment(home), piped=True) as one:
        assert one.end() == 64
        assert "--region" in one.text and "\x1b" not in one.text


# Characters and colours


def test_a_plain_locale_gets_ascii_only(screen):
    one = screen(LANG="C", LC_ALL="C")
    one.until("quit")
    settled(one)
    one.type("?")
    settled(one)
    one.type("q")
    settled(one)
    assert not [byte for byte in one.told if byte > 0x7E]


COLOUR = re.compile(r"\x1b\[[0-9;:]*\b(?:3[0-7]|4[0-7]|9[0-7]|[34]8[;:])")


@pytest.mark.parametrize("arguments, env, coloured", [
    ([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True),
    (["--color", "never"], {}, False), (["--color", "always"], {"NO_COLOR": "1"}, False),
    (["--color", "always"], {}, True), ([], {"TERM": "vt100"}, False),
])
def test_colours_are_used_when_they_are_wanted(screen, arguments, env, coloured):
    one = screen(*arguments, **{"COLORFGBG": "15;0", **env})
    one.until("quit")
    settled(one)
    assert bool(COLOUR.search(one.text)) is coloured
    one.type("q")
    one.end()


# Pasting, and silence


def test_a_paste_neither_submits_nor_injects(home, cloud, tmp_path):
    env = {**cloud("instant").env(), "TERM": "screen-256color"}
    del env["VERTESIA_API_KEY"]
    with OnPty("--state-dir", tmp_path / "state", "--region", "us-east-1", env=env) as one:
        one.until_shown("Which AWS account")
        one.type("\r")
        # What can be chosen is known once it is known that there is no key.
        one.until_shown("No key was found")
        one.type("\x1b[B\r")
        one.until_shown("What is the Organization ID")
        settled(one)
        mark = len(one.told)
        one.type("\x1b[200~64f0\n\x1b]52;c;aGk=\x07\x1b[31mc1a2\r\nq\x1b[201~")
        one.until_shown("> 64f0")
        settled(one)
        assert one.process.poll() is None
        assert "\x1b]52" not in one.text[mark:]
        assert "What is the Organization ID" in one.screen()
        one.type("\x03")
        one.until_shown("Save and leave")
        one.type("\r")
        assert one.end() == 3
        assert one.line() == one.line_before


def test_an_idle_screen_writes_nothing(home):
    with OnPty("--demo", env=bare_environment(home)) as one:
        one.until("acme-production")
        settled(one, 1.0)
        assert one.read(2.0) == b""
        one.type("q")
        one.end()

"""Every way out of the wizard, and what has to be true of the terminal after each of them."""

import re
import signal
import time

from guests import ENTERED, Guest, wrongs

ASKS = r"Save and leave\?|Leave the demo\?"


def until_asked(guest, seconds=5):
    """Whether it asks before it leaves; too small a screen cannot show that it does."""
    deadline = time.monotonic() + seconds
    while guest.process.poll() is None and time.monotonic() < deadline:
        guest.read(0.05)
        if re.search(rf"{ASKS}|Needs 60x16", guest.words()):
            return True
    return False


def leave(guest, second="\x03"):
    """Ctrl-C, and again where it asks. Where it has asked already the first one leaves: another
    would reach the line when that is the shell's again, and drop what was not read yet."""
    guest.read(0.1)
    has_asked = re.search(ASKS, guest.words())
    guest.type("\x03")
    if not has_asked and until_asked(guest):
        guest.type(second)
    return guest.end()


def q(guest):
    """Leaves where nothing is typed; elsewhere it is a letter, or nothing."""
    guest.type("q")
    deadline = time.monotonic() + 2
    while guest.process.poll() is None and time.monotonic() < deadline:
        guest.read(0.05)
    # One that has given the screen back is leaving: Ctrl-C would reach the line that it gives back.
    on, off = ENTERED["the alternate screen"]
    has_left = guest.told.rfind(off) > guest.told.rfind(on)
    return guest.end() if has_left or guest.process.poll() is not None else leave(guest)


def ctrl_c_enter(guest):
    return leave(guest, "\r")


def ctrl_d(guest):
    guest.type("\x04")
    guest.read(0.1)
    return leave(guest)


def by(number, times=1):
    def way(guest):
        for _ in range(times):
            if guest.state() not in ("gone", "Z"):
                guest.signal(number)
            guest.read(0.1)
        return guest.end()
    return way


def a_signal_for_pipes(guest):
    guest.signal(signal.SIGPIPE)
    guest.read(0.1)
    assert guest.state() not in ("gone", "Z"), "SIGPIPE ended it"
    return leave(guest)


def stopped(stop):
    def way(guest):
        stop(guest)
        guest.until_state("T")
        while guest.read(0.05):
            pass
        assert wrongs(guest) == [], f"while it is stopped: {wrongs(guest)}"
        guest.signal(signal.SIGCONT)
        mark = len(guest.told)
        guest.until(r"\x1b\[\?1049h", since=mark)
        return leave(guest)
    return way


def killed_shell(guest):
    """The shell is gone: the kernel hangs the line up."""
    guest.process.kill()
    guest.end_alone()
    return 3


def end_of_input(guest):
    guest.hang_up(guest.hand)
    return guest.end()


def hung_up(guest):
    guest.hang_up(guest.master)
    guest.end_alone()
    return 3


WAYS = {
    "q": q, "Ctrl-C Enter": ctrl_c_enter, "Ctrl-C twice": leave, "Ctrl-D": ctrl_d,
    "SIGINT": by(signal.SIGINT), "SIGINT twice": by(signal.SIGINT, 2),
    "SIGTERM": by(signal.SIGTERM), "SIGHUP": by(signal.SIGHUP), "SIGQUIT": by(signal.SIGQUIT),
    "SIGABRT": by(signal.SIGABRT), "SIGSEGV": by(signal.SIGSEGV),
    "SIGPIPE": a_signal_for_pipes, "SIGTSTP": stopped(lambda guest: guest.signal(signal.SIGTSTP)),
    "Ctrl-Z": stopped(lambda guest: guest.type("\x1a")), "shell killed": killed_shell,
    "end of input": end_of_input, "hang-up": hung_up}
CRASHES = {"SIGQUIT", "SIGABRT", "SIGSEGV"}


def go(way, path, arguments, env, size=(80, 24)):
    """One start, to a screen and out of it; answers what is wrong then."""
    guest = Guest(*arguments, env=env, size=size, apart=way == "end of input")
    try:
        path(guest)
        code = WAYS[way](guest)
        number = getattr(signal, way, None)
        allowed = {256 - number} if way in CRASHES else {0, 1, 3, 4, 5, 130}
        if b"NIOAsyncWriter" in guest.told:
            # The demo's own cloud, told to stop with a connection that it has not begun with, may
            # trap in its library when everything else is over.
            allowed.add(256 - signal.SIGILL)
        if way == "SIGINT twice":
            # The second may come when the terminal is given back already, and end what is left.
            allowed.add(256 - signal.SIGINT)
        found = wrongs(guest)
        if code not in allowed:
            found.append(f"it left with {code}")
        return found
    except AssertionError as error:
        return [str(error)]
    finally:
        guest.close()

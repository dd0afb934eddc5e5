"""A real terminal: tmux on a socket of its own, keys in, screens out."""

import os
import re
import shlex
import subprocess
import time
import uuid


class Terminal:
    """One tmux server with one window that runs one command. With `record`, every byte that comes
    to the terminal goes into that file too."""

    def __init__(self, arguments, env, columns=80, rows=24, record=None):
        self.socket = f"vb-{uuid.uuid4().hex[:12]}"
        self.columns, self.rows = columns, rows
        assignments = [f"{name}={value}" for name, value in env.items() if name != "TERM"]
        command = shlex.join(
            ["env", "-i", *assignments, "TERM=tmux-256color", *map(str, arguments)])
        if record:
            command = f"until test -e {shlex.quote(str(record))}; do sleep 0.02; done; {command}"
        # The shell stays, so that what the program leaves behind can be looked at.
        self._tmux(
            "new-session", "-d", "-x", str(columns), "-y", str(rows),
            f"{command}; echo \"left with $?\"; exec sleep 600",
        )
        self._tmux("set-option", "-g", "escape-time", "0", ";", "set-option", "-g", "status", "off")
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))
        if record:
            self._tmux("pipe-pane", f"cat >> {shlex.quote(str(record))}")

    def _tmux(self, *arguments):
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        environment.pop("TMUX", None)
        return subprocess.run(
            ["tmux", "-f", "/dev/null", "-L", self.socket, *arguments],
            env=environment, check=True, capture_output=True, text=True,
        ).stdout

    def screen(self, history=False):
        """What stands on the screen, rows joined by newlines, trailing blanks cut."""
        scope = ["-S", "-"] if history else []
        return self._tmux("capture-pane", "-p", *scope)

    def scrollback(self):
        """All that was ever shown and has stayed, with the lines that the terminal broke joined."""
        return self._tmux("capture-pane", "-p", "-J", "-S", "-")

    def title(self):
        """What the window is called, as a window manager would show it."""
        return self._tmux("display-message", "-p", "#{pane_title}").strip()

    def press(self, *keys):
        """Keys by tmux's names: `Enter`, `Escape`, `a`."""
        for key in keys:
            self._tmux("send-keys", key)

    def type(self, text):
        self._tmux("send-keys", "-l", text)

    def paste(self, text):
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, pattern, timeout=30, history=False, flags=0):
        """The screen on which `pattern` (a regular expression) first shows."""
        return self.wait_until(
            lambda screen: re.search(pattern, screen, flags), repr(pattern), timeout, history)

    def wait_until(self, holds, what, timeout=30, history=False):
        """The first screen for which `holds` is true."""
        deadline = time.monotonic() + timeout
        while True:
            screen = self.screen(history)
            if holds(screen):
                return screen
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not show within {timeout} s:\n{screen}")
            time.sleep(0.05)

    def wait_until_left(self, timeout=30):
        """The program's exit code, once it has left."""
        screen = self.wait_for(r"left with \d+", timeout, history=True)
        return int(re.search(r"left with (\d+)", screen)[1])

    def signal(self, number):
        """Sends the program a signal, past the shell that waits for it."""
        shell = self._tmux("list-panes", "-F", "#{pane_pid}").strip()
        children = subprocess.run(
            ["pgrep", "-P", shell], check=True, capture_output=True, text=True).stdout.split()
        os.kill(int(children[0]), number)

    def close(self):
        subprocess.run(
            ["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

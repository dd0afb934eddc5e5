"""What others show a list with, beside which the screens are measured."""

from measure import program, screens

DOWN, UP = b"\x1bOB", b"\x1bOA"


def installed(rows):
    """How each of them is started with so many rows, by name; without those that are not to be had.
    """
    words = [word for row in range(rows) for word in (f"row-{row}", f"What row {row} is")]
    height = min(rows, 12)
    return {
        name: [path, "--menu", "Which row should be used?", str(height + 8), "70", str(height),
               *words]
        for name in ("whiptail", "dialog")
        if (path := program.installed(name, name))}


def opened(arguments, env, columns=80, rows=24):
    """One of them, with its list on the screen."""
    terminal = screens.Pty(arguments, env, columns, rows)
    terminal.until_shown("Cancel")
    terminal.until_quiet(0.1)
    return terminal


def beside(found, shown):
    """For a row: `own, 1.3 ms whiptail`, of what was measured by name."""
    return "".join(f", {name} {shown(one)}" for name, one in found.items()) or ", nothing beside"

"""The wizard walked by keys in a real terminal, told in the words of its screens."""

import re

from conftest import BINARY
from terminal import Terminal

ACCOUNT = "Which AWS account should be used"
REGION = "Which AWS region should Vertesia use"
ORGANIZATION = "Which Vertesia organization should be"
PROJECT = "Which project should use the models"
ENVIRONMENT = "Which Vertesia environment should"
PERMISSIONS = "What may Vertesia do with Bedrock"
# Asked on request, beside the environment.
OTHER_PROJECT = "For another project"
PLAN = "Make these changes"
DONE = "Vertesia can reach Bedrock in"
QUESTIONS = [ACCOUNT, REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS]
RAIL = re.compile(r"^.*?[│|] ?")


class Walk(Terminal):
    """A run of the wizard; counts the keys that are pressed."""

    def __init__(self, *arguments, env, size=(80, 24), record=None):
        super().__init__([BINARY, *arguments], env, *size, record=record)
        self.keys = 0

    def press(self, *keys):
        self.keys += len(keys)
        super().press(*keys)

    def pane(self):
        """The screen without its rail, in one line, so that wrapped words are found."""
        return words(self.screen())

    def expect(self, text, timeout=20):
        """Waits for words on the screen, wherever its lines break."""
        pattern = r"\s+".join(re.escape(word) for word in text.split())
        return self.wait_until(lambda screen: re.search(pattern, words(screen)), text, timeout)

    def expect_any(self, texts, timeout=20):
        """Waits for one of these titles; answers which it is."""
        def found(screen):
            return next((text for text in texts if text in words(screen)), None)
        return found(self.wait_until(found, " or ".join(texts), timeout))

    def marked(self):
        """The row that the cursor stands on."""
        rows = [RAIL.sub("", line) for line in self.screen().splitlines()]
        found = [row.strip() for row in rows if re.match(r"\s?(▸|>) ", row)]
        return found[0] if found else ""

    def mark(self, text):
        """Moves to the row with these words, down and then up."""
        # A key that is pressed while a screen is still coming up would move the mark in it.
        self.wait_until(lambda _: self.marked(), "a row that is marked")
        for key in ("Down", "Up"):
            while text not in self.marked():
                before = self.marked()
                self.press(key)
                try:
                    self.wait_until(lambda _, row=before: self.marked() != row, "another row", 2)
                except AssertionError:
                    break
            else:
                return
        raise AssertionError(f"no row {text!r}:\n{self.screen()}")

    def choose(self, text):
        self.mark(text)
        self.press("Enter")

    def answer_all(self, upto=PLAN, answers=None):
        """Takes the suggestion of every question until a screen shows; `answers` names rows to
        choose instead, by the question they belong to."""
        before = QUESTIONS[:QUESTIONS.index(upto)] if upto in QUESTIONS else QUESTIONS
        for title in before:
            self.expect(title)
            row = (answers or {}).get(title)
            if row:
                self.choose(row)
            else:
                self.press("Enter")
        return self.expect(upto)


def words(screen):
    """What a screen says, without its rail, as one line."""
    return " ".join(" ".join(RAIL.sub("", line) for line in screen.splitlines()).split())


def squeezed(screen):
    """The same without any blank: for values that are broken over lines."""
    return words(screen).replace(" ", "")

"""The page of a saved set-up in the real program: its name, a false start, and the check."""

import json

from conftest import run
from leaving import BEGUN
from ptys import OnPty
from setups import apply, files, saved
from walks import ACCOUNT, DONE, ORGANIZATION, REGION

CHECK = "Check that it still works"
FIELD = "What should this set-up be called?"


def listed(state, env):
    done = run("list", "--json", "--state-dir", state, env=env)
    assert done.returncode == 0, done.stderr
    return {entry["id"]: entry["setup"]["name"] for entry in json.loads(done.stdout)}


def serial(state, setup):
    return json.loads((state / setup / "checkpoint.json").read_text())["serial"]


def test_a_set_up_is_renamed_and_checked(walk, prompt_cloud, state):
    cloud = prompt_cloud("instant")
    done, document = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    setup, made, before = document["setup"], cloud.mutations(), serial(state, document["setup"])
    one = walk("--state-dir", state, env=cloud.env())
    one.choose("acme-research/us-east-1")
    assert "more below" not in one.expect(CHECK)
    one.choose("Rename it")
    one.expect(FIELD)
    one.press("C-u")
    one.type(" -lab")
    one.expect("does not begin with a hyphen")
    one.press("C-u")
    one.type("Research lab")
    one.press("Enter")
    one.expect("Research lab Done")
    assert listed(state, cloud.env()) == {setup: "Research lab"}
    assert serial(state, setup) == before + 1
    # As nothing has to be changed, nothing has to be agreed to.
    one.choose(CHECK)
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    assert "Bedrock set-up Research lab: done" in one.scrollback()
    assert cloud.mutations() == made
    told = run("status", "Research lab", "--state-dir", state, env=cloud.env())
    assert told.returncode == 0 and "Research lab" in told.stdout, told.stderr
    told = run("status", setup, "--json", "--state-dir", state, env=cloud.env())
    assert json.loads(told.stdout)["name"] == "Research lab"
    done, _ = apply(cloud, state, "--setup", "Research lab")
    assert done.returncode == 0 and listed(state, cloud.env()) == {setup: "Research lab"}
    assert cloud.mutations() == made


def test_a_change_waits_until_it_is_dropped(walk, prompt_cloud, state):
    cloud = prompt_cloud("instant")
    done, document = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    setup, made = document["setup"], cloud.mutations()
    changed = "Changed and not carried out yet: permissions."
    one = walk("--state-dir", state, env=cloud.env())
    one.choose("acme-research/us-east-1")
    one.expect(CHECK)
    one.choose("Change what Vertesia may do")
    one.choose("List models only")
    one.expect("Changed since: permissions.")
    one.press("Escape", "Escape")
    one.expect(changed)
    one.press("q")
    assert one.wait_until_left() == 3

    listing = run("list", "--state-dir", state, env=cloud.env())
    assert "done, change waiting" in listing.stdout
    told = run("status", "--state-dir", state, env=cloud.env())
    assert told.returncode == 2 and changed in told.stdout, told.stderr
    assert f"Go on with: vertesia-bedrock apply --setup {setup}" in told.stdout
    assert "missing" not in told.stdout and "differs" not in told.stdout
    told = run("status", "--json", "--state-dir", state, env=cloud.env())
    told = json.loads(told.stdout)
    assert told["changesWaiting"] == ["permissions"] and told["changes"] == []
    planned = run("plan", "--setup", setup, "--state-dir", state, env=cloud.env())
    assert planned.returncode == 2 and "vertesia-bedrock" in planned.stdout, planned.stderr

    two = walk("--state-dir", state, env=cloud.env())
    two.choose("change waiting")
    two.expect(changed)
    two.choose("Leave it as it was done")
    two.expect("Left as it was done.")
    assert changed not in two.pane()
    two.choose(CHECK)
    two.expect(DONE)
    two.press("q")
    assert two.wait_until_left() == 0
    told = run("status", "--state-dir", state, env=cloud.env())
    assert told.returncode == 0, told.stdout
    assert cloud.mutations() == made


def test_a_false_start_is_taken_off_the_list(walk, prompt_cloud, state):
    cloud = prompt_cloud("instant")
    done, document = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    kept = document["setup"]
    one = walk("--state-dir", state, env=cloud.env())
    one.choose("Start a new set-up")
    one.expect(ACCOUNT)
    one.press("Enter")
    one.expect(REGION)
    one.press("/")
    one.type("us-west-2")
    one.press("Enter")
    one.expect(ORGANIZATION)
    one.press("q")
    one.wait_until_left()
    [setup] = set(saved(state)) - {kept}
    untouched, made = files(state / kept), cloud.mutations()

    two = walk("--state-dir", state, env=cloud.env())
    two.choose("us-west-2")
    two.expect(BEGUN)
    two.choose("Take it off this list")
    two.expect("There is no way back.")
    two.press("Enter", "Enter", "Escape")
    two.expect(BEGUN)
    assert setup in saved(state)
    two.choose("Take it off this list")
    two.expect("There is no way back.")
    two.press("a")
    two.expect("Taken off the list.")
    two.expect("Which set-up?")
    assert saved(state) == [kept] and list(listed(state, cloud.env())) == [kept]
    two.press("q")
    two.wait_until_left()
    told = run("status", setup, "--state-dir", state, env=cloud.env())
    assert "VB120" in told.stderr
    assert files(state / kept) == untouched and cloud.mutations() == made


def test_lines_rename_and_take_off(prompt_cloud, state):
    cloud = prompt_cloud("instant")

    def lines(*talk):
        """Answers each prompt in turn."""
        with OnPty("--plain", "--state-dir", state, env=cloud.env(), piped=True) as one:
            since = 0
            for prompt, answer in talk:
                since = one.until(prompt, since=since)
                one.type(answer + "\n")
            one.end()
            return one.text

    lines((ACCOUNT, ""), (REGION, ""), (ORGANIZATION, "q"))
    [setup] = saved(state)
    page = "3. Take it off this list"
    told = lines(("Which set-up", "1"), (page, "2"), ("Answer", "Lab"), ("Lab. Begun", "q"))
    assert listed(state, cloud.env()) == {setup: "Lab"}, told
    sure = r"Take it off\? yes or no"
    lines(("Which set-up", "1"), (page, "3"), (sure, ""), ("Number", "q"))
    assert saved(state) == [setup]
    lines(("Which set-up", "1"), (page, "3"), (sure, "yes"), ("Taken off the list", "q"))
    assert saved(state) == [] and cloud.mutations() == []

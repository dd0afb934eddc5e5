"""One paid request to a model, sent only after a person's yes, and told as what it is."""

from setups import apply


def paid(cloud):
    return [entry for entry in cloud.calls() if entry["operation"] == "Converse"]


def models(cloud, state, walks):
    done, result = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    walk = walks("--setup", result["setup"], "--state-dir", state, env=cloud.env())
    walk.expect("Check that it still works")
    walk.choose("See and enable models")
    walk.expect("likely ready")
    return walk


def test_it_is_asked_before_it_is_paid(prompt_cloud, state, walk):
    cloud = prompt_cloud("instant")
    one = models(cloud, state, walk)
    one.press("t")
    one.expect("with one request?")
    one.expect("charged to account 432112349876")
    one.press("Escape")
    one.expect("likely ready")
    assert paid(cloud) == []
    one.press("t")
    one.expect("with one request?")
    one.press("a")
    one.expect("tokens in and 1 out")
    one.press("Escape")
    # The row has it now, in the place of what was only likely.
    one.expect("answered Claude 3 Haiku")
    assert [entry["status"] for entry in paid(cloud)] == [200]


def test_what_the_account_lacks_is_told(prompt_cloud, state, walk):
    cloud = prompt_cloud("models-not-enabled")
    one = models(cloud, state, walk)
    one.press("/")
    one.type("Claude Sonnet 4.5")
    one.press("Enter")
    one.press("t")
    one.expect("Try Claude Sonnet 4.5 with one request?")
    one.press("a")
    one.expect("The model did not answer the test call")
    one.expect("use-case form")
    one.expect("VB608")
    assert [entry["status"] for entry in paid(cloud)] == [404]

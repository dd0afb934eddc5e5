"""Leaving the wizard where a person has to act or to give a secret, and starting again. A
secret is never stored: it is what the next start has to ask for again, and nothing else."""

from leaving import Stop, choose, give, made, press
from setups import Standing
from stories import administrator, made_in_studio
from test_by_hand import ORGANIZATION_ID, carry_out
from test_clients import curl, sign_in
from walks import (
    ACCOUNT, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, REGION, squeezed)

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
VERTESIA_KEY = "Paste a Vertesia API key"
AWS_KEYS = "Paste the keys of your AWS account"
WAITING = "Waiting for an AWS administrator"
FIELD = "Role ARN, to paste here"


def paste(keys):
    """The three lines of the access portal."""
    return give("\n".join(f'export {name}="{value}"' for name, value in keys.items()))


def test_leaving_where_a_person_acts_in_studio(sittings, prompt_cloud):
    one = prompt_cloud("instant")
    token = sign_in(one)
    there = made_in_studio(one, token)
    env = one.env()
    del env["VERTESIA_API_KEY"]
    sitting = sittings(one, env)
    sitting.pass_by(ACCOUNT, REGION)
    sitting.pass_by(ORGANIZATION, on=choose("by hand in Studio"))
    reads = {"reads": ("GetCallerIdentity",)}
    sitting.stop_at(Stop(
        "What is the Organization ID", give(ORGANIZATION_ID), q=False, **reads))
    sitting.stop_at(Stop("What is the Environment ID", give(there["id"]), q=False, **reads))
    sitting.pass_by(PERMISSIONS)
    sitting.pass_by(PLAN, on=press("End", "a"))

    def put_in(walk):
        [role] = Standing(one).roles
        assert role["arn"] in squeezed(walk.screen())
        status, _ = curl(
            one, token, f"/environments/{there['id']}", "PUT", {"apiKey": role["arn"]})
        assert status == 200
        walk.press("Enter")

    looked = {"reads": ("GetCallerIdentity", "GetRole", "GetRolePolicy")}
    sitting.stop_at(Stop("Put the role ARN into API Key", put_in, **looked))
    sitting.stop_at(Stop("Look for the models in Studio", **looked))
    sitting.finish(done="Parts of this rest on a person's word")


def test_leaving_where_an_administrator_acts(sittings, prompt_cloud, state, tmp_path):
    one = prompt_cloud("instant")
    env = {name: value for name, value in one.env().items() if name not in KEYS}
    sitting = sittings(one, env)
    sitting.pass_by(ACCOUNT, on=choose("Go on without AWS"))
    sitting.pass_by(REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS)
    sitting.pass_by(PLAN, on=press("a"))
    enter = choose("It is done: enter the role ARN")
    sitting.stop_at(Stop(WAITING, lambda _: None, reads=("ListEnvironments",)))
    arn = carry_out(one, state, tmp_path)
    before = made(one)
    enter(sitting.walk)
    sitting.stop_at(Stop(
        FIELD, give(arn), q=False, again=WAITING, back=enter, reads=("ListEnvironments",)))
    assert made(one) == before
    sitting.pass_by(PLAN, on=press("a"))
    sitting.finish()
    assert Standing(one).environments[0]["apiKey"] == arn


def test_leaving_where_the_account_of_a_role_is_confirmed(sittings, prompt_cloud):
    one = prompt_cloud("no-iam-rights")
    sitting = sittings(one)
    sitting.answer_all()
    sitting.pass_by("This sign-in cannot finish the set-up", on=choose("Ask an AWS administrator"))
    sitting.pass_by(PLAN, on=press("a"))
    sitting.pass_by(WAITING, on=choose("It is done: enter the role ARN"))
    sitting.pass_by(FIELD, on=give("arn:aws:iam::111122223333:role/elsewhere"))
    sitting.stop_at(Stop(
        "Is the role really in account 111122223333", give("111122223333"), q=False,
        reads=("GetCallerIdentity", "GetAccount")))
    sitting.stop_at(Stop(PLAN, lambda _: None, reads=("GetCallerIdentity", "GetEnvironment")))


def leave_where_a_secret_is_given(sitting, state, secret, title, give_it, reads, then, *after):
    """Given on the screen `title`, asked for again by the next start, and nowhere in the files."""
    def again(walk):
        walk.expect("never stored")
        give_it(walk)

    sitting.stop_at(Stop(title, give_it, q=False, reads=reads))
    sitting.stop_at(Stop(then, again=title, back=again))
    sitting.pass_by(*after)
    sitting.pass_by(PLAN, on=press("a"))
    sitting.finish()
    kept = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert secret.encode() not in kept


def test_leaving_where_a_vertesia_key_is_typed(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    env = one.env()
    key = env.pop("VERTESIA_API_KEY")
    sitting = sittings(one, env)
    sitting.pass_by(ACCOUNT, REGION)
    sitting.pass_by(ORGANIZATION, on=choose("Type an API key"))
    leave_where_a_secret_is_given(
        sitting, state, key, VERTESIA_KEY, give(key), ("GetCallerIdentity",), ENVIRONMENT,
        PERMISSIONS)


def test_leaving_where_aws_keys_are_pasted(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    keys = administrator(one)
    env = {name: value for name, value in one.env().items() if name not in KEYS}
    sitting = sittings(one, env)
    sitting.pass_by(ACCOUNT, on=choose("Paste keys from the AWS access portal"))
    leave_where_a_secret_is_given(
        sitting, state, keys["AWS_SECRET_ACCESS_KEY"], AWS_KEYS, paste(keys), ("ListEnvironments",),
        REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS)


def test_leaving_where_a_code_is_asked_for(sittings, prompt_cloud, home):
    """A code is good once; the profile that wants it stays chosen."""
    one = prompt_cloud("instant")
    env = one.env()
    (home / ".aws").mkdir()
    (home / ".aws/config").write_text(
        "[profile guarded]\nrole_arn = arn:aws:iam::432112349876:role/acme-administration\n"
        "mfa_serial = arn:aws:iam::432112349876:mfa/dana\nsource_profile = keys\n[profile keys]\n"
        + "".join(f"{name.lower()} = {env.pop(name)}\n" for name in KEYS))
    sitting = sittings(one, env)
    code = "Which code does your MFA device show"
    sitting.pass_by(ACCOUNT, on=choose("guarded"))
    sitting.stop_at(Stop(code, give("123456"), q=False, reads=("ListEnvironments",)))
    sitting.stop_at(Stop(REGION, again=code, back=give("234567")))
    sitting.pass_by(ORGANIZATION, ENVIRONMENT, PERMISSIONS)
    sitting.pass_by(PLAN, on=press("a"))
    sitting.finish()

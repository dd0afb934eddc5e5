"""Text that acts on a terminal, put into whatever the services say."""

import base64
import json
import re
import unicodedata

C0 = "".join(map(chr, range(1, 32))) + "\x7f"
C1 = "".join(map(chr, range(0x80, 0xa0)))
# Turns writing around, has no width, or is a mark of its own.
UNSEEN = (
    "\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\u2029")
FLOOD = "a" + "\u0301" * 300 + "\u6f22\u5b57" * 3 + "w" * 2000
SEQUENCES = (
    "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[2J\x1b[31m\x1b[?1049l\x1bPq\x1b\\\x1b(0\x1bc"
    "\x1b]8;;http://owned\x1b\\")
# What XML may hold: its first version has no controls below the blank but these.
IN_XML = "\t\n" + C1 + UNSEEN + FLOOD
IN_JSON = SEQUENCES + C0.replace("\x1b", "") + C1 + UNSEEN + FLOOD + "\x1b[31m"


# Changed tokens, and those whose signature holds.
MEANT = {}


def mark(field):
    """What tells that a field was shown."""
    return f"x{field}x"


def in_xml(tag, operation=None):
    """Every element of this name; `operation` is a part of the call's name."""
    def edit(name, body, field):
        if operation and operation not in name or not body.startswith("<"):
            return body
        return re.sub(
            rf"<{tag}>([^<]*)</{tag}>",
            lambda found: f"<{tag}>{mark(field)}{IN_XML}{found[1]}</{tag}>", body)
    return edit


def in_json(key, operation):
    """Every text under this name."""
    def edit(name, body, field):
        if operation not in name:
            return body
        return json.dumps(within(json.loads(body), key, mark(field) + IN_JSON))
    return edit


def in_others(key):
    """The same in environments that are not ours: of ours every word counts."""
    def edit(name, body, field):
        if name != "GET /api/v1/environments":
            return body
        return json.dumps([
            one if "vertesia-bedrock:" in one.get("description", "")
            else within(one, key, mark(field) + IN_JSON) for one in json.loads(body)])
    return edit


def in_token(key):
    """The same in the middle of the token that is handed out."""
    def edit(name, body, field):
        if name != "POST /token/issue":
            return body
        document = json.loads(body)
        head, middle, tail = document["token"].split(".")
        claims = json.loads(base64.urlsafe_b64decode(middle + "=="))
        claims = within(claims, key, (mark(field) + IN_JSON)[:500])
        middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        changed = f"{head}.{middle}.{tail}"
        # One that was changed twice is still the first.
        MEANT[f"Bearer {changed}"] = MEANT.get(
            f"Bearer {document['token']}", f"Bearer {document['token']}")
        return json.dumps({**document, "token": changed})
    return edit


def within(value, key, text):
    if isinstance(value, list):
        return [within(one, key, text) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: text + one if name == key and isinstance(one, str)
        else [text] if name == key and isinstance(one, list) and one and isinstance(one[0], str)
        else within(one, key, text) for name, one in value.items()}


# Names and words, which lead nowhere: all of them at once.
WORDS = {
    "accountname": in_json("name", "/api/v1/account"),
    "projectname": in_json("name", "/api/v1/projects"),
    "environmentname": in_others("name"), "environmentwords": in_others("description"),
    "maker": in_others("created_by"), "hint": in_others("apikey_hint"),
    "tokenname": in_token("name"), "tokenmail": in_token("email"),
    "tokenroles": in_token("account_roles"),
    "alias": in_xml("member", "ListAccountAliases"),
    "modelname": in_json("modelName", "foundation-models"),
    "provider": in_json("providerName", "foundation-models"),
    "customname": in_json("modelName", "custom-models"),
    "profilename": in_json("inferenceProfileName", "inference-profiles"),
    "profilewords": in_json("description", "inference-profiles"),
    "listedname": in_json("name", "/models"), "owner": in_json("owner", "/models"),
    "request": in_xml("RequestId"),
}
# What a run is led by: one at a time, as it ends there.
LEADS = {
    "identity": in_xml("Arn", "GetCallerIdentity"),
    "number": in_xml("Account", "GetCallerIdentity"),
    "rolearn": in_xml("Arn", "CreateRole"), "rolename": in_xml("RoleName", "ListRoles"),
    "rolepath": in_xml("Path", "ListRoles"),
    "trust": in_xml("AssumeRolePolicyDocument", "ListRoles"),
    "audience": in_xml("member", "GetOpenIDConnectProvider"),
    "url": in_xml("Url", "GetOpenIDConnectProvider"),
    "policy": in_xml("PolicyDocument", "GetRolePolicy"),
    "decision": in_xml("EvalDecision", "SimulatePrincipalPolicy"),
    "environmentid": in_json("id", "/api/v1/environments"),
    "accountid": in_json("id", "/api/v1/account"), "projectid": in_json("id", "/api/v1/projects"),
    "modelid": in_json("modelId", "foundation-models"), "listedid": in_json("id", "/models"),
    "issuer": in_token("iss"), "endpoints": in_token("studio"), "tokenaccount": in_token("id"),
}


def all_of(fields):
    def edit(name, body):
        for field, change in fields.items():
            body = change(name, body, field)
        return body
    return edit


def acting(text, allowed="\n"):
    """Characters that a terminal obeys, or that hide or turn others."""
    return sorted({
        f"U+{ord(one):04X}" for one in text
        if one not in allowed and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")})

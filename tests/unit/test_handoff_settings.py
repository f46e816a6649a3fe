"""handoff.yaml: what it configures, and every fault at its line and column at once."""

from base64 import b64encode
from pathlib import Path

import pytest

from candor.handoff.addresses import network_of
from candor.handoff.endpoints import NOWHERE, Encryption, HubSpot, Mail, Salesforce, Slack, Webhook
from candor.handoff_settings import load
from evaluator.errors import ContentFaults

SECRET = f"whsec_{b64encode(b'n' * 32).decode()}"
WHOLE = """
endpoints:
  sales-mail:
    kind: mail
    server: mail.example.org
    from: candor@example.org
    to: sales@example.org
    user: candor
    password: {file: smtp-password}
  channel:
    kind: slack
    url: {environment: SLACK_URL}
  hook:
    kind: webhook
    url: https://hook.example.org:8443/in?x=1
    secrets: [{environment: NEW_SECRET}, {environment: OLD_SECRET}]
    types: [lead.created, case.answered]
  crm:
    kind: hubspot
    url: https://api.hsforms.com/submissions/v3/integration/submit/1/2
    fields: {email: email, firstname: first_name}
    subscription: 999
  sales:
    kind: salesforce
    url: https://webto.salesforce.com/servlet/servlet.WebToLead?encoding=UTF-8
    oid: 00D000000000001
    fields: {last_name: last_name, company: company}
private_receivers: [10.0.0.0/8, "fd00::/8"]
"""
ENVIRON = {"SLACK_URL": "https://hooks.slack.com/services/T0/B0/x", "NEW_SECRET": SECRET, "OLD_SECRET": SECRET}


def written(folder: Path, text: str) -> Path:
    path = folder / "handoff.yaml"
    path.write_text(text, encoding="utf-8")
    (folder / "smtp-password").write_text("in a file\n", encoding="utf-8")
    return path


def faults_of(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ContentFaults) as faults:
        load(written(folder, text), environ or {})
    return [str(problem) for problem in faults.value.problems]


def hook(url: str) -> str:
    return f"endpoints:\n  hook:\n    kind: webhook\n    url: {url!r}\n    secrets: [{SECRET}]\n"


def test_without_a_file_nothing_is_handed_off() -> None:
    assert load(None, {}) is NOWHERE


def test_every_kind_of_endpoint_is_read_with_its_secrets_from_elsewhere(tmp_path: Path) -> None:
    handoff = load(written(tmp_path, WHOLE), ENVIRON)

    ways = {endpoint.id: endpoint.way for endpoint in handoff.endpoints}
    address = "https://api.hsforms.com/submissions/v3/integration/submit/1/2"
    assert ways["sales-mail"] == Mail(
        "mail.example.org", 587, Encryption.STARTTLS, "candor@example.org", "sales@example.org", "candor", "in a file"
    )
    assert ways["channel"] == Slack(ENVIRON["SLACK_URL"])
    assert ways["hook"] == Webhook("https://hook.example.org:8443/in?x=1", (b"n" * 32, b"n" * 32))
    assert ways["crm"] == HubSpot(address, {"email": "email", "firstname": "first_name"}, {}, 999)
    assert isinstance(ways["sales"], Salesforce)
    assert ways["sales"].fixed == {"encoding": "UTF-8", "oid": "00D000000000001"}
    assert handoff.private == (network_of("10.0.0.0/8"), network_of("fd00::/8"))


def test_people_and_forms_are_told_of_less_than_programs(tmp_path: Path) -> None:
    wanted = load(written(tmp_path, WHOLE), ENVIRON).wanted

    assert wanted["sales-mail"] == wanted["channel"] == {"lead.created", "case.answered"}
    assert wanted["sales"] == wanted["crm"] == {"lead.created"}
    assert wanted["hook"] == {"lead.created", "case.answered"}


def test_no_secret_is_shown_with_the_endpoint_that_has_it(tmp_path: Path) -> None:
    shown = repr(load(written(tmp_path, WHOLE), ENVIRON))

    assert not [secret for secret in ("in a file", "services/T0", "nnnn") if secret in shown]


def test_every_fault_is_told_at_its_place(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        "endpoints:\n"
        "  hook:\n"
        "    kind: webhook\n"
        "    url: http://hook.example.org/in\n"
        "    secrets: [whsec_short]\n"
        "    typos: yes\n"
        "  channel:\n"
        "    kind: slack\n"
        "    url: {environment: SLACK_URL}\n"
        "  sales:\n"
        "    kind: salesforce\n"
        "    url: https://webto.salesforce.com/x\n"
        "    fields: {last_name: surname}\n"
        "  other:\n"
        "    kind: fax\n"
        "  both:\n"
        "    kind: mail\n"
        "    server: mail.example.org\n"
        "    from: candor@example.org\n"
        "    to: a@example.org, b@example.org\n"
        "authorities: none.pem\n"
        "private_receivers: [here]\n",
        {},
    )

    places = [fault.split(": ")[0] for fault in faults]
    expected = ("4:5", "5:5", "5:15", "6:5", "9:5", "10:3", "13:14", "15:5", "20:5", "21:1", "22:21")
    assert places == [f"handoff.yaml:{place}" for place in expected]
    assert all(fault.endswith(".") for fault in faults)
    told = "\n".join(faults)
    assert "it has to begin with https://" in told
    assert "the environment variable SLACK_URL holds nothing" in told
    assert "“oid” is missing" in told
    assert "there is no field surname" in told
    assert "Write one of mail, slack, webhook, hubspot, salesforce." in told
    assert "it has to be one mail address and nothing else" in told


def test_a_secret_that_is_not_as_it_should_be_is_not_repeated(tmp_path: Path) -> None:
    environ = {"URL": "https://hooks.slack.example/services/T0/sesame", "SECRET": "sesame"}
    text = (
        "endpoints:\n  a: {kind: slack, url: {environment: URL}}\n"
        "  b: {kind: webhook, url: 'https://x.example', secrets: [{environment: SECRET}]}\n"
    )

    faults = faults_of(tmp_path, text, environ)

    assert len(faults) == 3
    assert "sesame" not in "\n".join(faults)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://localhost/",
        "https://a.localhost./",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://169.254.169.254/latest",
        "https://user@hook.example.org/",
        "https://user:pass@hook.example.org/",
        "https://hook.example.org/#x",
        "https://hook.example.org:99999/",
        "https://hook.example.org/a b",
        "https://①②⑦.⓪.⓪.①/",
        "https://h\\u00f6st.example/",
        "https:///path",
        "ftp://hook.example.org/",
        "//hook.example.org/",
        "hook.example.org",
    ],
)
def test_line_46_an_address_that_may_not_be_posted_to_is_refused_when_it_is_read(tmp_path: Path, url: str) -> None:
    (fault,) = faults_of(tmp_path, hook(url))

    assert fault.startswith("handoff.yaml:4:5: ")


def test_an_address_in_an_allowed_network_is_read(tmp_path: Path) -> None:
    text = hook("https://10.1.2.3/in") + "private_receivers: [10.0.0.0/8]\n"

    assert load(written(tmp_path, text), {}).endpoints[0].kind == "Webhook"


@pytest.mark.parametrize("text", ["", "endpoints: {}\n", "- a\n", "endpoints: [\n", "endpoints: {a: b}\n"])
def test_a_file_that_names_no_endpoint_is_refused(tmp_path: Path, text: str) -> None:
    assert faults_of(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults, match="the file cannot be read: No such file or directory"):
        load(tmp_path / "none.yaml", {})

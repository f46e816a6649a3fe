"""The page on buying: what each marketplace lists, and what the licence says."""

from tests.web.client import CheckedClient


def test_a_listing_has_its_terms_and_what_is_not_listed_says_why(client: CheckedClient) -> None:
    page = client.get("/buying")

    assert "Cumulus Marketplace Listed The listing names Ferry Works as the seller." in page.text
    assert "Type Annual subscription How it is deployed It runs on machines of your own account." in page.text
    assert "Counts toward a commitment to spend there In part Minimum contract One year." in page.text
    assert "Who has to accept Whoever may accept terms for the paying account." in page.text
    assert "Stratus Store Not listed A search of the store for Ferry found nothing." in page.text
    assert "Nimbus Not known Nimbus shows its listings to customers only. So nobody can say here" in page.text
    assert page.text.count("checked on") == 5
    assert "Last reviewed on 22 November 2026" in page.text


def test_what_the_licence_says_about_reselling_stands_there_in_one_sentence_and_in_full(client: CheckedClient) -> None:
    page = client.get("/buying")

    assert "A cloud may resell Ferry if it keeps the notices of the licence. In full The licence allows" in page.text
    assert client.get("/search?q=resell").links()["If a cloud resells it"] == "/buying#reselling"

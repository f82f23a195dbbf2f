"""Pool bundles: counts leave by a signature, come in by another, and are added up; rows never travel."""

import json

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from backend.accounts.enums import Role
from backend.accounts.errors import ReauthenticationRequiredError
from backend.calibration.errors import BundleKnownError, BundleRefusedError
from backend.calibration.models import PoolBundle
from backend.calibration.selectors.pools import pools
from backend.calibration.services.pools import accept_bundle, export_bundle
from backend.calibration.services.samples import draw_sample
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from scoring.canonical import canonical_hash
from tests.factories.calibration import bfi_rows, imported
from tests.factories.sittings import staff_house

pytestmark = pytest.mark.django_db
CONSENT, STATEMENT = "Open data, given for research.", "Our council agreed on 1 May."


@pytest.fixture
def house():
    return staff_house()


@pytest.fixture
def other():
    return staff_house()


def exported(house, *, people: int = 400, origin: str = "real", consent: str = CONSENT, text: str = "", **changes):
    """A house in which people answered one scale, and the bundle of their counts."""
    instrument_id = imported(house, people=people, scales="E", origin=origin, text=text)
    actor = house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(house.id):
        drawn = draw_sample(actor=actor, instrument_id=instrument_id, title="All", seed=1, consent=consent)
        return export_bundle(
            actor=actor, sample_id=drawn.pk, statement=STATEMENT, **{"recently_authenticated": True, **changes}
        )


def accept(house, instrument_id, content, **changes):
    with organisation_context(house.id):
        return accept_bundle(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_id=instrument_id,
            content=content if isinstance(content, bytes) else content.encode(),
            statement="The same kind of people.",
            **{"recently_authenticated": True, **changes},
        )


def signed(content: dict) -> str:
    """A file whose hash fits, whatever it says."""
    plain = {name: value for name, value in content.items() if name != "bundle_hash"}
    return json.dumps({**plain, "bundle_hash": canonical_hash(plain)})


def test_two_organisations_pool_their_counts_and_never_a_row(house, other) -> None:
    rows = bfi_rows(1000, "E").splitlines()
    bundle = exported(other, text="\n".join([rows[0], *rows[401:1001]]))
    own = exported(house, people=400)

    accepted = accept(house, own.instrument_version_id, bundle.text)

    with organisation_context(house.id):
        [pool] = pools(house.actor(Role.PSYCHOMETRICIAN), own.instrument_version_id)
        assert {one.direction for one in pool.bundles} == {"exported", "accepted"}
        assert [(half["real"], half["simulated"]) for half in pool.halves] == [(500, 0), (500, 0)]
        assert [len(half["scales"][0]["loadings"]) for half in pool.halves] == [5, 5]
        assert (accepted.bundle_hash, accepted.consent, accepted.sample_id) == (bundle.bundle_hash, CONSENT, None)
        assert AuditEvent.objects.filter(action="pool_bundle.accepted", subject_id=accepted.pk).count() == 1
    told = json.loads(bundle.text)
    assert set(told) == {"format", "about", "items", "categories", "halves", "bundle_hash"}
    assert set(told["halves"][0]) == {"real", "simulated", "n_rows", "n_complete", "counts"}
    with organisation_context(other.id):
        assert AuditEvent.objects.filter(action="pool_bundle.exported", subject_id=bundle.pk).count() == 1
        assert PoolBundle.objects.count() == 1


def test_simulated_people_stay_simulated_in_every_pool(house, other) -> None:
    simulated = exported(other, origin="simulated")
    own = exported(house)

    accept(house, own.instrument_version_id, simulated.text)

    with organisation_context(house.id):
        [pool] = pools(house.actor(Role.PSYCHOMETRICIAN), own.instrument_version_id)
        assert [(half["real"], half["simulated"]) for half in pool.halves] == [(200, 200), (200, 200)]


def test_people_of_another_population_are_not_added_up(house, other) -> None:
    told = json.loads(exported(other).text)
    told["about"]["population"] = "applicants"
    own = exported(house)

    accept(house, own.instrument_version_id, signed(told))

    with organisation_context(house.id):
        found = pools(house.actor(Role.PSYCHOMETRICIAN), own.instrument_version_id)
        assert [(pool.population, len(pool.bundles)) for pool in found] == [("applicants", 1), ("volunteers", 1)]


def _other_words(told):
    told["about"]["content_hash"] = "0" * 64


def _other_instrument(told):
    told["about"]["structure_hash"] = "0" * 64


def _fewer_people(told):
    told["halves"][0] |= {"real": 50, "n_rows": 50, "n_complete": 50}


def _more_real(told):
    told["halves"][0]["real"] += 1


def _one_pair_more(told):
    told["halves"][0]["counts"][0][7] += 1


def _more_pairs_than_answers(told):
    counts = told["halves"][0]["counts"]
    counts[0][7] = counts[7][0] = 10_000


def _no_number(told):
    told["halves"][0]["counts"][0][0] = "1"


def _other_items(told):
    told["items"][0] = "X1"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_other_words, "about.content_hash"),
        (_other_instrument, "about.structure_hash"),
        (_fewer_people, "halves[0].n_rows"),
        (_more_real, "halves[0]"),
        (_one_pair_more, "halves[0].counts"),
        (_more_pairs_than_answers, "halves[0].counts"),
        (_no_number, "halves[0].counts"),
        (_other_items, "items"),
    ],
)
def test_a_bundle_that_does_not_fit_is_refused_with_its_place(house, other, spoil, place) -> None:
    own, told = exported(house), json.loads(exported(other).text)
    spoil(told)

    with pytest.raises(BundleRefusedError) as refused:
        accept(house, own.instrument_version_id, signed(told))

    assert refused.value.place == place
    with organisation_context(house.id):
        assert PoolBundle.objects.filter(direction="accepted").count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"format": NaN}', b"[" * 100_000, b'{"format": "\\ud800"}', b'{"a": 1e999}'],
)
def test_what_is_no_bundle_is_refused(house, content) -> None:
    own = exported(house)

    with pytest.raises(BundleRefusedError):
        accept(house, own.instrument_version_id, content)


def test_a_bundle_that_was_changed_since_it_was_signed_is_refused(house, other) -> None:
    own, told = exported(house), json.loads(exported(other, origin="simulated").text)
    for half in told["halves"]:
        half["real"], half["simulated"] = half["simulated"], 0

    with pytest.raises(BundleRefusedError, match="changed since it was signed off"):
        accept(house, own.instrument_version_id, json.dumps(told))


def test_letters_of_which_no_hash_can_be_taken_are_refused_whatever_hash_is_stated(house, other) -> None:
    own, told = exported(house), json.loads(exported(other).text)
    told["about"]["organisation"], told["bundle_hash"] = "\ud800", ""

    with pytest.raises(BundleRefusedError) as refused:
        accept(house, own.instrument_version_id, json.dumps(told))

    assert refused.value.place == "bundle_hash"


def test_nobody_counts_twice(house, other) -> None:
    own, bundle = exported(house), exported(other, people=300)
    accept(house, own.instrument_version_id, bundle.text)

    with pytest.raises(BundleKnownError):
        accept(house, own.instrument_version_id, bundle.text)
    with pytest.raises(BundleKnownError):
        accept(house, own.instrument_version_id, own.text)


def test_both_sides_sign_and_nothing_leaves_without_consent_or_of_few_people(house, other) -> None:
    own = exported(house)

    with pytest.raises(ReauthenticationRequiredError):
        accept(house, own.instrument_version_id, own.text, recently_authenticated=False)
    with pytest.raises(ReauthenticationRequiredError):
        exported(other, recently_authenticated=False)
    with pytest.raises(BundleRefusedError, match="what these people agreed to"):
        exported(staff_house(), consent=" ")
    with pytest.raises(BundleRefusedError, match="A half has 75 people"):
        exported(staff_house(), people=150)


def test_a_bundle_is_never_changed_by_the_product(house) -> None:
    own = exported(house)

    with organisation_context(house.id), pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        PoolBundle.objects.filter(pk=own.pk).update(origin_real=10_000)

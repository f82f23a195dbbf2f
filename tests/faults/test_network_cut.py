"""What a sitting called saved is there, once, after the network stalled, swallowed answers and hung up."""

import time
from collections.abc import Callable

import pytest

from tests.factories.folders import open_folder
from tests.factories.network import Network, disturb, network_before
from tests.factories.players import Player
from tests.factories.served import served
from tests.faults.test_sittings_killed import ITEMS, ROUNDS, TAKERS, Writer, stored, takers, writing

pytestmark = pytest.mark.long
Show = Callable[[str], None]


def move_behind(network: Network, writers: list[Writer]) -> None:
    """The same browsers, from now on behind this network."""
    for writer in writers:
        former = writer.player
        former.close()
        writer.player = Player(network.address, cookie=former.cookie, tab=former.tab)


def trouble(network: Network, writers: list[Writer]) -> None:
    move_behind(network, writers)
    with writing(writers):
        disturb(network, rounds=ROUNDS)
        time.sleep(0.5)
    for writer in writers:
        writer.player.close()


def test_no_answer_is_lost_or_doubled_when_the_network_fails_under_eight_takers(show: Show) -> None:
    with open_folder() as folder, served(folder / "var") as product, takers(product, folder) as writers:
        with network_before(product.address) as network:
            trouble(network, writers)
        found = stored(product.addresses.owner_url)

        made = {writer.player.tab: set(range(1, writer.made + 1)) for writer in writers}
        show(
            f"network stalled, deaf and cut, {ROUNDS} rounds: {sum(map(len, made.values()))} answers made,"
            f" {sum(map(len, found.values()))} stored, {sum(writer.failures for writer in writers)} failed requests,"
            f" {network.swallowed} answers of the server swallowed"
        )
        assert network.swallowed > 0
        assert {tab: numbers for tab, numbers in found.items() if tab in made} == made
        assert [writer.queue for writer in writers] == [[]] * TAKERS
        for writer in writers:
            device = Player(product.address, cookie=writer.player.cookie)
            own = device.call("GET", "answers")[1]["answers"]
            device.close()
            latest = range(max(1, writer.made - len(ITEMS) + 1), writer.made + 1)
            assert own == {ITEMS[seq % len(ITEMS)]: 1 + seq % 6 for seq in latest}


def test_a_client_that_does_not_wait_for_the_acknowledgement_loses_answers_to_the_network(show: Show) -> None:
    """The positive control: the test above would notice."""
    with open_folder() as folder, served(folder / "var") as product, takers(product, folder, careless=True) as writers:
        with network_before(product.address) as network:
            trouble(network, writers)
        found = stored(product.addresses.owner_url)

        lost = sum(len(set(range(1, w.made + 1)) - found.get(w.player.tab, set())) for w in writers)
        show(f"control, a careless client behind that network: {lost} of {sum(w.made for w in writers)} answers lost")
        assert lost > 0

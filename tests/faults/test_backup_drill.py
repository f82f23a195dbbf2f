"""The drill: a product in use is backed up, restored on a machine that has nothing, and its owner signs in there."""

import re
from collections.abc import Callable

import pytest

from backend.kernel.database.archives import contents_of
from backend.kernel.database.embedded import running_server
from tests.factories.folders import open_folder
from tests.factories.served import Served, run_backend, served
from tests.factories.visitor import Visitor

pytestmark = pytest.mark.long
OWNER = {"email": "owner@example.org", "password": "correct horse battery staple"}


def register_first_owner(product: Served) -> None:
    code = re.search(r"one-time code (\S+)", product.said)
    assert code is not None
    visitor = Visitor(product.address)
    visitor.get("/api/v1/start")
    body = {**OWNER, "code": code[1], "name": "First Owner", "organisation_name": "Drill"}
    assert visitor.post("/api/v1/first-owner", body).status == 201


def signs_in(product: Served) -> bool:
    visitor = Visitor(product.address)
    visitor.get("/api/v1/start")
    return visitor.post("/_allauth/browser/v1/auth/login", OWNER).status == 200


def test_a_backup_restored_elsewhere_has_every_row_and_lets_its_owner_in(show: Callable[[str], None]) -> None:
    with open_folder() as folder, open_folder() as elsewhere:
        file = folder / "drill.dump"
        with served(folder / "var") as product:
            register_first_owner(product)
            assert signs_in(product)
        with running_server(folder / "var" / "postgres") as addresses:
            before = contents_of(addresses.owner_url)
        assert run_backend(folder / "var", "backup", str(file)).returncode == 0

        restored = run_backend(elsewhere / "var", "restore", str(file))
        assert restored.returncode == 0, restored.stdout + restored.stderr
        with running_server(elsewhere / "var" / "postgres") as addresses:
            after = contents_of(addresses.owner_url)

        show(f"backup drill: {len(before)} tables, {sum(table.rows for table in before.values())} rows, all equal")
        assert after == before
        assert before["public.accounts_user"].rows == 1
        with served(elsewhere / "var") as again:
            assert signs_in(again)
            assert "first owner:" not in again.said

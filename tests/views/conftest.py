"""What the tests of views share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-snapshots",
        action="store_true",
        help="keep what the views draw now as their snapshots (name tests/views on the command)",
    )


@pytest.fixture(scope="session")
def writes_snapshots(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--write-snapshots", default=False))

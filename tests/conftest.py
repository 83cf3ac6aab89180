"""What is slow to make is made once: the loaded pipeline and a graph of the example articles."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import Options, Pipeline, build

sys.path.append(str(Path(__file__).parent / "read" / "web"))
from server import Site, serving

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(Options())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder of the example articles; not to be written to."""
    folder = tmp_path_factory.mktemp("built") / "events.kg"
    build([str(ARTICLES)], folder, Options())
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of that graph folder, to do with as you like."""
    return Path(shutil.copytree(built, tmp_path / "events.kg"))


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on loopback."""
    with serving() as running:
        yield running

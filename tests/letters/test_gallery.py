"""The page with all letters in a real browser, as wide as a desk's screen and as narrow as a phone."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from processor.config import Config
from processor.config.loading import LANGUAGES
from processor.domain.decision import NoticeKind, StaffNoticeKind
from processor.letters.gallery import write_gallery
from processor.letters.staff_samples import VALUES

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=10000",
)
# A window of a browser cannot be as narrow as a phone; a frame can. The page and every letter in it are measured.
PHONE = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe src="index.html" style="width:WIDTHpx;height:800px;border:0"></iframe>
<script>
const tooWide = frame => frame.contentDocument.documentElement.scrollWidth > frame.clientWidth;
document.querySelector("iframe").addEventListener("load", event => {
  const page = event.target, letters = [...page.contentDocument.querySelectorAll("article")];
  const wide = letters.filter(letter => tooWide(letter.querySelector("iframe"))).map(letter => letter.id);
  document.body.dataset.page = tooWide(page) ? "too wide" : "fits";
  document.body.dataset.letters = letters.length + " letters, too wide: " + wide.join(" ");
  document.body.dataset.short = letters.filter(letter => letter.querySelector("iframe").clientHeight < 200).length;
});
</script>"""


@pytest.fixture
def page(config: Config, tmp_path: Path) -> Path:
    """The gallery of an office with all languages and a long German word in the title."""
    event = replace(config.events[0], title="Fachtag: Donaudampfschifffahrtsgesellschaftskapitänsmützenherstellerverband gestalten")
    return write_gallery(tmp_path, replace(config.office, languages=LANGUAGES), [event])


def browser(profile: Path, *arguments: str) -> bytes:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return subprocess.run([chromium, *FLAGS, f"--user-data-dir={profile}", *arguments], capture_output=True, check=True, timeout=120).stdout


@pytest.mark.parametrize("width", [390, 1280])
def test_no_letter_is_wider_than_the_screen(page: Path, tmp_path: Path, width: int) -> None:
    frame = tmp_path / "frame.html"
    frame.write_text(PHONE.replace("WIDTH", str(width)), encoding="utf-8")
    dom = browser(tmp_path / "profile", "--allow-file-access-from-files", "--window-size=1400,900", "--dump-dom", frame.as_uri()).decode()
    letters = page.read_text(encoding="utf-8").count("<article id=")
    found = {key: re.search(rf'data-{key}="([^"]*)"', dom) for key in ("page", "letters", "short")}
    assert {key: match and match[1] for key, match in found.items()} == {"page": "fits", "letters": f"{letters} letters, too wide: ", "short": "0"}


def test_the_page_can_be_seen(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    browser(tmp_path / "profile", "--window-size=1280,2000", f"--screenshot={picture}", page.as_uri())
    content = picture.read_bytes()
    assert (content[:8], int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (b"\x89PNG\r\n\x1a\n", 1280, 2000)
    assert len(content) > 100_000  # an empty page has about ten thousand bytes


def test_every_letter_and_every_mail_to_staff_is_shown_and_in_the_table_of_contents(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    for language in LANGUAGES:
        titles = re.findall(rf'href="#{language}-\d+">(\w+)\.md', html)
        assert set(titles) == {kind.value for kind in NoticeKind}
    assert set(VALUES) == set(StaffNoticeKind)
    assert re.findall(r'href="#staff-(\w+)"', html) == [kind.value for kind in VALUES]
    assert set(re.findall(r'href="#([\w-]+)"', html)) == set(re.findall(r'<article id="([\w-]+)"', html))


def test_a_letter_loads_nothing_from_elsewhere(page: Path) -> None:
    assert re.findall(r"(?:src|background|url)\s*[=(]\s*[^\s>]*https?:", page.read_text(encoding="utf-8")) == []

"""The written report in a real browser, opened from disk. Needs Debian's chromium and its driver;
a browser that does not start is a failure, not a skip."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from report_sample import sample
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from isograd.report.write import write

Browser = webdriver.Chrome
CELL = "digits-mlp-keras-step-torch-float32-default"
PAGES = ("en.html", "zh.html", "records.en.html", "records.zh.html")
OFFLINE = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def start(profile: Path, language: str = "en-GB", *, script: bool = True) -> Browser:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (*OFFLINE, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    preferences: dict[str, Any] = {"intl.accept_languages": language}
    if not script:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path="/usr/bin/chromedriver")
    return webdriver.Chrome(options=options, service=service)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    comparison, sources, records = sample()
    return write(comparison, sources, records, tmp_path_factory.mktemp("a report") / "r").parent


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = start(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()


@pytest.fixture
def browser(shared: Browser) -> Iterator[Browser]:
    """A wide, light window; afterwards there must be nothing on the console."""
    log(shared, "browser")
    screen(shared)
    yield shared
    assert [] == log(shared, "browser")


def screen(browser: Browser, width: int = 1280, *, dark: bool = False, media: str = "") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    # Smooth scrolling would move what a test is about to press.
    motion = {"name": "prefers-reduced-motion", "value": "reduce"}
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [scheme, motion], "media": media}
    )


def until(browser: Browser, condition: Callable[[Browser], Any]) -> Any:
    return WebDriverWait(browser, 10).until(condition)


def is_open(browser: Browser, identifier: str) -> bool:
    script = "return document.getElementById(arguments[0]).matches(':popover-open')"
    return bool(browser.execute_script(script, identifier))


def run(browser: Browser, script: str, *arguments: Any) -> Any:
    return browser.execute_script(script, *arguments)


def log(browser: Browser, kind: str) -> list[dict[str, Any]]:
    """New entries of one of the browser's logs."""
    return list(browser.get_log(kind))  # type: ignore[no-untyped-call]


def named(browser: Browser, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


@pytest.mark.parametrize("page", PAGES)
def test_everything_comes_from_the_folder(browser: Browser, folder: Path, page: str) -> None:
    log(browser, "performance")
    browser.get((folder / page).as_uri())
    events = [json.loads(entry["message"])["message"] for entry in log(browser, "performance")]
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    files = (page, "assets/report.css", "assets/report.js")
    assert {(folder / name).as_uri() for name in files} | {"data:,"} == asked | {"data:,"}
    expected = "zh-CN" if "zh" in page else "en"
    assert expected == run(browser, "return document.documentElement.lang")


@pytest.mark.parametrize("width", [375, 768, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, folder: Path, page: str, width: int) -> None:
    screen(browser, width)
    browser.get((folder / page).as_uri())
    # A scroll bar may take some of the width.
    inside, wanted = run(
        browser,
        "const e = document.documentElement; return [e.clientWidth, e.scrollWidth]",
    )
    assert width - 20 <= inside <= width
    assert inside == wanted


def test_figures_are_legible_on_a_phone(browser: Browser, folder: Path) -> None:
    screen(browser, 375)
    browser.get((folder / "en.html").as_uri())
    heights = run(
        browser,
        "return [...document.querySelectorAll('.figure-svg text, .strip text')]"
        ".map(t => t.getBoundingClientRect().height)",
    )
    assert len(heights) > 10
    assert min(heights) >= 10


def test_the_details_open_and_close_by_keyboard(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    button = named(browser, f'.open[popovertarget="{CELL}"]')
    assert not is_open(browser, CELL)
    button.send_keys(Keys.ENTER)
    assert is_open(browser, CELL)
    assert "not finite" in named(browser, f"#{CELL}").text
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    until(browser, lambda b: not is_open(b, CELL))
    assert button == browser.switch_to.active_element


def test_every_cell_can_be_reached_by_keyboard(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    counts = run(
        browser,
        "return [document.querySelectorAll('.matrix .open').length,"
        " [...document.querySelectorAll('.scroll')].filter(e => e.tabIndex === 0).length,"
        " document.querySelectorAll('.scroll').length]",
    )
    assert 45 == counts[0]
    assert counts[1] == counts[2] > 0


def test_an_address_opens_the_details(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri() + f"#{CELL}")
    until(browser, lambda b: is_open(b, CELL))


def shown_columns(browser: Browser) -> list[str]:
    return list(
        run(
            browser,
            "return [...document.querySelectorAll('thead [data-column]')]"
            ".filter(e => e.getBoundingClientRect().width > 0).map(e => e.dataset.column)",
        )
    )


def test_code_columns_are_chosen_by_keyboard(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    first = shown_columns(browser)
    assert 5 == len(first)
    named(browser, '.chooser input[value="jax-jax-scan"]').send_keys(Keys.SPACE)
    assert {*first, "jax-jax-scan"} == set(shown_columns(browser))
    named(browser, ".chooser [data-all]").send_keys(Keys.ENTER)
    assert len(shown_columns(browser)) > 10
    named(browser, ".chooser [data-default]").send_keys(Keys.ENTER)
    assert first == shown_columns(browser)


def test_roles_stand_side_by_side(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    tops = run(
        browser,
        "return [...document.querySelectorAll('table.code tbody')].map(body => [...new Set("
        "[...body.querySelectorAll('[data-column]:not([data-off]) pre')]"
        ".map(e => Math.round(e.getBoundingClientRect().top)))].length)",
    )
    assert [1] * 6 == tops


def test_the_language_switch_keeps_place_and_columns(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    named(browser, '.chooser input[value="jax-jax-scan"]').send_keys(Keys.SPACE)
    chosen = shown_columns(browser)
    row = '[id="digits-mlp-timing-1-step"]'
    run(
        browser,
        f"scrollTo(0, document.querySelector('{row}').getBoundingClientRect().top + scrollY - 8)",
    )
    before = run(browser, f"return document.querySelector('{row}').getBoundingClientRect().top")
    named(browser, "[data-switch]").click()
    until(browser, lambda b: "zh.html" in b.current_url)
    assert "zh-CN" == run(browser, "return document.documentElement.lang")

    def near(b: Browser) -> bool:
        top = run(b, f"return document.querySelector('{row}').getBoundingClientRect().top")
        return abs(float(top) - float(before)) < 200

    until(browser, near)
    assert chosen == shown_columns(browser)
    named(browser, "[data-switch]").click()
    until(browser, lambda b: "en.html" in b.current_url)
    until(browser, near)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_figures_follow_the_colour_scheme(browser: Browser, folder: Path, dark: bool) -> None:
    screen(browser, dark=dark)
    browser.get((folder / "en.html").as_uri())
    paper, label = run(
        browser,
        "return [getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('.figure-svg text')).fill]",
    )
    expected = ("rgb(25, 24, 21)", "rgb(170, 165, 151)")
    assert (expected if dark else ("rgb(253, 252, 248)", "rgb(92, 89, 79)")) == (paper, label)


def test_print_leaves_out_what_needs_a_screen(browser: Browser, folder: Path) -> None:
    screen(browser, media="print")
    browser.get((folder / "en.html").as_uri())
    shown = run(
        browser,
        "return ['.bar', '.chooser', '.detail', '.matrix', '.figure-svg', 'table.code']"
        ".map(s => getComputedStyle(document.querySelector(s)).display !== 'none')",
    )
    assert [False, False, False, True, True, True] == shown


def test_a_figure_leads_to_its_record(browser: Browser, folder: Path) -> None:
    browser.get((folder / "en.html").as_uri())
    link = named(browser, ".timing a.record")
    identifier = link.text
    link.click()
    until(browser, lambda b: "records.en.html#" in b.current_url)
    file = named(browser, "tr:target th a")
    assert file.text.startswith(identifier)
    file.click()
    until(browser, lambda b: b.current_url.endswith(".json"))
    assert '"kind": "measurement"' in named(browser, "body").text


@pytest.mark.parametrize(("language", "page"), [("zh-CN", "zh.html"), ("de-DE", "en.html")])
def test_the_index_picks_the_reader_s_language(
    folder: Path, tmp_path: Path, language: str, page: str
) -> None:
    browser = start(tmp_path / "profile", language)
    try:
        browser.get((folder / "index.html").as_uri())
        until(browser, lambda b: b.current_url.endswith(page))
    finally:
        browser.quit()


def test_without_script_everything_is_there(folder: Path, tmp_path: Path) -> None:
    browser = start(tmp_path / "profile", script=False)
    try:
        browser.get((folder / "index.html").as_uri())
        named(browser, 'a[href="en.html"]').click()
        until(browser, lambda b: b.current_url.endswith("en.html"))
        headings = browser.find_elements(By.CSS_SELECTOR, "table.code thead th")
        assert all(heading.is_displayed() for heading in headings)
        assert not named(browser, ".chooser").is_displayed()
        detail = named(browser, f"#{CELL}")
        assert not detail.is_displayed()
        named(browser, f'.open[popovertarget="{CELL}"]').send_keys(Keys.ENTER)
        until(browser, lambda b: detail.is_displayed())
    finally:
        browser.quit()

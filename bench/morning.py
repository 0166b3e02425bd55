"""A morning's load: ten seats enter calls while fifty citizens use the portal, all against one `fazhi serve` on this machine.

Whoever writes a question is shown suggestions while it grows, the seat as well as the citizen, out of the laws of ../shared/data/laws.

Bar: p95 of every request at most 500 ms, nothing lost. The calls come PACE times as quickly as the 200 an hour of the bar, so that a minute measures enough
of them; citizens pause between pages as people do. BENCH_CITY names a home in which a city stands; without it the small one is built first.
"""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

os.environ["FAZHI_HOME"] = os.environ.get("BENCH_CITY") or tempfile.mkdtemp(prefix="fazhi-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from fazhi.city import building, standing  # noqa: E402
from fazhi.city.standing import Asked  # noqa: E402
from fazhi.faces.portal.rules import PROPOSALS_AN_HOUR  # noqa: E402
from fazhi.kernel.law import learning  # noqa: E402
from fazhi.kernel.law.importing import import_paths  # noqa: E402
from fazhi.kernel.law.models import Law  # noqa: E402
from fazhi.kernel.org.models import Account, Grant, Person, Unit, UnitKind  # noqa: E402
from fazhi.services.hotline.models import Call  # noqa: E402
from fazhi.services.hotline.roles import SEAT  # noqa: E402

SEATS, CITIZENS, SECONDS, PACE, AN_HOUR = 10, 50, 60, 12, 200
BAR = 500  # ms
PORT, PASSWORD = 8741, "morning-shift-1"
PAUSE, WRITES = (2.0, 6.0), 1.0  # seconds that a citizen reads; that somebody writes before suggestions are asked for
PAGES = (
    "/",
    "/notices/",
    "/notices/service-sites/",
    "/notices/duty-roster/",
    "/figures/",
    "/apply/advice/",
    "/apply/service-visit/",
    "/law/",
    "/ask/?q=%E5%B7%A5%E8%B5%84",
)
NEW, ASK = "/desk/hotline.call/new/", "/apply/advice/"
LAWS = Path(__file__).resolve().parents[2] / "shared/data/laws"
QUESTIONS = (
    "老板欠我三个月工资，一直拖着不给，劳动合同也没签，我该怎么办",
    "离婚以后孩子归谁抚养，男方不给抚养费可以去哪里要",
    "租的房子到期了，房东不退押金，还要我赔墙面，合理吗",
    "邻居装修把承重墙拆了，我家墙裂了，找谁来管",
    "买的二手车是事故车，卖家没说，能不能退",
    "骑电动车被小轿车撞了，对方全责，保险公司拖着不赔",
    "借给朋友五万块钱只有微信记录，过了三年还能起诉吗",
    "村里征地，补偿款没发到我们手上，怎么查",
)
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')


class Browser:
    """One person's browser: cookies, hidden fields, and how long each page took."""

    def __init__(self, times: dict[str, list[float]]) -> None:
        self.times, self.cookies = times, {}
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def ask(self, what: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, where to, page); the time counts under `what`."""
        body = urlencode(form) if form is not None else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        begun = time.perf_counter()
        self.line.request("POST" if form is not None else "GET", path, body, headers)
        answer = self.line.getresponse()
        page = answer.read().decode("utf-8", "replace")
        self.times[what].append((time.perf_counter() - begun) * 1000)
        for told in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(told).items()}
        return answer.status, answer.headers.get("Location", ""), page


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    found = {}
    for field in HIDDEN.findall(page):
        name, value = NAME.search(field), VALUE.search(field)
        if name:
            found[name[1]] = value[1] if value else ""
    return found


def seat(number: int, times: dict[str, list[float]], until: float, sent: list[str], unit: Unit, town: Unit) -> None:
    """Sign in, and write down one call after another."""
    browser, rng = Browser(defaultdict(list)), random.Random(number)
    _, _, page = browser.ask("", "/login/")
    browser.ask("", "/login/", {**hidden(page), "username": f"morning{number}", "password": PASSWORD})
    browser.times = times
    each = 3600 * SEATS / (AN_HOUR * PACE)
    time.sleep(rng.uniform(0, each))
    while time.monotonic() < until:
        begun = time.monotonic()
        _, _, page = browser.ask("seat: form", NEW)
        question = rng.choice(QUESTIONS)
        written(browser, "seat: suggestions", "/desk/hotline.call/proposals/", {**hidden(page), "question": question})
        now = timezone.localtime()
        key = f"bench-{number}-{len(sent)}-{rng.randrange(10**6)}"
        status, where, page = browser.ask("seat: call registered", NEW, {**hidden(page), **told(key, now, unit, town, question)})
        if status in (302, 303):
            sent.append(key)
            browser.ask("seat: record", where)
        else:
            print(f"a call was not taken: {status} {re.sub('<[^>]+>', ' ', page)[-300:]}", file=sys.stderr)
        browser.ask("seat: list", "/desk/hotline.call/")
        time.sleep(max(0.0, each - (time.monotonic() - begun)))


def told(key: str, now: datetime, unit: Unit, town: Unit, question: str) -> dict[str, str]:
    """What a seat types of a call."""
    begun = now - timedelta(minutes=4)
    return {
        "unit": str(unit.pk),
        "note": key,
        "direction": "in",
        "caller": f"1540{random.randrange(10**7):07d}",
        "region": town.code,
        "queued_at": f"{begun:%Y-%m-%dT%H:%M}",
        "answered_at": f"{begun:%Y-%m-%dT%H:%M}",
        "hung_up_at": f"{now:%Y-%m-%dT%H:%M}",
        "result": "answered",
        "topic": "wages",
        "question": question,
        "contact": "free",
    }


def citizen(number: int, times: dict[str, list[float]], until: float) -> None:
    browser, rng = Browser(times), random.Random(1000 + number)
    time.sleep(rng.uniform(0, PAUSE[1]))
    while time.monotonic() < until:
        path = rng.choice(PAGES)
        _, where, page = browser.ask(f"citizen: {path.partition('?')[0]}", path)
        if path == ASK:
            while where:  # to the stage at which an application is begun
                _, where, page = browser.ask("citizen: the form", where)
            written(browser, "citizen: suggestions", f"{ASK}proposals/", {**hidden(page), "question": rng.choice(QUESTIONS)})
        time.sleep(rng.uniform(*PAUSE))


def written(browser: Browser, what: str, path: str, form: dict[str, str]) -> None:
    """A question as it grows: whoever writes stops three times, and what is proposed then is drawn."""
    for part in (3, 2, 1):
        status, _, page = browser.ask(what, path, {**form, "question": form["question"][: len(form["question"]) // part]})
        if status != 200 or (part == 1 and "第" not in page):
            print(f"nothing was suggested: {status} {re.sub('<[^>]+>', ' ', page)[-300:]}", file=sys.stderr)
        time.sleep(WRITES)


def staffed() -> tuple[Unit, Unit]:
    """Ten seats at the city's centre, with accounts."""
    unit = Unit.objects.filter(kind=UnitKind.CENTRE, sector="").order_by("level_no", "pk").first()
    hashed = make_password(PASSWORD)
    for number in range(SEATS):
        if not Account.objects.filter(username=f"morning{number}").exists():
            person = Person.objects.create(name=f"坐席{number}", unit=unit, employee_no=f"BENCH-{number}")
            Grant.objects.create(person=person, role=SEAT, unit=unit)
            Account.objects.create(username=f"morning{number}", person=person, password=hashed)
    return unit, Unit.objects.filter(kind=UnitKind.TOWN).first()


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if standing.built() is None:
        city = Asked("small", 7, date(2023, 12, 4))
        building.build(city, lambda sentence: None)
        standing.finish(city)
    if LAWS.is_dir() and not Law.objects.filter(collection="library").exists():
        import_paths([LAWS])
        learning.train()
    PROPOSALS_AN_HOUR.change(10**6, "压测", "五十位市民从同一台机器来")
    unit, town = staffed()
    before = Call.objects.count()
    connections.close_all()
    server = subprocess.Popen([sys.executable, "-m", "fazhi", "serve", "--port", str(PORT)], stdout=subprocess.DEVNULL)
    try:
        wait_for(server)
        warm_up()
        times, sent = defaultdict(list), []
        until = time.monotonic() + SECONDS
        people = [threading.Thread(target=seat, args=(n, times, until, sent, unit, town)) for n in range(SEATS)]
        people += [threading.Thread(target=citizen, args=(n, times, until)) for n in range(CITIZENS)]
        for each in people:
            each.start()
        for each in people:
            each.join()
    finally:
        server.terminate()
        server.wait()
    show(times, sent, Call.objects.count() - before)


def wait_for(server: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=2).request("GET", "/")
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("the server did not start") from None
            time.sleep(0.2)


def warm_up() -> None:
    """A server that was started just now reads its templates once: that is no morning's load."""
    browser = Browser(defaultdict(list))
    for path in (*PAGES, "/login/"):
        browser.ask("", path)


def show(times: dict[str, list[float]], sent: list[str], kept: int) -> None:
    whole = sorted(each for row in times.values() for each in row)
    print(
        f"{SEATS} seats at {AN_HOUR * PACE} calls an hour, {CITIZENS} citizens, {SECONDS} s: {len(whole)} requests, {len(whole) / SECONDS:.1f} a second"
    )
    for name, row in sorted({**times, "all": whole}.items()):
        row = sorted(row)
        print(
            f"{name:34} {len(row):5} requests  p50 {row[len(row) // 2]:5.0f} ms  p95 {row[int(len(row) * 0.95)]:5.0f} ms  most {row[-1]:5.0f} ms"
        )
    print(f"{len(sent)} calls entered, {kept} kept")
    if kept != len(sent) or whole[int(len(whole) * 0.95)] > BAR:
        print("bars missed: the morning", file=sys.stderr)


main()

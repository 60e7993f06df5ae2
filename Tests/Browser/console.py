"""A server with a fresh database, and a browser that looks at its console."""

import json
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import urllib.request

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
SECONDS = 60
# The wheel is for another driver of browsers; only the script in it is used.
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class Server:
    """`eva serve` on a free port, with a copy of the committed bundle as two versions."""

    def __init__(self, eva, *options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="eva-browser-"))
        models = self.folder / "models"
        shutil.copytree(ROOT / "models" / "after-sales", models / "after-sales")
        shutil.copytree(models / "after-sales" / "1", models / "after-sales" / "2")
        self.eva = eva
        self.database = str(self.folder / "eva.sqlite")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        data = ROOT / "data" / "after-sales"
        self.process = subprocess.Popen(
            [
                eva, "serve", "--model", str(models / "after-sales"), "--database", self.database,
                "--port", str(self.port), "--segment", "category", "--standards", str(data / "standards.yaml"),
                "--costs", str(data / "costs.yaml"), "--log-level", "notice", *options,
            ],
            stdout=subprocess.PIPE,
            stderr=open(self.folder / "log", "wb"),
            text=True,
        )
        line = self.process.stdout.readline()
        code = re.search(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}", line)
        if not code:
            raise SystemExit(f"error: no set-up code in {line!r}; the log: {(self.folder / 'log').read_text()}")
        self.code = code.group()

    def token(self, name, *scopes):
        """A token of a user who is there already."""
        arguments = [word for scope in scopes for word in ("--scope", scope)]
        done = subprocess.run(
            [self.eva, "users", "token", name, "--name", "test", *arguments, "--days", "1", "--json",
             "--database", self.database],
            check=True, capture_output=True, text=True,
        )
        return json.loads(done.stdout)["token"]

    def post(self, path, body, token, kind="application/json"):
        request = urllib.request.Request(
            self.url + path, body.encode(), {"Authorization": f"Bearer {token}", "Content-Type": kind}
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.loads(answer.read() or b"null")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Browser:
    """A browser without a window; every page that it is told to look at is checked and photographed."""

    def __init__(self, server, language, dark=False, size=(1440, 1000)):
        self.server = server
        self.language = language
        options = Options()
        for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-device-scale-factor=1",
                         f"--window-size={size[0]},{size[1]}", f"--lang={language}"]:
            options.add_argument(argument)
        if dark:
            options.add_argument("--force-dark-mode")
            options.add_argument("--blink-settings=preferredColorScheme=0")
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(SECONDS)
        self.size = size
        self.resize(size[1])
        self.wait = WebDriverWait(self.driver, SECONDS)
        self.faults = []

    def open(self, path):
        self.driver.get(self.server.url + path)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def has(self, selector):
        return bool(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def text(self, selector="body"):
        return self.find(selector).text

    def fill(self, selector, text):
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def leave(self, act):
        """Does what leads to another page, and waits for it."""
        self.driver.execute_script("document.documentElement.dataset.old = 'yes'")
        act()
        self.wait.until(
            lambda driver: driver.execute_script(
                "return document.readyState === 'complete' && !document.documentElement.dataset.old"
            )
        )

    def press(self, selector):
        self.leave(lambda: self.driver.execute_script("arguments[0].click()", self.find(selector)))

    def key(self, key):
        self.leave(lambda: self.find("body").send_keys(key))

    def log_in(self, name, password):
        self.open("/login")
        self.fill("#name", name)
        self.fill("#password", password)
        self.leave(lambda: self.find("#password").send_keys(Keys.ENTER))

    def log_out(self):
        self.press("form[action='/logout'] button")

    def look(self, name):
        """Keeps a picture of the page, and notes what axe-core calls serious or critical."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.resize(max(self.driver.execute_script("return document.documentElement.scrollHeight"), 400))
        self.driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))
        self.resize(self.size[1])
        self.driver.execute_script(AXE)
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run().then(done, error => done(String(error)))")
        if not isinstance(found, dict):
            raise SystemExit(f"error: axe-core did not run: {found}")
        for violation in found["violations"]:
            if violation["impact"] in ("serious", "critical"):
                places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
                self.faults.append(f"{name}: {violation['id']} ({violation['impact']}): {places}")
        overflow = self.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 1:
            self.faults.append(f"{name}: the page is {overflow} pixels wider than the window")
        for entry in self.driver.get_log("browser"):
            # A wrong password is answered with 401, a page without the role with 403; the browser calls them errors.
            if entry["level"] == "SEVERE" and not re.search(r"status of (401|403|409|422)", entry["message"]):
                self.faults.append(f"{name}: {entry['message']}")

    def resize(self, height):
        """A window may be no narrower than 500 pixels, what is emulated may."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": self.size[0], "height": height, "deviceScaleFactor": 1, "mobile": self.size[0] < 600},
        )

    def quit(self):
        self.driver.quit()

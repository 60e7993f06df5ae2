"""A day at the console, in English and in Chinese: set-up, an agent, a reviewer, the manager, the curator.

The English day has blind re-review of every case, the Chinese one agents who decide before they see the suggestion.
"""

import sys

from cases import sample
from console import SCREENSHOTS, Browser, Server
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PASSWORD = "a sentence that only I know"
PEOPLE = {"ann": "agent", "rita": "reviewer", "max": "manager", "cora": "curator"}


class Day:
    def __init__(self, eva, language, decide_first, blind_share):
        self.language = language
        self.decide_first = decide_first
        self.server = Server(eva, "--decide-first", str(decide_first).lower(), "--blind-share", blind_share)
        self.browser = None
        self.faults = []
        self.checks = 0

    def check(self, holds, what):
        self.checks += 1
        if not holds:
            self.faults.append(f"{self.language}: {what}; the page is {self.browser.driver.current_url}: "
                               f"{self.browser.text('main')[:300]!r}")

    def look(self, name):
        self.browser.look(f"{self.language}-{name}")

    def play(self):
        try:
            self.browser = Browser(self.server, self.language)
            self.set_up()
            self.agent()
            self.reviewer()
            self.manager()
            self.curator()
            self.small_and_dark()
        finally:
            if self.browser:
                self.faults += self.browser.faults
                self.browser.quit()
            self.server.stop()
        return self.faults

    def set_up(self):
        page = self.browser
        page.open("/cases")
        tag = page.driver.find_element(By.TAG_NAME, "html").get_attribute("lang")
        self.check(tag.startswith(self.language), f"the page speaks {tag}")
        self.check(page.has("#code"), "before set-up every page is the set-up page")
        self.look("01-set-up")
        page.fill("#code", "AAAA-AAAA-AAAA-AAAA")
        page.fill("#name", "root")
        page.fill("#password", PASSWORD)
        page.press("button.primary")
        self.check(page.has("[role=alert]"), "a wrong code is refused")
        page.fill("#code", self.server.code)
        page.fill("#password", PASSWORD)
        page.press("button.primary")
        self.check(page.has("form[action='/users']"), "after set-up the admin adds users")
        for name, role in PEOPLE.items():
            page.fill("#name", name)
            page.fill("#password", PASSWORD)
            page.find(f"form[action='/users'] input[value='{role}']").click()
            page.press("form[action='/users'] button.primary")
            self.check(name in page.text(".users"), f"{name} was added")
        page.find(".users li:nth-child(2) summary").click()
        page.fill(".users li:nth-child(2) form[action$='/tokens'] input[name='name']", "till")
        page.find(".users li:nth-child(2) input[value='cases']").click()
        page.press(".users li:nth-child(2) form[action$='/tokens'] button")
        self.check(page.text("#secret").startswith("eva_"), "a token is shown once")
        self.look("02-users")
        page.open("/users")
        self.check(not page.has("#secret"), "and not again")
        token = self.server.token("max", "cases")
        answer = self.server.post("/v1/cases", sample(40), token, "application/x-ndjson")
        self.check(all("error" not in item or item["error"] is None for item in answer["items"]), "the cases are taken")
        page.log_out()
        self.check(page.has("#password"), "log-out leads to the log-in page")

    def commit(self, name=None):
        """In decide-first mode: say first what one would do."""
        page = self.browser
        if not self.decide_first:
            return
        self.check(not page.has("#advice"), "the suggestion is hidden until the agent has committed")
        if name:
            self.look(name)
        page.key("d")
        self.check(page.has(".committed"), "then it is shown beside what the agent said")

    def agent(self):
        page = self.browser
        page.open("/login")
        page.fill("#name", "ann")
        page.fill("#password", "not the password")
        page.press("button.primary")
        self.check(page.has("[role=alert]"), "a wrong password is refused")
        self.look("03-log-in")
        page.log_in("ann", PASSWORD)
        self.check(page.driver.current_url.endswith("/cases"), "an agent starts with the cases")
        self.look("04-cases")
        page.key("n")
        self.commit("05-decide-first")
        self.check(page.driver.title.startswith(("Case", "案例")), "hostile text stays text")
        self.look("06-hostile-case")
        self.decide("a")
        self.commit()
        self.evidence()
        self.look("07-case")
        for _ in range(3):
            self.decide("a")
            self.commit()
        # Override: first without a reason, which the browser itself refuses.
        page.find("body").send_keys("o")
        choice = page.find(".override input[type=radio]")
        page.driver.execute_script("arguments[0].checked = true", choice)
        page.driver.execute_script("document.querySelector('.override form').noValidate = true;"
                                   "document.getElementById('reason').value = '  '")
        page.press(".override form button")
        self.check(page.has("[role=alert]") and page.has(".override[open]"), "a reason is asked for")
        self.look("08-reason-missing")
        if not page.has(".override[open]"):
            page.find(".override summary").click()
        choice = page.find(".override input[type=radio]")
        page.driver.execute_script("arguments[0].checked = true", choice)
        page.find(".override input[name=request_review]").click()
        page.fill("#reason", "The photo shows wear, <b>not</b> a fault.")
        page.press(".override form button")
        self.check(page.has("[role=status]:not(.preview)"), "with a reason it is taken, and the next case comes")
        self.commit()
        self.decide("a")
        page.open("/cases?status=in_review")
        self.look("09-in-review")
        page.open("/try")
        page.find("#f\\.claim_amount").send_keys("450")
        page.find("input[name='f.category']").send_keys("apparel")
        page.find("input[value='photo']").click()
        page.press("button.primary")
        self.check(page.has("#result .verdict"), "a case can be tried by hand")
        self.look("10-try")
        page.fill("#f\\.claim_amount", "four hundred")
        page.press("button.primary")
        self.check(page.has("[role=alert]") and page.find("#f\\.claim_amount").get_attribute("value") == "four hundred",
                   "what cannot be read is said, and not lost")
        page.open("/figures")
        self.check("figures" in page.driver.current_url and not page.has(".tiles"), "an agent has no figures")
        page.log_out()

    def decide(self, key):
        before = self.browser.driver.current_url
        self.browser.key(key)
        self.check(self.browser.driver.current_url != before and self.browser.has(".notice:not(.error)"),
                   "one key decides, and leads to the next case")

    def evidence(self):
        """Ticks what is missing: the page scores anew at once, and stores nothing until it is told to."""
        page = self.browser
        before = page.text("#advice .verdict")
        box = page.driver.find_elements(By.CSS_SELECTOR, ".checklist input:not(:disabled)")[0]
        value = box.get_attribute("value")
        box.click()
        page.wait.until(lambda _: page.has("#advice .preview:not(:empty)"))
        self.check(not page.has(".accept"), "a preview cannot be accepted")
        page.find(f".checklist input[value='{value}']").click()
        page.wait.until(lambda _: not page.has("#advice .preview:not(:empty)"))
        self.check(page.text("#advice .verdict") == before, "without the tick it is as before")
        page.find(f".checklist input[value='{value}']").click()
        page.wait.until(lambda _: page.has("#advice .preview:not(:empty)"))
        self.look("07-preview")
        page.key("s")
        self.check(page.find(f".checklist input[value='{value}']").get_attribute("disabled") is not None,
                   "evidence that came in is stored")

    def reviewer(self):
        page = self.browser
        page.log_in("rita", PASSWORD)
        self.check(page.driver.current_url.endswith("/queue"), "a reviewer starts with the queue")
        self.look("11-queue")
        page.key("n")
        self.check("/reviews/" in page.driver.current_url, "the next case is the reviewer's")
        is_blind = not self.decide_first
        self.check(page.has(".verdict") != is_blind, "only a blind review hides the suggestion")
        self.look("12-review")
        page.fill("#note", "Seen: the tag is on.")
        page.find("body").click()
        page.press("button[name=answer][value=deny]")
        self.check(page.has("[role=status]"), "the final word is stored")
        answers = iter("pdppdp")
        settled = 1
        while "/reviews/" in page.driver.current_url:
            page.key(next(answers))
            self.check(page.has("[role=status]"), "and the next")
            settled += 1
        self.check(settled >= 2 and "/queue" in page.driver.current_url, f"{settled} were settled, and the queue is empty")
        page.log_out()

    def manager(self):
        page = self.browser
        page.log_in("max", PASSWORD)
        self.check(page.driver.current_url.endswith("/figures"), "a manager starts with the figures")
        self.check(page.has(".tiles") and page.has("table"), "there are figures")
        self.check(page.has("svg.weeks"), "and a chart by week")
        self.look("13-figures")
        page.open("/figures?since=2000-01-01&until=2000-01-02")
        self.check(page.has(".empty"), "a time without cases says so")
        page.open("/queue")
        self.check(not page.has("button[data-key=n]"), "a manager sees the queue, and takes nothing from it")
        page.log_out()

    def curator(self):
        page = self.browser
        page.log_in("cora", PASSWORD)
        self.look("14-standards")
        page.press("form[action='/standards/drafts'] button")
        text = page.find("#body").get_attribute("value")
        self.write(text.replace("effect: must_deny", "effect: may_deny", 1))
        page.press("button[value=check]")
        self.check(page.has(".conflict"), "a wrong draft is refused with its line")
        self.look("15-draft-wrong")
        self.write(text.replace("at_most: 100", "at_most: 300"))
        page.press("button[value=test]")
        self.check(page.has(".tiles.small"), "a draft is tested on the cases decided here")
        self.look("16-draft-tested")
        page.press("button[value=publish]")
        self.check(page.has("[role=alert]"), "publishing needs a note")
        page.fill("#note", "Small claims up to 300")
        page.press("button[value=publish]")
        self.check("done=published" in page.driver.current_url, "then it is in force")
        page.open("/models")
        self.look("17-models")
        page.press("form[action='/models/promote'] button")
        self.check("done=promoted" in page.driver.current_url, "a version is promoted")
        self.look("18-promoted")
        page.press("form[action='/models/rollback'] button")
        self.check("done=rolled_back" in page.driver.current_url, "and rolled back")
        page.log_out()

    def write(self, text):
        self.browser.driver.execute_script("document.getElementById('body').value = arguments[0]", text)

    def small_and_dark(self):
        """The case page on a phone at night."""
        wide = self.browser
        phone = Browser(self.server, self.language, dark=True, size=(390, 844))
        self.browser = phone
        try:
            phone.log_in("ann", PASSWORD)
            self.look("19-phone-cases")
            phone.press("form[action='/cases/next'] button")
            if self.decide_first:
                phone.press("button[value=pay]")
            self.look("20-phone-case")
            phone.find("body").send_keys("?")
            self.check(phone.find("#help").is_displayed(), "? shows the keys")
            self.look("21-keys")
            self.faults += phone.faults
        finally:
            phone.quit()
            self.browser = wide


def main():
    eva = sys.argv[1]
    faults, checks = [], 0
    for language, decide_first, blind_share in [("en", False, "1"), ("zh", True, "0")]:
        day = Day(eva, language, decide_first, blind_share)
        faults += day.play()
        checks += day.checks
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    print(f"{checks} checks, {len(faults)} faults; screenshots in {SCREENSHOTS}")
    sys.exit(1 if faults else 0)


main()

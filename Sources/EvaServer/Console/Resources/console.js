"use strict";
(() => {
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  const keysOn = () => store?.getItem("eva.keys") !== "off";
  const isText = element => element.matches?.("textarea, select, input:not([type=checkbox]):not([type=radio])");
  const isShown = element => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
  // What lies in a closed part of the page is opened by its key.
  const isReachable = element => isShown(element) || isShown(element.closest("details") ?? element);

  const press = element => {
    const details = element.closest("details");
    const isSummary = element.tagName === "SUMMARY";
    if (details && !isSummary) details.open = true;
    if (element.type === "radio") {
      element.checked = true;
      element.form.querySelector("textarea")?.focus();
    } else if (element.dataset.focus !== undefined) {
      element.focus();
    } else {
      element.click();
      if (isSummary) element.focus();
    }
  };

  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isText(event.target)) return event.target.blur();
    if (isText(event.target) || document.querySelector("dialog[open]") || !keysOn()) return;
    const found = [...document.querySelectorAll("[data-key]")]
      .find(element => element.dataset.key === event.key && !element.hidden && !element.disabled && isReachable(element));
    if (!found) return;
    event.preventDefault();
    press(found);
  });

  const help = document.getElementById("help");
  const opener = document.getElementById("help-open");
  if (help && opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      const list = document.getElementById("help-keys");
      list.replaceChildren();
      for (const element of document.querySelectorAll("[data-key]")) {
        if (element === opener || element.hidden) continue;
        const key = document.createElement("dt");
        const does = document.createElement("dd");
        key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }));
        const named = element.labels?.[0] ?? element;
        does.textContent = [...named.childNodes].filter(node => node.nodeName !== "KBD").map(node => node.textContent).join("").trim();
        list.append(key, does);
      }
      help.showModal();
    });
    const on = document.getElementById("help-on");
    on.checked = keysOn();
    on.addEventListener("change", () => store?.setItem("eva.keys", on.checked ? "on" : "off"));
  }

  const copy = async button => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
    } catch {
      // Without TLS there is no clipboard: the text is marked, and the old way tried.
      const range = document.createRange();
      range.selectNodeContents(source);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      if (!document.execCommand("copy")) return;
    }
    button.textContent = button.dataset.done;
  };

  const prepare = root => {
    for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
  };
  prepare(document);
  document.documentElement.classList.add("scripted");

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copy(button);
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // A tick in the checklist scores the case anew; the server sends that part of the page.
  let latest = 0;
  document.addEventListener("change", async event => {
    const form = event.target.closest?.("form[data-rescore]");
    if (!form) return;
    const turn = ++latest;
    const ticked = new URLSearchParams(new FormData(form)).toString();
    const address = form.getAttribute("action") + (ticked ? "?" + ticked : "");
    const answer = await fetch(address, { headers: { "X-Eva-Part": "1" } });
    if (turn !== latest) return;
    if (!answer.ok) return window.location.reload();
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== latest) return;
    const place = document.getElementById("advice");
    const typed = place.querySelector("#reason")?.value;
    place.replaceChildren(...part.body.childNodes);
    prepare(place);
    const reason = place.querySelector("#reason");
    if (reason && typed) reason.value = typed;
    place.querySelector(`[value="${CSS.escape(event.target.value)}"][type=checkbox]`)?.focus();
  });
})();

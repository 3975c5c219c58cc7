// What htmx does not do by itself: filters that show at once, keys, focus after a change of page, and catching up.
(() => {
  "use strict";
  const off = "copyflow-keys-off";

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) {
      form.requestSubmit();
    } else if (event.target.id === "keys-off") {
      localStorage.setItem(off, event.target.checked ? "1" : "");
    }
  });

  const rows = () => [...document.querySelectorAll("a.headline")];

  const step = (by) => {
    const all = rows();
    const now = all.indexOf(document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
    if (next) {
      next.focus();
    }
  };

  const showKeys = () => {
    const dialog = document.getElementById("keys");
    if (dialog && !dialog.open) {
      document.getElementById("keys-off").checked = localStorage.getItem(off) === "1";
      dialog.showModal();
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) {
      showKeys();
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) {
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    if (localStorage.getItem(off) === "1" || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.key === "/") {
      const find = document.getElementById("find");
      if (find) {
        event.preventDefault();
        find.focus();
      }
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "d" && document.querySelector("[data-decide]")) {
      event.preventDefault();
      const first = document.querySelector("[data-decide]");
      first.scrollIntoView({ block: "center" });
      first.focus();
    } else if (/^[a-z]$/.test(event.key)) {
      const link = document.querySelector(`a[data-key="${event.key}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
    }
  });

  const prepare = () => {
    document.documentElement.classList.add("scripts");
    document.querySelectorAll("button[data-keys]").forEach((button) => { button.hidden = false; });
    // on a narrow screen the tabs are scrolled: the one that is open is to be seen
    const tabs = document.querySelector(".screens");
    const tab = document.querySelector(".screens [aria-current]");
    if (tabs && tab && tabs.scrollWidth > tabs.clientWidth) {
      tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
    }
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    prepare();
    // what was killed stands on no page any more, nor on one that is open
    const away = document.querySelector("a[data-leave]");
    if (away) {
      window.location.replace(away.href);
    }
    // another page: whoever listens to it begins at its text
    if (event.detail.elt === document.body) {
      const told = document.querySelector(".told");
      (told || document.getElementById("text"))?.focus({ preventScroll: true });
    }
  });

  // what changed while a connection was lost was told to nobody: whoever listens fetches anew when it is back
  const listening = new WeakSet();
  document.addEventListener("htmx:sseOpen", (event) => {
    const element = event.detail.elt;
    if (listening.has(element)) {
      [element, ...element.querySelectorAll("[hx-trigger]")]
        .filter((each) => (each.getAttribute("hx-trigger") || "").includes("sse:changed"))
        .forEach((each) => window.htmx.trigger(each, "sse:changed"));
    }
    listening.add(element);
  });

  // a part that listens stays as it is where it cannot be had now, and where nothing of it changed: so the focus stays in
  // it, and nobody hears it read out again
  const shown = new WeakMap();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, xhr } = event.detail;
    if ((elt.getAttribute?.("hx-trigger") || "").includes("sse:changed")) {
      if (xhr.status >= 400 || shown.get(elt) === xhr.responseText) {
        event.detail.shouldSwap = false;
      } else {
        shown.set(elt, xhr.responseText);
      }
    }
  });

  prepare();
})();

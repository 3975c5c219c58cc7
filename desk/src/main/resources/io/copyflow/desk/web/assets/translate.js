// The translator's keys. Without scripts the same is done by the form's buttons.
(() => {
  "use strict";
  const form = () => document.querySelector("form.translating");
  const boxes = () => [...document.querySelectorAll("form.translating textarea.target")];

  const step = (by) => {
    const all = boxes();
    const now = all.indexOf(document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "center" });
    }
  };

  const take = (button) => {
    const row = button.closest(".tseg");
    const box = row && row.querySelector("textarea.target");
    if (box) {
      row.querySelectorAll("[data-taken]").forEach((other) => { delete other.dataset.taken; });
      button.dataset.taken = "1";
      box.value = button.dataset.take;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    }
  };

  // the first suggestion, and with each further stroke the next
  const takeNext = () => {
    const row = document.activeElement.closest(".tseg");
    const all = row ? [...row.querySelectorAll("button[data-take]")] : [];
    const taken = all.findIndex((button) => button.dataset.taken);
    if (all.length) {
      take(all[(taken + 1) % all.length]);
    }
  };

  const press = (wish) => {
    const button = form().querySelector(`button[name="do"][value="${wish}"]`);
    if (button) {
      form().requestSubmit(button);
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("form.translating button[data-take]");
    if (button) {
      event.preventDefault();
      take(button);
    }
  });

  // a field that has the focus from the beginning got it before anybody listened
  const hear = () => {
    const box = document.activeElement;
    if (box && box.matches("form.translating textarea.target")) {
      box.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    }
  };
  window.addEventListener("load", hear);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt === document.body) {
      document.querySelector("form.translating textarea[autofocus]")?.focus();
      hear();
    }
  });

  // Enter in a field would press the first button there is
  document.addEventListener("keydown", (event) => {
    if (!form() || event.isComposing) {
      return;
    }
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey && !ctrl && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.altKey && !ctrl && event.key === "Enter") {
      event.preventDefault();
      takeNext();
    } else if (ctrl && event.shiftKey && event.key === "Enter") {
      event.preventDefault();
      press("submit");
    } else if (ctrl && !event.shiftKey && event.key === "Enter") {
      event.preventDefault();
      step(1);
    } else if (ctrl && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      press("save");
    }
  });
})();

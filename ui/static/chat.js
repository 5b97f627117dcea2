// Moves the eye and the focus; it never makes text into HTML and never asks a server anything.
(() => {
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = () => (calm() ? "auto" : "smooth");

  function reveal(target) {
    const section = target.closest(".sources");
    if (section) {
      for (const other of section.parentElement.querySelectorAll(":scope > .sources")) {
        other.hidden = other !== section;
      }
    }
    target.scrollIntoView({ behavior: behavior(), block: section ? "nearest" : "start" });
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.classList.remove("lit");
    void target.offsetWidth; // restarts the animation when the same source is chosen again
    target.classList.add("lit");
  }

  async function copy(button) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      copyWithoutPermission(button.dataset.copy);
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  // The clipboard is closed to pages on plain http and in some frames.
  function copyWithoutPermission(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-target], button[data-copy]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.copy !== undefined) {
      copy(button);
      return;
    }
    const target = document.getElementById(button.dataset.target);
    if (target) reveal(target);
  }, true);

  // A new question comes to the top of the window, so that its answer unfolds beneath it.
  let latest = null;
  function follow() {
    const masthead = document.querySelector(".masthead[lang]");
    if (masthead) document.documentElement.lang = masthead.lang;
    const turn = document.querySelector("#live .turn");
    const number = turn?.dataset.turn ?? null;
    if (number !== null && number !== latest) {
      requestAnimationFrame(() => turn.scrollIntoView({ behavior: behavior(), block: "start" }));
    }
    latest = number;
  }

  document.addEventListener("DOMContentLoaded", () => {
    follow();
    new MutationObserver(follow).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-turn"] });
  });
})();

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
    if (target.closest(".beyond")) target.closest(".folds").classList.add("open");
    scrollTo(bestView(target));
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.classList.remove("lit");
    void target.offsetWidth; // restarts the animation when the same source is chosen again
    target.classList.add("lit");
  }

  // The first excerpt of a card is shown with the card's title above it, unless the quoted words
  // would then be far below.
  function bestView(target) {
    const card = target.closest(".card");
    const top = card?.querySelector(".source") === target ? card : target;
    const mark = target.querySelector(".excerpt mark");
    const depth = mark ? mark.getBoundingClientRect().bottom - top.getBoundingClientRect().top : 0;
    return depth > window.innerHeight * 0.7 ? mark : top;
  }

  // On a wide window the sources scroll by themselves and the conversation stays where it is.
  function scrollTo(element) {
    const desk = document.getElementById("desk");
    if (!desk?.contains(element) || getComputedStyle(desk).position !== "sticky") {
      element.scrollIntoView({ behavior: behavior(), block: "start" });
      return;
    }
    const above = element.tagName === "MARK" ? desk.clientHeight / 3 : 12;
    const from = element.getBoundingClientRect().top - desk.getBoundingClientRect().top;
    const wanted = desk.scrollTop + from - above;
    const reached = Math.min(Math.max(wanted, 0), desk.scrollHeight - desk.clientHeight);
    desk.scrollTo({ top: reached, behavior: behavior() });
    const below = element.getBoundingClientRect().top - (reached - desk.scrollTop) - window.innerHeight * 0.8;
    if (below > 0) window.scrollBy({ top: below, behavior: behavior() });
  }

  // What a button copies: a text, a reference with the address of its abstract, or a link.
  function toCopy({ copy: text, address, link }) {
    if (link !== undefined) {
      const page = new URL(location.pathname, location.href);
      const booklet = new URLSearchParams(location.search).get("booklet");
      if (booklet) page.searchParams.set("booklet", booklet);
      page.searchParams.set("q", link);
      return page.href;
    }
    if (!address || text.includes("https://doi.org/")) return text;
    return `${text} ${new URL(address, document.baseURI).href}`;
  }

  async function copy(button) {
    const label = button.textContent;
    const text = toCopy(button.dataset);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyWithoutPermission(text);
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

  // The rest of a long list; the focus goes to the first thing that was hidden.
  function unfold(button) {
    const list = button.closest(".folds");
    list.classList.add("open");
    const first = list.querySelector(".beyond");
    const heir = first.querySelector(".card") ?? first;
    heir.tabIndex = -1;
    heir.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const unfolding = event.target.closest?.("[data-unfold]");
    if (unfolding) unfold(unfolding);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-target], [data-copy], [data-link], [data-thumb]");
    if (!button) return;
    if (button.dataset.thumb) {
      for (const thumb of button.parentElement.querySelectorAll("[data-thumb]")) {
        thumb.setAttribute("aria-pressed", String(thumb === button));
      }
      return;
    }
    event.preventDefault();
    if (button.dataset.copy !== undefined || button.dataset.link !== undefined) {
      copy(button);
      return;
    }
    const target = document.getElementById(button.dataset.target);
    if (target) reveal(target);
  }, true);

  // The focus is not lost where what had it is written anew, or goes. A question that is pressed is
  // asked within #live, which stays while the answer comes in; from there Tab leads into the answer.
  document.addEventListener("click", (event) => {
    const live = document.getElementById("live");
    if (!live || !event.target.closest?.("[data-ask]")) return;
    live.tabIndex = -1;
    live.focus({ preventScroll: true });
  });

  const HEIRS = {
    "#masthead [data-language]": "#masthead [data-language]",
    "#masthead [data-theme-switch]": "#masthead [data-theme-switch]",
    "#masthead a": "#masthead a",
    "#word-row *": "#question textarea",
  };
  let heir = "";
  document.addEventListener("focusin", (event) => {
    heir = HEIRS[Object.keys(HEIRS).find((selector) => event.target.matches?.(selector))] ?? "";
  });
  document.addEventListener("pointerdown", () => { heir = ""; }, true);

  function keepFocus() {
    const at = document.activeElement;
    if (heir && (at === document.body || !at?.checkVisibility?.())) document.querySelector(heir)?.focus({ preventScroll: true });
  }

  // A new question comes to the top of the window, and again once its answer is whole: before
  // that the page may be too short to scroll so far.
  let followed = "";
  function follow() {
    keepFocus();
    const masthead = document.querySelector(".masthead[lang]");
    if (masthead) document.documentElement.lang = masthead.lang;
    const turn = document.querySelector("#live .turn");
    const stage = turn ? `${turn.dataset.turn} ${"finished" in turn.dataset}` : "";
    if (stage && stage !== followed) {
      requestAnimationFrame(() => turn.scrollIntoView({ behavior: behavior(), block: "start" }));
    }
    followed = stage;
  }

  function start() {
    follow();
    const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-turn", "data-finished", "lang", "class"] };
    new MutationObserver(follow).observe(document.body, watched);
  }

  // Gradio adds this script while it starts, mostly after the document is complete.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

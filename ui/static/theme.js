// Light, dark, or as the system has it. What a reader chooses is kept by the browser, where it keeps
// anything for this page, and nothing is kept for who chooses nothing. It comes before anything is
// drawn, so that no page is bright for a moment at night.
(() => {
  const ORDER = ["system", "light", "dark"];
  const KEY = "shoroku-theme";
  const root = document.documentElement;
  const night = matchMedia("(prefers-color-scheme: dark)");
  // What the website wishes that shows the chat in a frame (data-theme of the widget).
  const wished = new URLSearchParams(location.search).get("__theme");
  let choice = kept() ?? (ORDER.includes(wished) ? wished : "system");

  function kept() {
    try {
      const found = localStorage.getItem(KEY);
      return ORDER.includes(found) ? found : null;
    } catch {
      return null;
    }
  }

  function keep() {
    try {
      if (choice === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Where storage is refused the choice holds as long as the page.
    }
  }

  const isDark = () => choice === "dark" || (choice === "system" && night.matches);

  function show() {
    root.dataset.theme = isDark() ? "dark" : "light";
    root.style.colorScheme = root.dataset.theme;
    const media = { system: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
    for (const sheet of document.querySelectorAll("[data-night]")) sheet.media = media[choice];
    // Gradio's own parts go by this class, which it sets by the system alone.
    const body = document.querySelector("gradio-app") && document.body;
    if (body && body.classList.contains("dark") !== isDark()) body.classList.toggle("dark", isDark());
    for (const button of document.querySelectorAll("[data-theme-switch]")) name(button);
  }

  function name(button) {
    button.hidden = false;
    const label = button.dataset[choice];
    if (button.dataset.chosen === choice && button.getAttribute("aria-label") === label) return;
    button.dataset.chosen = choice;
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-switch]");
    if (!button) return;
    choice = ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length];
    keep();
    show();
  });
  night.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    choice = kept() ?? "system";
    show();
  });
  show();
  new MutationObserver(show).observe(root, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-system"],
  });
})();

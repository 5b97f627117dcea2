// Shoroku: a button on any page that opens the chat in a panel (docs/widget.md).
// It stores nothing, sets no cookie, and asks no one but the server that this file came from.
(() => {
  "use strict";
  const script = document.currentScript || document.querySelector('script[src*="/widget.js"]');
  const home = new URL(".", script.src);

  const TEXTS = {
    en: {
      title: "Ask the abstracts", close: "Close", tab: "Open in a new tab",
      opening: "Opening the chat…", failed: "The chat cannot be shown on this page.",
    },
    ja: {
      title: "抄録に質問する", close: "閉じる", tab: "新しいタブで開く",
      opening: "チャットを開いています…", failed: "このページにはチャットを表示できません。",
    },
  };
  const ICONS = {
    chat: "M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12.5h5",
    close: "M6 6l12 12M18 6L6 18",
    tab: "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
  };
  const NARROW = "(max-width: 640px), (max-height: 520px)";
  const STYLE = `
    :host { all: initial !important; direction: ltr !important; }
    * { box-sizing: border-box; }
    .root {
      --paper: #fbfaf6; --ink: #23262b; --soft: #595d64; --rule: #d9d5c9;
      color: var(--ink); color-scheme: light;
      font: 15px/1.45 -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", Roboto, "Noto Sans",
        "Noto Sans CJK JP", system-ui, sans-serif;
    }
    .dark { --paper: #16181c; --ink: #e7e4dc; --soft: #a9aaa8; --rule: #33363c; color-scheme: dark; }
    @media (prefers-color-scheme: dark) {
      .auto { --paper: #16181c; --ink: #e7e4dc; --soft: #a9aaa8; --rule: #33363c; color-scheme: dark; }
    }
    button, a.icon {
      align-items: center; background: none; border: 1px solid transparent; border-radius: 8px; color: inherit;
      cursor: pointer; display: flex; font: inherit; justify-content: center; margin: 0; padding: 0;
    }
    svg { fill: none; flex: none; height: 22px; stroke: currentColor; stroke-linecap: round; stroke-linejoin: round; stroke-width: 1.7; width: 22px; }
    :focus { outline: none; }
    :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 3px var(--paper) !important; }
    .launch, .panel {
      --gap: var(--shoroku-bottom, 20px);
      bottom: calc(var(--gap) + var(--row) * 64px + env(safe-area-inset-bottom, 0px));
      position: fixed; right: var(--shoroku-side, 20px); z-index: 2147483000;
    }
    .left :is(.launch, .panel) { left: var(--shoroku-side, 20px); right: auto; }
    .launch {
      background: var(--accent); border-color: color-mix(in srgb, var(--on) 28%, transparent); border-radius: 26px;
      box-shadow: 0 2px 5px rgb(0 0 0 / .18), 0 8px 24px rgb(0 0 0 / .16); color: var(--on); font-weight: 600; gap: 9px;
      height: 52px; max-width: calc(100vw - 40px); padding: 0 21px 0 17px;
    }
    .launch:hover { background: color-mix(in srgb, var(--accent) 88%, var(--on)); }
    .launch span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .panel {
      background: var(--paper); border: 1px solid var(--rule); border-radius: 16px; color: inherit; flex-direction: column;
      height: min(720px, 100vh - 116px - var(--row) * 64px); margin: 0; max-height: none; max-width: none; overflow: hidden; padding: 0;
      box-shadow: 0 4px 12px rgb(0 0 0 / .1), 0 18px 60px rgb(0 0 0 / .26); inset-block-start: auto; left: auto;
      transform: translateY(-64px); width: min(440px, 100vw - 40px);
    }
    .panel[open] { display: flex; }
    .bar { align-items: center; border-bottom: 1px solid var(--rule); border-top: 4px solid var(--accent); display: flex; flex: none; gap: 2px; padding: 8px 8px 8px 18px; }
    .names { flex: 1; min-width: 0; }
    p { margin: 0; }
    .title { font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .greeting { color: var(--soft); font-size: 13.5px; overflow-wrap: anywhere; }
    .icon { color: var(--soft) !important; height: 38px; width: 38px; }
    .icon:hover { background: color-mix(in srgb, var(--ink) 8%, transparent); color: var(--ink) !important; }
    .view { flex: 1; min-height: 0; position: relative; }
    .state { color: var(--soft); inset: 0; padding: 28px 22px; position: absolute; text-align: center; }
    .state a { color: var(--ink); display: inline-block; font-weight: 600; margin-top: 10px; padding: 4px; }
    iframe { background: var(--paper); border: 0; display: block; height: 100%; position: relative; visibility: hidden; width: 100%; }
    .usable iframe { visibility: visible; }
    @media ${NARROW} {
      .root .panel { border: 0; border-radius: 0; height: 100vh; height: 100dvh; inset: 0; transform: none; width: 100%; }
      .launch { gap: 0; padding: 0; width: 52px; }
      .launch span { display: none; }
    }
    @media (prefers-reduced-motion: no-preference) {
      .launch:hover { transition: background .15s; }
      .panel[open] { animation: rise .18s ease-out; }
      @keyframes rise { from { opacity: 0; translate: 0 10px; } }
    }
    @media print { .root { display: none; } }
  `;

  function make(name, properties = {}, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS(space, "path"));
    svg.firstChild.setAttribute("d", ICONS[name]);
    return svg;
  }

  // The colour as it looks on white, and black or white on it, whichever can be read better (the
  // relative luminance of WCAG 2; one of the two always has a contrast of at least 4.5).
  function paint(root, wanted) {
    root.style.color = "#23466b";
    root.style.color = wanted;
    const context = make("canvas").getContext("2d", { willReadFrequently: true });
    for (const colour of ["#fff", getComputedStyle(root).color]) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    root.style.color = "";
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    const [r, g, b] = [red, green, blue].map((part) => part / 255).map((part) => (
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    root.style.setProperty("--accent", `rgb(${red} ${green} ${blue})`);
    root.style.setProperty("--on", 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff");
  }

  const language = (given) => [given, document.documentElement.lang, navigator.language]
    .map((tag) => (tag || "").toLowerCase().split("-")[0]).find((tag) => tag in TEXTS) || "en";

  class Widget {
    constructor(options, base) {
      this.key = `${base} ${options.booklet || ""}`;
      this.base = base;
      this.options = options;
      this.lang = language(options.lang);
      this.texts = TEXTS[this.lang];
      this.over = new AbortController();
      this.build();
      this.listen();
      if ("open" in options && options.open !== "false" && !matchMedia(NARROW).matches) this.open(false);
    }

    build() {
      const { options, texts } = this;
      const title = options.title || texts.title;
      const row = widgets.filter((other) => other.left === this.left).length;
      this.label = make("span", {}, title);
      this.button = make("button", {
        class: "launch", type: "button", "aria-label": title, "aria-haspopup": "dialog",
        "aria-expanded": "false", "aria-controls": "panel",
      }, icon("chat"), this.label);
      this.shut = make("button", { class: "icon", type: "button", title: texts.close, "aria-label": texts.close }, icon("close"));
      const tab = this.link({ class: "icon", title: texts.tab, "aria-label": texts.tab }, icon("tab"));
      const names = make("div", { class: "names" }, make("p", { class: "title", id: "title" }, title));
      if (options.greeting) names.append(make("p", { class: "greeting" }, options.greeting));
      this.state = make("p", { class: "state", role: "status" });
      this.view = make("div", { class: "view" }, this.state);
      this.panel = make("dialog", { class: "panel", id: "panel", "aria-labelledby": "title" },
        make("div", { class: "bar" }, names, tab, this.shut), this.view);
      const look = ["light", "dark"].includes(options.theme) ? options.theme : "auto";
      const name = widgets.length ? `${title} ${widgets.length + 1}` : title;
      this.root = make("section", { class: `root ${look}${this.left ? " left" : ""}`, lang: this.lang, "aria-label": name },
        this.button, this.panel);
      this.root.style.setProperty("--row", row);
      this.host = make("shoroku-widget");
      const shadow = this.host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(this.root);
      document.body.append(this.host);
      paint(this.root, options.color || options.colour);
    }

    get left() { return /left/.test(this.options.position); }

    get isOpen() { return this.panel.open; }

    address(more = {}) {
      const url = new URL("chat/", this.base);
      const given = { ...more, lang: this.lang, booklet: this.options.booklet, __theme: this.options.theme };
      for (const [name, value] of Object.entries(given)) if (value) url.searchParams.set(name, value);
      return url.href;
    }

    link(properties, inside) {
      return make("a", { ...properties, href: this.address(), target: "_blank", rel: "noopener" }, inside);
    }

    listen() {
      const { signal } = this.over;
      this.button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
      this.shut.addEventListener("click", () => this.close());
      this.panel.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
      this.root.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.isOpen && !event.isComposing) { event.preventDefault(); this.close(); }
      });
      window.addEventListener("message", (event) => {
        if (event.source && event.source === this.frame?.contentWindow && event.origin === this.base.origin) {
          this.hear(event.data?.shoroku);
        }
      }, { signal });
      matchMedia(NARROW).addEventListener("change", () => { if (this.isOpen) { this.hide(); this.show(); } }, { signal });
    }

    open(focus = true) {
      if (!this.isOpen) {
        this.before = document.activeElement;
        if (!this.frame) this.load();
        this.show();
      }
      if (focus) this.enter();
    }

    close() {
      if (!this.isOpen) return;
      const inside = this.host.contains(document.activeElement);
      this.hide();
      if (!inside) return;
      const back = this.before;
      (back && back !== this.host && back !== document.body && back.isConnected ? back : this.button).focus();
    }

    // On a phone the panel covers the page, which must then be out of reach; elsewhere the page
    // stays of use beside it.
    show() {
      if (matchMedia(NARROW).matches) this.panel.showModal();
      else this.panel.open = true;
      this.button.setAttribute("aria-expanded", "true");
    }

    hide() {
      this.panel.close();
      this.button.setAttribute("aria-expanded", "false");
    }

    // Into the question box where it is there; on a phone that would call up the keyboard.
    enter() {
      if (!this.usable || matchMedia(NARROW).matches) return this.shut.focus();
      this.frame.focus();
      this.frame.contentWindow.postMessage({ shoroku: "focus" }, this.base.origin);
    }

    load() {
      this.frame = make("iframe", {
        title: this.options.title || this.texts.title, src: this.address({ embed: "1" }), allow: "clipboard-write",
        // It may not lead the page around it elsewhere, nor put up dialogs.
        sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
      });
      this.state.textContent = this.texts.opening;
      this.fail(20000);
      // The chat says that it is there before it has loaded; a frame that was refused loads an error
      // page, and never says a word.
      this.frame.addEventListener("load", () => { if (!this.ready) this.fail(600); });
      this.view.append(this.frame);
    }

    // Should it come after all, it takes the place of the link.
    fail(wait) {
      clearTimeout(this.timer);
      const link = () => [this.texts.failed, make("br"), this.link({}, this.texts.tab)];
      this.timer = setTimeout(() => this.state.replaceChildren(...link()), wait);
    }

    hear(what) {
      if (what === "close") this.close();
      if (what === "light" || what === "dark") {
        this.root.classList.remove("auto", "light", "dark");
        this.root.classList.add(what);
      }
      if (what === "ready") { this.ready = true; this.fail(20000); }
      if (what !== "usable") return;
      clearTimeout(this.timer);
      this.usable = true;
      this.state.textContent = "";
      this.view.classList.add("usable");
      if (this.isOpen && this.host.shadowRoot.activeElement === this.shut) this.enter();
    }

    destroy() {
      this.over.abort();
      clearTimeout(this.timer);
      this.host.remove();
    }
  }

  let widgets = [];

  // A page that includes the script twice, or puts its body together anew, has one button still.
  function mount(options = {}, base = home) {
    if (!document.body) return document.addEventListener("DOMContentLoaded", () => mount(options, base), { once: true });
    widgets = widgets.filter((widget) => widget.host.isConnected || widget.destroy());
    const key = `${base} ${options.booklet || ""}`;
    if (!widgets.some((widget) => widget.key === key)) widgets.push(new Widget({ ...options }, new URL(base)));
  }

  if (typeof window.Shoroku?.mount !== "function") {
    window.Shoroku = {
      mount,
      open: (booklet = "") => widgets.find((widget) => (widget.options.booklet || "") === booklet)?.open(),
      close: () => widgets.forEach((widget) => widget.close()),
      destroy() { widgets.forEach((widget) => widget.destroy()); widgets = []; },
    };
  }
  window.Shoroku.mount(script.dataset, home);
})();

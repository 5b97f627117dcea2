// The chat within a frame of another page: says when it is there, when Escape is pressed and whether
// it is light or dark, and takes the focus when it is given. What it says is no secret, and the policy "frame-ancestors"
// has settled who may be around it; so it may be said to any parent.
(() => {
  const embedded = new URLSearchParams(location.search).get("embed") === "1";
  document.documentElement.classList.toggle("embedded", embedded);
  if (window.parent === window) return;
  const say = (what) => window.parent.postMessage({ shoroku: what }, "*");
  const box = () => document.querySelector("#question textarea");

  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.data?.shoroku === "focus") box()?.focus();
  });

  // While Japanese is being typed Escape belongs to the input method.
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) say("close");
  });

  // Another page has no place in a small frame; it opens beside the conversation.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]:not([download])");
    if (!link || link.pathname === location.pathname && link.host === location.host) return;
    link.target = "_blank";
    link.rel = "noopener";
  }, true);

  function arrive() {
    say("ready");
    const look = () => say(document.documentElement.dataset.theme);
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    look();
    document.documentElement.style.overscrollBehavior = "contain";
    const watch = new MutationObserver(() => {
      if (!box()) return;
      watch.disconnect();
      say("usable");
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  }
  arrive();
})();

// Copies a citation, and looks again whether the abstracts are open. Without this script the button
// is not shown, a link leads to the same, and all else works.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = label; }, 1600);
      } catch {
        // The clipboard is closed to pages on plain http: then the text is chosen, ready to copy.
        getSelection().selectAllChildren(source);
      }
    });
  }
  const waiting = document.querySelector("[data-retry]");
  if (waiting) setTimeout(() => location.reload(), waiting.dataset.retry * 1000);
});

// Copies a citation. Without this script the button is not shown, and all else works.
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
});

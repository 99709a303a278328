// Gradio makes its parts some time after these scripts run: the element as soon as it stands.
export const there = selector => new Promise(resolve => {
  const found = document.querySelector(selector);
  if (found) { resolve(found); return; }
  const watch = new MutationObserver(() => {
    const part = document.querySelector(selector);
    if (part) { watch.disconnect(); resolve(part); }
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
});

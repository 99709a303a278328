// Copy and download the script, also over plain http; names for buttons that Gradio leaves without one.
(() => {
  const script = () => document.querySelector('#script textarea').value;
  const say = (button, words) => {
    const before = button.dataset.words || button.textContent;
    button.dataset.words = before;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 1600);
  };
  const copyOldWay = text => {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return copyOldWay(text); }
  };
  const download = text => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text + '\n'], { type: 'text/plain' }));
    link.download = 'negotiation-script.txt';
    document.body.appendChild(link);
    link.click();
    link.remove();
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest('#copy-script, #download-script');
    if (!button) return;
    if (!script()) { say(button, 'No script yet'); return; }
    if (button.id === 'download-script') { download(script()); return; }
    say(button, await copy(script()) ? 'Copied' : 'Press Ctrl+C');
  });
  // A reply leads with the answer, so show its top: put the newest question at the top of the log.
  let shown = 0;
  const showNewest = () => {
    const rows = document.querySelectorAll('#chat .user-row');
    if (rows.length === shown) return;
    shown = rows.length;
    const log = document.querySelector('#chat .bubble-wrap');
    const last = rows[rows.length - 1];
    if (!log || !last) return;
    const place = () => { log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 8; };
    requestAnimationFrame(place);
    setTimeout(place, 120);
  };
  new MutationObserver(() => {
    showNewest();
    document.querySelectorAll('#message .submit-button:not([aria-label])')
      .forEach(button => button.setAttribute('aria-label', 'Send message'));
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

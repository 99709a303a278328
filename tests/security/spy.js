// Runs before the page's own scripts: what a payload could do is noted in `hits`.
window.hits = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  window[name] = (...what) => window.hits.push([name, ...what.map(String)]);
}
document.addEventListener('securitypolicyviolation', event => {
  window.hits.push(['refused', event.violatedDirective, event.blockedURI, event.sample]);
});

// How the page looks and how much it says: theme, size, short or full, a year's pay by the month or hour. Kept in this
// browser.
import { there } from './there.js';

const KEY = 'parley_settings_v1';
const CHOICES = { theme: ['auto', 'light', 'dark'], size: ['normal', 'large', 'larger'], length: ['short', 'full'], per: ['year', 'month', 'hour'], keys: ['on', 'off'] };
const DEFAULT = { theme: 'auto', size: 'normal', length: 'short', per: 'year', keys: 'on' };

const read = () => {
  try { return { ...DEFAULT, ...JSON.parse(localStorage.getItem(KEY)) }; } catch { return { ...DEFAULT }; }
};

export const setting = name => read()[name];

const darkens = matchMedia('(prefers-color-scheme: dark)');

const apply = () => {
  const { theme, size, length, per } = read();
  const dark = theme === 'dark' || theme === 'auto' && darkens.matches;
  document.body.classList.toggle('dark', dark);
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.size = size;
  document.body.dataset.length = length;
  document.body.dataset.per = per;
  document.querySelectorAll('#settings [data-setting]').forEach(each => {
    const on = read()[each.dataset.setting] === each.value;
    each.checked = on;
  });
};

export const opened = turn => turn.querySelectorAll('details').forEach(fold => { fold.open = true; });

export const waitForSettings = () => {
  apply();
  there('#settings').then(apply);
  darkens.addEventListener('change', apply);
  new MutationObserver(() => {
    const { theme } = read();
    const dark = theme === 'dark' || theme === 'auto' && darkens.matches;
    if (document.body.classList.contains('dark') !== dark) document.body.classList.toggle('dark', dark);
  }).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  document.addEventListener('change', event => {
    const { setting: name } = event.target.dataset;
    if (!name || !CHOICES[name]?.includes(event.target.value)) return;
    try { localStorage.setItem(KEY, JSON.stringify({ ...read(), [name]: event.target.value })); } catch { /* for this visit only */ }
    apply();
    if (name === 'length') document.querySelectorAll('#log .turn details').forEach(fold => { fold.open = event.target.value === 'full'; });
  });
};

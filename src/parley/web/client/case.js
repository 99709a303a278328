// What was understood: a fact becomes a small form where it stands; saving sends a message, as if it had been typed.
import { say } from './talk.js';

const at = selector => document.querySelector(selector);
const input = (value, placeholder) => Object.assign(document.createElement('input'), { value, placeholder, maxLength: 300 });
const button = (words, css = '') => Object.assign(document.createElement('button'), { textContent: words, className: css, type: 'button' });

export const change = from => {
  const fact = from.closest('.fact');
  if (fact.dataset.slot === 'offer') { offerForm(fact.dataset.says, JSON.parse(fact.dataset.terms || '{}')); return; }
  if (fact.querySelector('form')) return;
  const form = document.createElement('form');
  const label = fact.querySelector('.name').textContent;
  const field = input(fact.dataset.value, fact.dataset.hint);
  field.setAttribute('aria-label', label);
  const options = JSON.parse(fact.dataset.options);
  const close = () => { form.remove(); fact.classList.remove('editing'); from.focus(); };
  const send = value => { if (value.trim()) { say(fact.dataset.says.replace('{}', value.trim())); put(); } };
  const put = () => { close(); document.body.classList.remove('case-open'); };
  form.addEventListener('submit', event => { event.preventDefault(); send(field.value); });
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close(); } });
  if (options.length > 1) form.append(choices(options, fact.dataset.value, send));
  const row = Object.assign(document.createElement('p'), { className: 'row' });
  const cancel = button('Cancel');
  cancel.addEventListener('click', close);
  if (fact.dataset.takesBack) {
    const back = button('Remove');
    back.addEventListener('click', () => { say(fact.dataset.takesBack); put(); });
    row.append(back);
  }
  row.append(cancel, Object.assign(button('Save', 'main'), { type: 'submit' }));
  form.append(field, row);
  fact.classList.add('editing');
  fact.append(form);
  field.focus();
  field.select();
};

const choices = (options, now, send) => {
  const row = Object.assign(document.createElement('div'), { className: 'chips' });
  options.slice(0, 12).forEach(option => {
    const chip = button(option, option === now ? 'quick now' : 'quick');
    chip.addEventListener('click', () => send(option));
    row.append(chip);
  });
  return row;
};

// The offer, field by field; what is filled in becomes one sentence.
export const offerForm = (says, now = {}) => {
  const dialog = at('#terms');
  const form = dialog.querySelector('form');
  const { rest = '', ...parts } = now;
  form.reset();
  Object.entries(parts).forEach(([name, value]) => { form.elements[name].value = value; });
  const also = dialog.querySelector('.also');
  also.textContent = rest ? `Kept as told: ${rest}` : '';
  also.hidden = !rest;
  dialog.returnValue = 'no';
  dialog.addEventListener('close', () => {
    const told = dialog.returnValue === 'yes' ? [sentence(form.elements), rest].filter(Boolean).join(', ') : '';
    if (!told) return;
    document.body.classList.remove('case-open');
    say(says.replace('{}', told));
  }, { once: true });
  dialog.showModal();
  form.elements.base.focus();
};

const amount = text => (/^\d{2,3}$/.test(text.trim()) ? `${text.trim()}k` : text.trim());

const sentence = ({ base, equity, years, bonus, signing }) => [
  base.value.trim() && `${amount(base.value)} base`,
  equity.value.trim() && `${amount(equity.value)} equity over ${years.value.trim() || 4} ${years.value.trim() === '1' ? 'year' : 'years'}`,
  bonus.value.trim() && `${bonus.value.trim().replace('%', '')}% bonus`,
  signing.value.trim() && `${amount(signing.value)} signing bonus`,
].filter(Boolean).join(', ');

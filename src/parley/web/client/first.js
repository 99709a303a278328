// The empty page's form: what a person knows of their case. The server makes the message of it (web/first.py) and says
// while one types what the guides add.
import { say } from './talk.js';

const PAUSE = 250;
const EMPTY = 'Fill in what you know first: the company, or what they offered.';
const UNREACHED = 'Parley cannot be reached. What you filled in stays here.';
let asked = 0;
let timer = null;

const form = () => document.querySelector('#first');
const stage = () => form().querySelector('[data-stage][aria-checked=true]');

const told = () => ({ ...Object.fromEntries(new FormData(form())), stage: stage().dataset.stage });

const ask = async () => {
  const answer = await fetch('desk/first', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(shown()) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

// Only what this stage asks for counts; what was typed for another one stays in its field.
const shown = () => {
  const names = stage().dataset.fields.split(' ');
  return Object.fromEntries(Object.entries(told()).filter(([name]) => name === 'stage' || names.includes(name)));
};

const about = words => { form().querySelector('.about').textContent = words; };

const look = async () => {
  const mine = asked += 1;
  try {
    const found = await ask();
    if (mine !== asked) return;
    about(found.about);
    offer('role', found.roles);
  } catch { /* the next letter asks again */ }
};

const offer = (name, values) => document.querySelector(`#first-${name}`)?.replaceChildren(...values.map(value => Object.assign(document.createElement('option'), { value })));

const complete = async () => {
  if (form().dataset.complete) return;
  form().dataset.complete = 'yes';
  try { offer('company', (await (await fetch('desk/companies')).json()).companies); } catch { delete form().dataset.complete; }
};

export const pickStage = button => {
  form().querySelectorAll('[data-stage]').forEach(each => {
    each.setAttribute('aria-checked', String(each === button));
    each.tabIndex = each === button ? 0 : -1;
  });
  const names = button.dataset.fields.split(' ');
  form().querySelectorAll('[data-field]').forEach(field => { field.hidden = !names.includes(field.dataset.field); });
  form().querySelector('.more-parts').hidden = !form().querySelector('.more-parts [data-field]:not([hidden])');
  look();
};

const submit = async () => {
  asked += 1;
  try {
    const { say: text } = await ask();
    if (!text) { about(EMPTY); form().elements.company.focus(); return; }
    say(text);
  } catch { about(UNREACHED); }
};

export const waitForForm = () => {
  document.addEventListener('submit', event => { if (event.target === form()) { event.preventDefault(); submit(); } });
  document.addEventListener('focusin', event => { if (event.target.matches?.('#first [name=company]')) complete(); });
  document.addEventListener('input', event => {
    if (!event.target.closest?.('#first')) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  document.addEventListener('click', event => { const button = event.target.closest?.('#first [data-stage]'); if (button) pickStage(button); });
  document.addEventListener('keydown', event => {
    const now = event.target.closest?.('#first [data-stage]');
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!now || !step) return;
    event.preventDefault();
    const all = [...form().querySelectorAll('[data-stage]')];
    const next = all[(all.indexOf(now) + step + all.length) % all.length];
    pickStage(next);
    next.focus();
  });
};

// The fields of the first stage, and what was filled in before is not brought along.
export const freshForm = () => { if (form()) { form().reset(); pickStage(form().querySelector('[data-stage]')); } };

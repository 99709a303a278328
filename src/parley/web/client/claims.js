// A row of the card "What I read": Change opens a field for the amount; what is written there is said as a message.
import { say } from './talk.js';

const made = (name, told) => Object.assign(document.createElement(name), told);

export const changeClaim = button => {
  const row = button.closest('li');
  if (row.querySelector('form')) { row.querySelector('input').focus(); return; }
  const field = made('input', { value: button.dataset.value, maxLength: 40, inputMode: 'text', autocomplete: 'off' });
  field.setAttribute('aria-label', button.dataset.hint);
  const cancel = made('button', { type: 'button', textContent: 'Cancel' });
  const form = made('form', { className: 'amount' });
  const note = made('span', { className: 'note' });
  note.setAttribute('role', 'alert');
  form.append(field, cancel, made('button', { className: 'main', textContent: 'Save' }), note);
  const close = () => { form.remove(); row.classList.remove('editing'); button.focus(); };
  cancel.addEventListener('click', close);
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close(); } });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const told = field.value.trim();
    if (!/\d/.test(told)) { note.textContent = 'Write the amount in figures, such as 128,000.'; field.focus(); return; }
    close();
    if (told !== button.dataset.value) say(button.dataset.says.replace('{}', told));
  });
  row.classList.add('editing');
  row.append(form);
  field.focus();
  field.select();
};

// Open the guide at `path`, as a click on a guide's line does.
path => {
  const to = Object.assign(document.createElement('button'), { className: 'to-guide' });
  Object.assign(to.dataset, { guide: path, line: 1 });
  (document.querySelector('dialog[open]') || document.body).append(to);
  to.click();
  to.remove();
}

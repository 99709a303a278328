// What does not belong into text of guides and people, under `roots`: tags that load or run, attributes that do.
roots => {
  const tags = [
    'script', 'img', 'image', 'iframe', 'frame', 'object', 'embed', 'applet', 'link', 'style', 'meta', 'base', 'video',
    'audio', 'source', 'track', 'a', 'math', 'foreignObject', 'animate', 'set', 'use', 'marquee', 'template', 'noscript',
    'xmp', 'plaintext', 'xss', 'x', 'isindex', 'keygen',
  ].join();
  const names = ['href', 'xlink:href', 'src', 'srcset', 'action', 'formaction', 'ping', 'autofocus', 'srcdoc'];
  // the page's own link to a mail: never an address, one subject, one body, nothing smuggled in between
  const mail = /^mailto:\?(subject=[^&?#\s]*&)?body=[^&?#\s]*$/;
  const known = ['class', 'href', 'data-act', 'aria-label', 'target', 'rel'];
  const ours = each => each.matches('a.mail') && mail.test(each.getAttribute('href'))
    && [...each.attributes].every(attribute => known.includes(attribute.name));
  const bad = ({ name, value }) => name.startsWith('on') || names.includes(name)
    || (name === 'style' && /url|expression|import/i.test(value));
  const found = [];
  for (const root of document.querySelectorAll(roots)) {
    for (const each of root.querySelectorAll('*')) {
      if (ours(each)) continue;
      if (each.matches(tags) || [...each.attributes].some(bad)) found.push(each.outerHTML.slice(0, 200));
    }
  }
  return found;
}

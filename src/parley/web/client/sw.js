// The page's shell without its server: the newest copy that this browser got of the page, its scripts, styles and letters.
// What a person said and what was answered passes by here untouched (client/offline.js keeps the talks).
const SHELL = 'parley-shell';
const root = new URL('../', self.location).href;
const PARTS = ['page/', 'assets/', 'static/', 'gradio_api/theme.css', 'theme.css', 'gradio_api/startup-events'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

const keep = async (key, answer) => {
  if (!answer.ok) return answer;
  const copy = answer.clone();
  (await caches.open(SHELL)).put(key, copy);
  return answer;
};

const kept = async (key, fault) => {
  const found = await (await caches.open(SHELL)).match(key);
  if (!found) throw fault;
  return found;
};

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(root)) return;
  const path = request.url.slice(root.length).split('?')[0];
  const page = request.mode === 'navigate' && path === '';
  if (!page && !PARTS.some(part => path.startsWith(part))) return;
  const key = page ? root : request.url;
  event.respondWith(fetch(request).then(answer => keep(key, answer)).catch(fault => kept(key, fault)));
});

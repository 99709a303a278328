// What serves the page without its server: the shell by a service worker, the kept talks as they were last shown.
const TALKS = 'parley-talks';
const path = id => `kept/${id}`;

export const keepShown = async (id, html) => {
  try { await (await caches.open(TALKS)).put(path(id), new Response(html)); } catch { /* no cache here (plain http): nothing offline */ }
};

export const lastShown = async id => {
  try { return await (await (await caches.open(TALKS)).match(path(id)))?.text() || ''; } catch { return ''; }
};

export const dropShown = async id => { try { await (await caches.open(TALKS)).delete(path(id)); } catch { /* none */ } };

export const dropTalkPages = async () => { try { await caches.delete(TALKS); } catch { /* none */ } };

export const serveOffline = () => {
  navigator.serviceWorker?.register('page/sw.js', { scope: './' }).catch(() => { /* plain http: the page works on */ });
};

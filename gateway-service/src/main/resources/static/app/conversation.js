// The open conversation: fetched, kept for its neighbours, marked read after a moment.
import { get, post } from './api.js';
import { patchRows, row } from './list.js';
import { isMine, set, state } from './store.js';

const KEEP = 60;

const threads = new Map();
const bodies = new Map();
const leftUnread = new Set(); // the user said "unread" while reading: do not mark it again
let timer = null;

const remember = (map, key, value) => {
  map.delete(key);
  map.set(key, value);
  if (map.size > KEEP) map.delete(map.keys().next().value);
  return value;
};

export async function open(id) {
  clearTimeout(timer);
  leftUnread.clear();
  if (!id) { set({ thread: null }); return; }
  set({ thread: { id, data: threads.get(id) ?? null, error: null } });
  await reload();
  prefetchAround(id);
}

export async function reload() {
  const id = state.thread?.id;
  if (!id) return;
  try {
    const data = await get(`/threads/${encodeURIComponent(id)}`);
    remember(threads, id, data);
    if (state.thread?.id !== id) return;
    set({ thread: { id, data, error: null } });
    markReadSoon(data);
  } catch (error) {
    if (state.thread?.id === id) set({ thread: { id, data: error.status === 404 ? null : state.thread.data, error } });
  }
}

function markReadSoon(data) {
  clearTimeout(timer);
  if (!data.unread || !isMine(data.mailbox) || leftUnread.has(data.id)) return;
  timer = setTimeout(async () => {
    if (state.thread?.id !== data.id) return;
    patchRows([data.id], (one) => ({ ...one, unread: false }));
    try {
      await post('/actions', { action: 'read', threads: [data.id] });
    } catch { /* stays unread at the server; the next refresh shows it so */ }
  }, (state.settings.markReadAfterSeconds ?? 1) * 1000);
}

export function keepUnread(ids) {
  clearTimeout(timer);
  ids.forEach((id) => leftUnread.add(id));
}

/// Changes the open conversation at once, before the server answers.
export function patchThread(ids, change) {
  const { thread } = state;
  if (thread?.data && ids.includes(thread.id)) set({ thread: { ...thread, data: change(thread.data) } });
}

export function body(message, remoteImages = false) {
  const key = `${message.id} ${remoteImages} ${message.revision}`; // a draft says something else later
  const known = bodies.get(key);
  if (known) return known;
  const wanted = get(`/messages/${encodeURIComponent(message.id)}/body`, { remoteImages });
  wanted.catch(() => bodies.delete(key));
  return remember(bodies, key, wanted);
}

export const forgetBodies = () => { bodies.clear(); threads.clear(); };

function prefetchAround(id) {
  const { items } = state.list;
  const at = items.findIndex((one) => one.id === id);
  if (at < 0) return;
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 300));
  idle(async () => {
    for (const near of [items[at + 1], items[at - 1]]) {
      if (!near || threads.has(near.id)) continue;
      try {
        const data = remember(threads, near.id, await get(`/threads/${encodeURIComponent(near.id)}`));
        const last = data.messages?.findLast((one) => !one.draft);
        if (last) await body(last);
      } catch { return; } // only a convenience
    }
  });
}

export const isOpenRow = (id) => state.route.thread === id && Boolean(row(id));

// The conversations shown: pages, live merging, selection.
import { get } from './api.js';
import { mailboxOf, set, state } from './store.js';

const PAGE = 50;
const MOST = 200; // the API's largest page
const UNHEARD_MS = 500;
const UNHEARD_TRIES = 40;

const kept = new Map(); // key → list, so going back to a folder shows it at once
let serial = 0;
let epoch = 0; // of actions: an answer read before one is not believed
let busy = 0; // actions under way: what the server lists now may not know them yet
let refreshWanted = null;
let heldRow = null; // the row under the pointer keeps its place

export function sourceOf(route) {
  const mailbox = route.mailbox === 'all' ? undefined : route.mailbox;
  switch (route.view) {
    case 'folder':
      return { path: '/threads', query: { mailbox, role: route.role, folder: route.folder, unread: route.unread || undefined } };
    case 'account':
      return route.id && { path: `/crm/accounts/${encodeURIComponent(route.id)}/threads`, query: {} };
    case 'contact':
      return route.id && { path: `/contacts/${encodeURIComponent(route.id)}/threads`, query: {} };
    default:
      return null;
  }
}

export const keyOf = (source) => (source ? source.path + JSON.stringify(source.query) : '');

export const row = (id) => state.list.items.find((one) => one.id === id);

export const hold = (id) => { heldRow = id; };

/// Shows the list of a place; what was fetched before is shown at once and brought up to date.
export function show(route) {
  const source = sourceOf(route);
  const key = keyOf(source);
  if (key === state.list.key) return;
  if (state.list.key) kept.set(state.list.key, { ...state.list, fresh: 0 });
  clearSelection();
  const before = kept.get(key);
  set({ cursor: null, list: before ?? { key, source, items: [], next: null, loading: Boolean(source), error: null, fresh: 0 } });
  if (source) refresh();
}

export async function refresh(tries = 0) {
  const { key, source } = state.list;
  if (!source) return;
  if (busy) { refreshWanted = key; return; }
  const turn = ++serial;
  const before = epoch;
  try {
    const limit = Math.min(Math.max(state.list.items.length, PAGE), MOST);
    const page = await get(source.path, { ...source.query, limit });
    if (key !== state.list.key || turn !== serial) return;
    if (before !== epoch) { refresh(); return; }
    set({ list: merged(state.list, page, limit) });
  } catch (error) {
    if (key !== state.list.key || turn !== serial) return;
    if (isJustConnected(source.query.mailbox, error) && tries < UNHEARD_TRIES) {
      setTimeout(() => key === state.list.key && turn === serial && refresh(tries + 1), UNHEARD_MS);
    } else {
      set({ list: { ...state.list, loading: false, error } });
    }
  }
}

/// A mailbox has lists a moment after it is connected.
const isJustConnected = (mailbox, error) =>
  error.status === 404 && mailboxOf(mailbox);

function merged(list, page, limit) {
  const known = new Set(list.items.map((one) => one.id));
  const answered = new Set(page.items.map((one) => one.id));
  // Rows beyond the page that was asked again stay as they are.
  const tail = list.items.slice(limit).filter((one) => !answered.has(one.id));
  const items = keepHeld(list.items, [...page.items, ...tail]);
  const newest = list.items[0]?.date ?? '';
  const fresh = list.loading ? 0
    : (list.fresh ?? 0) + page.items.filter((one) => !known.has(one.id) && one.date > newest).length;
  return {
    ...list, items, fresh, loading: false, error: null, at: new Date().toISOString(),
    next: tail.length ? list.next : page.nextCursor ?? null,
  };
}

function keepHeld(before, after) {
  const from = before.findIndex((one) => one.id === heldRow);
  const to = after.findIndex((one) => one.id === heldRow);
  if (from < 1 || to < 0) return after;
  const previous = after.findIndex((one) => one.id === before[from - 1].id);
  if (previous < 0 || previous + 1 === to) return after;
  const held = after[to];
  const others = after.filter((one) => one !== held);
  others.splice(others.findIndex((one) => one.id === before[from - 1].id) + 1, 0, held);
  return others;
}

export async function more() {
  const { key, source, next, items, fetching } = state.list;
  if (!next || fetching) return;
  set({ list: { ...state.list, fetching: true } });
  try {
    const page = await get(source.path, { ...source.query, cursor: next, limit: PAGE });
    if (key !== state.list.key) return;
    const known = new Set(state.list.items.map((one) => one.id));
    const added = page.items.filter((one) => !known.has(one.id));
    set({ list: { ...state.list, items: [...state.list.items, ...added], next: page.nextCursor ?? null, fetching: false } });
  } catch (error) {
    if (key === state.list.key) set({ list: { ...state.list, items, fetching: false, error } });
  }
}

export const seen = () => state.list.fresh && set({ list: { ...state.list, fresh: 0 } });

export const forget = () => kept.clear();

/// Changes rows at once, before the server answers; the answer gives the way back.
export function patchRows(ids, change) {
  const wanted = new Set(ids);
  const before = state.list;
  const items = before.items.flatMap((one) => (wanted.has(one.id) ? change(one) ?? [] : one));
  set({ list: { ...before, items } });
  return () => {
    if (state.list.key === before.key) set({ list: { ...state.list, items: before.items } });
  };
}

/// While an action runs, lists fetched meanwhile are not believed.
export async function during(work) {
  busy += 1;
  epoch += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
    if (!busy && refreshWanted === state.list.key) refresh();
    if (!busy) refreshWanted = null;
  }
}

export const refreshAfter = () => { refreshWanted = state.list.key; };

let anchor = null;

export function select(id, { range = false, only = false } = {}) {
  const { items } = state.list;
  const selection = new Set(only ? [] : state.selection);
  if (range && anchor) {
    const [from, to] = [anchor, id].map((one) => items.findIndex((item) => item.id === one)).sort((a, b) => a - b);
    items.slice(Math.max(from, 0), to + 1).forEach((one) => selection.add(one.id));
  } else if (selection.has(id)) {
    selection.delete(id);
    anchor = id;
  } else {
    selection.add(id);
    anchor = id;
  }
  set({ selection, everything: false, cursor: id });
}

export const anchorAt = (id) => { anchor = id; };

export const selectShown = () =>
  set({ selection: new Set(state.list.items.map((one) => one.id)), everything: false });

export const selectEverything = () => set({ everything: true });

export function clearSelection() {
  anchor = null;
  if (state.selection.size) set({ selection: new Set(), everything: false });
}

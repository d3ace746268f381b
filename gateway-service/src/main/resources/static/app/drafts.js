// Messages being written. What is typed is kept at once in the browser and soon at the server;
// nothing closes before it is saved.
import { del, get, post, put } from './api.js';
import { t } from './i18n.js';
import { defaultMailbox } from './session.js';
import { withSignature } from './signature.js';
import { set, state } from './store.js';
import { failed, toast } from './toasts.js';

const SAVE_AFTER_MS = 1200;
const BACKUP = 'correo.draft.';
const FIELDS = ['mailbox', 'from', 'records', 'to', 'cc', 'bcc', 'subject', 'html'];

const timers = new Map();
const saving = new Map(); // key → promise of the save under way
const release = new Map(); // key → gives up this tab's lock on the backup

export const composer = (key) => state.composers.find((one) => one.key === key);

export const update = (key, change) =>
  set({ composers: state.composers.map((one) => (one.key === key ? { ...one, ...change } : one)) });

/// The user's own change: kept in the browser now, saved a moment later.
export function edit(key, change) {
  update(key, { ...change, status: 'dirty', touched: true, revision: (composer(key)?.revision ?? 0) + 1 });
  backUp(key);
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => save(key).catch(() => {}), SAVE_AFTER_MS));
}

const content = (one) => Object.fromEntries(FIELDS.map((field) => [field, one[field]]).filter(([, value]) => value != null));

/// A draft begins empty, so that the server's own beginning (the signature) is not added to ours.
async function create({ key, mailbox, from, ...one }) {
  const begun = await post('/drafts', { kind: 'new', mailbox, from, clientRef: key });
  return replace({ ...one, mailbox, from, id: begun.id, version: begun.version });
}

function add(one) {
  const key = one.key ?? crypto.randomUUID();
  const others = state.composers.map((other) => ({ ...other, minimised: true }));
  set({ composers: [...others, {
    to: [], cc: [], bcc: [], records: [], attachments: [], uploads: [], removals: [], subject: '', html: '', kind: 'new',
    status: 'saved', minimised: false, full: false, revision: 0, ...one, key,
  }] });
  navigator.locks?.request(BACKUP + key, () => new Promise((resolve) => release.set(key, resolve)));
  return key;
}

export function drop(key) {
  clearTimeout(timers.get(key));
  localStorage.removeItem(BACKUP + key);
  release.get(key)?.();
  set({ composers: state.composers.filter((one) => one.key !== key) });
}

/// A new message; `start` may hold recipients, records, a subject.
export function write(start = {}) {
  const mailbox = state.mailboxes.find((one) => one.id === start.mailbox) ?? defaultMailbox();
  if (!mailbox) return;
  add({ mailbox: mailbox.id, from: mailbox.identities?.[0] ?? { address: mailbox.address }, html: withSignature('', mailbox), ...start });
}

/// An answer to a message, or its forward: the server fills in recipients, subject, quote and files.
export async function answer(kind, message) {
  try {
    const mailbox = state.mailboxes.some((one) => one.id === message.mailbox) ? message.mailbox : defaultMailbox()?.id;
    show(await post('/drafts', { kind, of: message.id, mailbox, clientRef: crypto.randomUUID(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }), { fresh: true });
  } catch (problem) {
    failed(problem, t('compose.failed'));
  }
}

/// An answer to the newest message of a conversation, open or only selected.
export async function answerThread(id, kind) {
  try {
    const { messages } = state.thread?.id === id && state.thread.data ? state.thread.data : await get(`/threads/${encodeURIComponent(id)}`);
    const newest = messages.findLast((one) => !one.draft);
    if (newest) await answer(kind, newest);
  } catch (problem) {
    failed(problem, t('compose.failed'));
  }
}

export function show(draft, more = {}) {
  const open = state.composers.find((one) => one.id === draft.id);
  if (open) { update(open.key, { minimised: false }); return open.key; }
  return add({ ...draft, from: draft.from ?? state.mailboxes.find((one) => one.id === draft.mailbox)?.identities?.[0],
    savedAt: draft.updatedAt, ...more });
}

export async function openDraft(id) {
  try {
    show(await get(`/drafts/${encodeURIComponent(id)}`));
  } catch (problem) {
    failed(problem, t('draft.failed'));
  }
}

/// Opens the draft a message of the Drafts folder is, wherever it was written.
export async function openDraftOf(messageId) {
  try {
    const { items } = await get('/drafts', { message: messageId });
    if (items[0]) await openDraft(items[0].id);
  } catch (problem) {
    failed(problem, t('draft.failed'));
  }
}

/// Saves what is not yet saved; saves of one draft follow each other.
export function save(key) {
  clearTimeout(timers.get(key));
  const before = saving.get(key) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => store(key));
  saving.set(key, turn);
  turn.catch(() => {}).finally(() => { if (saving.get(key) === turn) saving.delete(key); });
  return turn;
}

async function store(key) {
  const one = composer(key);
  if (!one || (one.status === 'saved' && one.id)) return;
  update(key, { status: 'saving' });
  try {
    const draft = one.id ? await replace(one) : await create(one);
    const now = composer(key);
    if (!now) return;
    const current = now.revision === one.revision;
    update(key, { id: draft.id, version: draft.version, savedAt: draft.updatedAt, status: current ? 'saved' : 'dirty' });
    if (current) localStorage.removeItem(BACKUP + key);
  } catch (problem) {
    if (problem.status === 404 && one.id && composer(key)) {
      // Discarded elsewhere while it is being written here: it begins again, nothing is lost.
      update(key, { id: undefined, version: undefined, status: 'dirty' });
      return store(key);
    }
    if (composer(key)) update(key, { status: 'failed', problem });
    if (!problem.status || problem.status >= 500) timers.set(key, setTimeout(() => save(key).catch(() => {}), 8000));
    throw problem;
  }
}

async function replace(one, version = one.version, again = true) {
  const path = `/drafts/${encodeURIComponent(one.id)}${one.closing ? '?close=true' : ''}`;
  try {
    return await put(path, content(one), { headers: { 'If-Match': `"${version}"` } });
  } catch (problem) {
    // Changed elsewhere meanwhile: what is being typed here wins, and says so once.
    if (problem.status !== 412 || !again) throw problem;
    const current = problem.current?.version ?? problem.current
      ?? (await get(`/drafts/${encodeURIComponent(one.id)}`)).version;
    return replace(one, current, false);
  }
}

/// Closes the panel; the text stays as a draft. An answer nobody touched leaves nothing behind.
export async function close(key) {
  const one = composer(key);
  if (!one) return;
  if (one.fresh && !one.touched && one.id) {
    drop(key);
    del(`/drafts/${encodeURIComponent(one.id)}`).catch(() => {});
    return;
  }
  if (one.touched && one.status !== 'saved') {
    update(key, { closing: true }); // the server then mirrors it to the provider at once
    try { await save(key); } catch (problem) { failed(problem, t('compose.notSaved')); return; }
    toast(t('compose.savedAsDraft'));
  }
  drop(key);
}

export async function discard(key) {
  const one = composer(key);
  await saving.get(key)?.catch(() => {});
  const id = composer(key)?.id;
  drop(key);
  let wanted = Boolean(id);
  const forget = () => {
    if (wanted) del(`/drafts/${encodeURIComponent(id)}`, undefined, { keepalive: true }).catch(failed);
    wanted = false;
  };
  setTimeout(forget, 8000);
  addEventListener('pagehide', forget, { once: true }); // the tab closes before Undo is over
  toast(t('compose.discarded'), { undo: () => { wanted = false; add({ ...one, id, minimised: false }); } });
}

const backUp = (key) => {
  const one = composer(key);
  localStorage.setItem(BACKUP + key, JSON.stringify({ ...content(one), key, id: one.id, version: one.version, kind: one.kind }));
};

/// After a crash or a closed tab: reopens what never reached the server and no other tab is writing.
export async function recoverDrafts() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(BACKUP))) {
    const free = await navigator.locks?.request(name, { ifAvailable: true }, async (lock) => Boolean(lock));
    const key = name.slice(BACKUP.length);
    if (free === false || composer(key)) continue;
    const one = JSON.parse(localStorage.getItem(name));
    if (!state.mailboxes.some((mailbox) => mailbox.id === one.mailbox)) continue;
    add({ ...one, minimised: true, touched: true, status: 'dirty' });
    toast(t('compose.recovered'));
    save(key).catch(() => {});
  }
}

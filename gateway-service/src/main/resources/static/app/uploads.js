// Files of a message being written: each with its own progress and its own refusal.
import { del, upload } from './api.js';
import { composer, edit, save, update } from './drafts.js';
import { size } from './format.js';
import { t } from './i18n.js';
import { mailboxOf } from './store.js';
import { explain, toast } from './toasts.js';

const REMOVE_AFTER_MS = 8000;

const change = (key, upload, patch) =>
  update(key, { uploads: composer(key)?.uploads.map((one) => (one.key === upload ? { ...one, ...patch } : one)) ?? [] });

const limitsOf = ({ mailbox }) => mailboxOf(mailbox)?.capabilities?.attachments ?? {};

const isBlocked = (limits, name) => limits.blockedExtensions?.includes(name.split('.').pop().toLowerCase());

const bytes = (files) => files.reduce((sum, one) => sum + (one.size ?? 0), 0);

/// What the mailbox that sends would refuse of the files a message has; null for nothing. Asked again
/// when another mailbox sends it.
export function refusal(one) {
  const limits = limitsOf(one);
  const blocked = one.attachments.find((file) => isBlocked(limits, file.name));
  if (blocked) return t('attach.blocked', { name: blocked.name });
  return bytes(one.attachments) > (limits.maxBytes ?? Infinity) ? t('attach.tooLarge', { limit: size(limits.maxBytes) }) : null;
}

/// What it would refuse of one file more.
function refusalOf(key, file) {
  const one = composer(key);
  const limits = limitsOf(one);
  if (isBlocked(limits, file.name)) return t('attach.blocked', { name: file.name });
  const coming = one.uploads.filter((each) => !each.problem && each.key !== file.key);
  const all = bytes(one.attachments) + bytes(coming) + file.size;
  return all > (limits.maxBytes ?? Infinity) ? t('attach.tooLarge', { limit: size(limits.maxBytes) }) : null;
}

export async function attach(key, files) {
  const added = [...files].map((file) => {
    const one = { key: crypto.randomUUID(), name: file.name, size: file.size, file, progress: 0, abort: new AbortController() };
    one.problem = refusalOf(key, one);
    one.ours = Boolean(one.problem); // the server was not asked
    update(key, { uploads: [...composer(key).uploads, one], touched: true });
    return one;
  });
  await sendAll(key, added.filter((each) => !each.problem));
}

/// Another mailbox sends: it may take what the one before would not.
export async function attachAgain(key) {
  const again = (composer(key)?.uploads ?? []).filter((one) => one.ours && !refusalOf(key, one));
  again.forEach((one) => change(key, one.key, { problem: null, ours: false }));
  if (again.length) await sendAll(key, again);
}

async function sendAll(key, uploads) {
  try {
    // The server judges by the mailbox it knows of.
    if (!composer(key).id) update(key, { status: 'dirty' });
    await save(key);
  } catch (problem) {
    uploads.forEach((one) => change(key, one.key, { problem: explain(problem) }));
    return;
  }
  for (const one of uploads) await sendOne(key, one);
}

async function sendOne(key, one) {
  try {
    const path = `/drafts/${encodeURIComponent(composer(key).id)}/attachments`;
    const kept = await upload(path, one.file, (progress) => change(key, one.key, { progress }), one.abort.signal);
    const now = composer(key);
    if (!now) return;
    update(key, { attachments: [...now.attachments, kept], uploads: now.uploads.filter((each) => each.key !== one.key) });
  } catch (problem) {
    if (problem.name !== 'AbortError') change(key, one.key, { problem: explain(problem) });
  }
}

export function cancelUpload(key, upload) {
  const one = composer(key).uploads.find((each) => each.key === upload);
  one?.abort.abort();
  update(key, { uploads: composer(key).uploads.filter((each) => each.key !== upload) });
}

/// Takes files out of the message; they leave the server when Undo is over.
export function remove(key, ids) {
  const one = composer(key);
  update(key, { attachments: one.attachments.filter((each) => !ids.includes(each.id)), removals: [...one.removals, ...ids] });
  setTimeout(() => finishRemovals(key, ids).catch(() => {}), REMOVE_AFTER_MS);
}

export async function finishRemovals(key, only) {
  const one = composer(key);
  if (!one) return;
  const ids = one.removals.filter((id) => !only || only.includes(id));
  update(key, { removals: one.removals.filter((id) => !ids.includes(id)) });
  for (const id of ids) {
    await del(`/drafts/${encodeURIComponent(one.id)}/attachments/${encodeURIComponent(id)}`);
  }
}

/// "Clear fields", with a way back.
export function clearFields(key) {
  const before = composer(key);
  const files = before.attachments;
  if (files.length) remove(key, files.map((one) => one.id));
  update(key, { uploads: before.uploads.filter((one) => !one.problem) });
  edit(key, { to: [], cc: [], bcc: [], records: [], subject: '', html: '', restored: crypto.randomUUID() });
  toast(t('compose.cleared'), { undo: () => {
    const { to, cc, bcc, records, subject, html } = before;
    const ids = files.map((one) => one.id);
    edit(key, { to, cc, bcc, records, subject, html, attachments: files, restored: crypto.randomUUID(),
      removals: composer(key).removals.filter((id) => !ids.includes(id)) });
  } });
}

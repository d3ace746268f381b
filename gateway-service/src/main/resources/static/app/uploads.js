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

export async function attach(key, files) {
  const limit = mailboxOf(composer(key)?.mailbox)?.capabilities?.attachments?.maxBytes ?? Infinity;
  const added = [...files].map((file) => ({
    key: crypto.randomUUID(), name: file.name, size: file.size, file, progress: 0, abort: new AbortController(),
    problem: file.size > limit ? t('attach.tooLarge', { limit: size(limit) }) : null,
  }));
  update(key, { uploads: [...composer(key).uploads, ...added], touched: true });
  try {
    if (!composer(key).id) { update(key, { status: 'dirty' }); await save(key); }
  } catch (problem) {
    added.forEach((one) => change(key, one.key, { problem: explain(problem) }));
    return;
  }
  for (const one of added.filter((each) => !each.problem)) await sendOne(key, one);
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

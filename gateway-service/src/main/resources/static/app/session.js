// What the page knows about its user: mailboxes, folders, language, settings.
import { get, patch } from './api.js';
import { speak } from './i18n.js';
import { set, state } from './store.js';
import { failed } from './toasts.js';

/// The imports under way, by mailbox.
export const importsOf = (mailboxes = []) =>
  Object.fromEntries(mailboxes.filter((one) => one.import && one.import.state !== 'done').map((one) => [one.id, one.import]));

export async function refreshMailboxes() {
  const { items } = await get('/mailboxes');
  set({ mailboxes: items, imports: importsOf(items) });
}

const shownMailbox = () => (state.route.mailbox === 'all' ? undefined : state.route.mailbox);

export async function refreshFolders() {
  const mailbox = shownMailbox();
  try {
    const { items } = await get('/folders', { mailbox });
    if (shownMailbox() === mailbox) set({ folders: items });
  } catch { /* the menu keeps its last counts; the list tells what is wrong */ }
}

export async function chooseLanguage(lang) {
  localStorage.setItem('correo.lang.chosen', lang);
  await speak(lang);
  if (state.session) await saveSettings({ language: lang });
}

export async function saveSettings(change) {
  set({ settings: { ...state.settings, ...change } });
  try {
    set({ settings: await patch('/settings', change) });
  } catch (problem) {
    failed(problem);
  }
}

/// The mailbox a new message goes out from, unless another is chosen.
export const defaultMailbox = () =>
  state.mailboxes.find((one) => one.id === state.route.mailbox)
  ?? state.mailboxes.find((one) => one.id === state.settings.defaultMailbox)
  ?? state.mailboxes[0];

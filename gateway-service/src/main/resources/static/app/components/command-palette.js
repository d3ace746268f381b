import { html } from 'lit';
import { offered, perform } from '../actions.js';
import { Element } from '../base.js';
import { write } from '../drafts.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';
import { set, state } from '../store.js';

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/// Everything the page can do, by typing its name.
class CommandPalette extends Element {
  static properties = { q: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.q = '';
    this.at = 0;
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
    this.querySelector('input').focus();
  }

  commands() {
    const to = (role) => ({ label: t(`folder.${role}`), icon: role === 'starred' ? 'star' : role, run: () => go({ view: 'folder', mailbox: state.route.mailbox, role }) });
    const all = [
      { label: t('compose.new'), icon: 'drafts', run: () => write() },
      ...offered().filter((one) => !['delete', 'move'].includes(one)).map((one) => ({ label: t(`action.${one}`), icon: 'check', run: () => perform(one) })),
      ...state.folders.filter((one) => one.role).map((one) => to(one.role)),
      ...state.mailboxes.map((one) => ({ label: one.address, icon: 'inbox', run: () => go({ view: 'folder', mailbox: one.id, role: 'inbox' }) })),
      { label: t('mailbox.all'), icon: 'inbox', run: () => go({ view: 'folder', mailbox: 'all', role: 'inbox' }) },
      { label: t('accounts'), icon: 'account', run: () => go({ view: 'account' }) },
      { label: t('folder.scheduled'), icon: 'clock', run: () => go({ view: 'scheduled' }) },
      { label: t('settings'), icon: 'settings', run: () => go({ view: 'settings' }) },
      { label: t('keys.title'), icon: 'keyboard', run: () => set({ sheet: 'keys' }) },
    ];
    return all.filter((one) => fold(one.label).includes(fold(this.q)));
  }

  render() {
    const found = this.commands();
    return html`<dialog class="palette" aria-label=${t('keys.palette')} @close=${() => state.sheet === 'palette' && set({ sheet: null })}>
      <input role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant=${`command-${this.at}`} aria-label=${t('keys.palette')}
        placeholder=${t('palette.hint')} autocomplete="off" @input=${(event) => { this.q = event.target.value; this.at = 0; }} @keydown=${(event) => this.key(event, found)}>
      <ul id="commands" role="listbox" aria-label=${t('keys.palette')}>${found.slice(0, 12).map((one, index) => html`
        <li id=${`command-${index}`} role="option" aria-selected=${index === this.at ? 'true' : 'false'} @click=${() => this.run(one)}>${icon(one.icon)}${one.label}</li>`)}</ul>
    </dialog>`;
  }

  run(one) {
    this.querySelector('dialog').close();
    one?.run();
  }

  key(event, found) {
    const count = Math.min(found.length, 12);
    if (event.key === 'Enter') { event.preventDefault(); this.run(found[this.at]); }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
  }
}
customElements.define('command-palette', CommandPalette);

import { html } from 'lit';
import { Element } from '../base.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { keys } from '../keyboard.js';
import { set } from '../store.js';

/// The keys, as a list.
class KeySheet extends Element {
  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="keys" aria-label=${t('keys.title')} @close=${() => set({ sheet: null })}>
      <header><h2>${t('keys.title')}</h2><button type="button" class="quiet" aria-label=${t('close')}
        @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></header>
      <dl>${keys().map(([key, label]) => html`<div><dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${t(label)}</dd></div>`)}</dl>
    </dialog>`;
  }
}
customElements.define('key-sheet', KeySheet);

import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { get } from '../api.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';

const ASK_AFTER_MS = 150;
let serial = 0;

/// Picks a CRM account by autocomplete; the icon at its left opens the CRM's own page for a new one
/// in a new tab, and the account can be picked here when it exists.
class AccountField extends Element {
  static properties = { label: {}, records: { type: Array }, withNew: { type: Boolean, attribute: 'with-new' }, hits: { state: true }, at: { state: true }, asked: { state: true } };
  static watch = ['session', 'config'];

  constructor() {
    super();
    this.listId = `accounts-${++serial}`;
    this.records = [];
    this.hits = [];
    this.at = 0;
  }

  render() {
    const open = this.hits.length > 0 || Boolean(this.asked);
    const create = state.session?.crm?.newAccountUrl ?? (state.config?.crmUrl ? `${state.config.crmUrl}/accounts/new` : null);
    return html`<div class="field accounts">
      ${this.withNew && create ? html`<a class="new-account" href=${create} target="_blank" rel="noopener" data-test="account-new"
        aria-label=${t('account.new')} title=${t('account.new')}>${icon('account-new')}</a>` : nothing}
      <label for=${`${this.listId}-input`}>${this.label}</label>
      <div class="chips">
        ${this.withNew ? this.records.map((one) => html`<span class="chip record" data-test="account-chip">${icon('account', 'small')}<span>${one.label ?? one.id}</span>
          <button type="button" tabindex="-1" aria-label=${t('recipient.remove', { name: one.label ?? one.id })}
            @click=${() => this.dispatchEvent(new CustomEvent('unlink', { detail: one }))}>${icon('close', 'small')}</button></span>`) : nothing}
        <input id=${`${this.listId}-input`} data-test=${this.withNew ? 'account-field' : 'account-search'} role="combobox" autocomplete="off" aria-autocomplete="list"
          placeholder=${this.records.length && this.withNew ? '' : t('account.type')}
          aria-expanded=${open ? 'true' : 'false'} aria-controls=${this.listId} aria-activedescendant=${this.hits.length ? `${this.listId}-${this.at}` : nothing}
          @input=${this.typed} @focus=${this.typed} @keydown=${this.key} @blur=${() => { this.hits = []; this.asked = null; }}>
      </div>
      <ul id=${this.listId} role="listbox" aria-label=${this.label} class="options" ?hidden=${!open}>
        ${this.hits.map((hit, index) => html`<li id=${`${this.listId}-${index}`} role="option" aria-selected=${index === this.at ? 'true' : 'false'} data-test="account-option"
          @mousedown=${(event) => { event.preventDefault(); this.take(hit); }}>
          <span class="name">${hit.label}</span><small>${(hit.contacts ?? []).slice(0, 2).map((each) => each.name).join(', ')}</small></li>`)}
        ${!this.hits.length && this.asked ? html`<li role="option" aria-selected="false" aria-disabled="true" class="none">${t('account.none', { q: this.asked })}</li>` : nothing}
      </ul>
    </div>`;
  }

  get input() {
    return this.querySelector('input');
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.complete(this.input.value.trim()), ASK_AFTER_MS);
  }

  async complete(q) {
    if (!q) { this.hits = []; this.asked = null; return; }
    try {
      const { items } = await get('/crm/accounts', { q, limit: 8 });
      if (this.input.value.trim() !== q || document.activeElement !== this.input) return;
      const there = new Set(this.records.map((one) => one.id));
      this.hits = items.filter((one) => !there.has(one.id));
      this.asked = q;
      this.at = 0;
    } catch { this.hits = []; }
  }

  take(hit) {
    this.input.value = '';
    this.hits = [];
    this.asked = null;
    this.dispatchEvent(new CustomEvent('pick', { detail: hit }));
  }

  key(event) {
    if (event.key === 'Backspace' && !this.input.value && this.withNew && this.records.length) {
      this.dispatchEvent(new CustomEvent('unlink', { detail: this.records.at(-1) }));
    }
    if (!this.hits.length) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + this.hits.length) % this.hits.length;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.take(this.hits[this.at]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.hits = [];
      this.asked = null;
    }
  }
}
customElements.define('account-field', AccountField);

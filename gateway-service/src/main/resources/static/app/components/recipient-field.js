import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { get } from '../api.js';
import { isValid, parseAddresses } from '../addresses.js';
import { fullAddress } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';

const ASK_AFTER_MS = 150;
let serial = 0;

/// Recipients as chips, completed by name, address or account as one types.
class RecipientField extends Element {
  static properties = { label: {}, test: {}, value: { type: Array }, hits: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.listId = `people-${++serial}`;
    this.value = [];
    this.hits = [];
    this.at = 0;
  }

  render() {
    const open = this.hits.length > 0;
    return html`<div class="field people" @click=${(event) => { if (event.target.classList.contains('chips')) this.input.focus(); }}>
      <label for=${`${this.listId}-input`}>${this.label}</label>
      <div class="chips">
        ${this.value.map((who, index) => html`<span class="chip ${isValid(who) ? '' : 'invalid'}" title=${fullAddress(who)} data-test="recipient-chip">
          <span>${who.name || who.address}</span>${isValid(who) ? nothing : html`<span class="visually-hidden">${t('address.invalid')}</span>`}
          <button type="button" tabindex="-1" aria-label=${t('recipient.remove', { name: who.name || who.address })}
            @click=${() => this.change(this.value.filter((_, each) => each !== index))}>${icon('close', 'small')}</button></span>`)}
        <input id=${`${this.listId}-input`} data-test=${this.test} role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
          aria-expanded=${open ? 'true' : 'false'} aria-controls=${this.listId} aria-activedescendant=${open ? `${this.listId}-${this.at}` : nothing}
          @input=${this.typed} @keydown=${this.key} @paste=${this.pasted} @blur=${this.left}>
      </div>
      <ul id=${this.listId} role="listbox" aria-label=${this.label} class="options" ?hidden=${!open}>
        ${this.hits.map((hit, index) => html`<li id=${`${this.listId}-${index}`} role="option" aria-selected=${index === this.at ? 'true' : 'false'} data-test="recipient-option"
          @mousedown=${(event) => { event.preventDefault(); this.take(hit); }}>
          <span class="name">${hit.name || hit.address}</span><small>${hit.address}${hit.account ? html` · ${hit.account}` : nothing}</small></li>`)}
      </ul>
    </div>`;
  }

  get input() {
    return this.querySelector('input');
  }

  change(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change-people', { detail: value }));
  }

  add(people) {
    const there = new Set(this.value.map((who) => who.address.toLowerCase()));
    const added = people.filter((who) => who.address && !there.has(who.address.toLowerCase()));
    this.input.value = '';
    this.hits = [];
    if (added.length) this.change([...this.value, ...added]);
  }

  take({ name, address }) {
    this.add([{ name, address }]);
    this.input.focus();
  }

  typed() {
    const { value } = this.input;
    if (/[,;]\s*$/.test(value)) { this.add(parseAddresses(value)); return; }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.complete(value.trim()), ASK_AFTER_MS);
  }

  async complete(q) {
    if (q.length < 2) { this.hits = []; return; }
    try {
      const { items } = await get('/contacts', { q, limit: 8 });
      if (this.input.value.trim() !== q) return;
      this.hits = items.flatMap((one) => (one.addresses ?? []).map((address) => ({ name: one.name, address, account: one.records?.[0]?.label }))).slice(0, 8);
      this.at = 0;
    } catch { this.hits = []; }
  }

  key(event) {
    const open = this.hits.length > 0;
    const { value } = this.input;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + this.hits.length) % this.hits.length;
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      this.hits = [];
    } else if ((event.key === 'Enter' || event.key === 'Tab') && value.trim() && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (open && !value.includes('@')) this.take(this.hits[this.at]);
      else if (open && this.hits[this.at].address.toLowerCase().startsWith(value.trim().toLowerCase())) this.take(this.hits[this.at]);
      else this.add(parseAddresses(value));
    } else if (event.key === 'Backspace' && !value && this.value.length) {
      this.change(this.value.slice(0, -1));
    }
  }

  pasted(event) {
    const text = event.clipboardData.getData('text/plain');
    if (!/[@,;\n]/.test(text)) return;
    event.preventDefault();
    this.add(parseAddresses(text));
  }

  left() {
    clearTimeout(this.timer);
    this.add(parseAddresses(this.input.value));
    this.hits = [];
  }
}
customElements.define('recipient-field', RecipientField);

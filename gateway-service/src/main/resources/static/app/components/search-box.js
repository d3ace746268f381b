import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';
import { state } from '../store.js';

const OPERATORS = ['from:', 'to:', 'subject:', 'has:attachment', 'filename:', 'before:', 'after:', 'in:', 'is:unread', 'account:'];
const IN = ['in:inbox', 'in:sent', 'in:drafts', 'in:trash', 'in:archive', 'in:spam', 'in:starred'];

/// One box for messages, contacts and files; operators are completed as one types.
class SearchBox extends Element {
  static watch = ['route', 'session'];
  static properties = { hints: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.hints = [];
    this.at = -1;
  }

  updated() {
    const input = this.querySelector('input');
    const q = state.route.view === 'search' ? state.route.q : '';
    if (this.shown !== q) { this.shown = q; if (document.activeElement !== input || !input.value) input.value = q; }
  }

  render() {
    const open = this.hints.length > 0;
    return html`<form role="search" class="search-box" @submit=${this.submit}>
      ${icon('search')}
      <input type="search" data-test="search-box" role="combobox" autocomplete="off" spellcheck="false" placeholder=${t('search.placeholder')}
        aria-label=${t('search.placeholder')} aria-expanded=${open ? 'true' : 'false'} aria-controls="operators" aria-autocomplete="list"
        aria-activedescendant=${open && this.at >= 0 ? `operator-${this.at}` : nothing}
        @input=${this.typed} @focus=${this.typed} @blur=${() => { this.hints = []; }} @keydown=${this.key}>
      <ul id="operators" class="options" role="listbox" aria-label=${t('search.operators')} ?hidden=${!open}>
        ${this.hints.map((hint, index) => html`<li id=${`operator-${index}`} role="option" aria-selected=${index === this.at ? 'true' : 'false'}
          @mousedown=${(event) => { event.preventDefault(); this.take(hint); }}><code>${hint}</code><small>${t(`operator.${hint.split(':')[0]}`)}</small></li>`)}
      </ul>
    </form>`;
  }

  typed() {
    const { value } = this.querySelector('input');
    const word = value.split(/\s+/).at(-1).toLowerCase();
    const known = word.startsWith('in:') ? IN : OPERATORS;
    this.hints = word.includes(':') && known === OPERATORS ? [] : known.filter((one) => one.startsWith(word) && one !== word);
    if (value && !word) this.hints = [];
    this.at = -1;
  }

  take(hint) {
    const input = this.querySelector('input');
    input.value = `${input.value.replace(/\S*$/, '')}${hint}${hint.endsWith(':') ? '' : ' '}`;
    this.typed();
    if (hint.endsWith(':')) this.hints = hint === 'in:' ? IN : [];
    input.focus();
  }

  key(event) {
    if (event.key === 'Escape') {
      if (this.hints.length) { event.preventDefault(); this.hints = []; } else event.target.blur();
    }
    if (!this.hints.length) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const count = this.hints.length;
      this.at = event.key === 'ArrowDown' ? (this.at + 1) % count : (this.at - 1 + count) % count;
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.at >= 0) {
      event.preventDefault();
      this.take(this.hints[this.at]);
    }
  }

  submit(event) {
    event.preventDefault();
    const q = this.querySelector('input').value.trim();
    this.hints = [];
    if (!q) return;
    const { view, mailbox, tab } = state.route;
    go({ view: 'search', mailbox: mailbox ?? 'all', q, tab: view === 'search' ? tab : 'messages' });
  }
}
customElements.define('search-box', SearchBox);

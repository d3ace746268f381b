import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { number, time } from '../format.js';
import { t } from '../i18n.js';
import { mailboxOf, state } from '../store.js';

/// Imports under way: how far, until when. The list is usable meanwhile.
class ImportBar extends Element {
  static watch = ['imports', 'mailboxes'];

  render() {
    return Object.entries(state.imports).filter(([id]) => mailboxOf(id)).map(([id, one]) => html`
      <a class="import" href=${`#/mailbox/${encodeURIComponent(id)}`}>
        <span class="who">${t(one.state === 'paused' ? 'import.paused' : 'import.running', { address: mailboxOf(id).address })}</span>
        <progress max=${one.total || 1} value=${one.done ?? 0} aria-label=${mailboxOf(id).address}></progress>
        <small>${t('import.progress', { done: one.done ?? 0, total: one.total ?? 0 })}${one.eta
          ? html` · ${t('import.eta', { time: time(one.eta) })}` : nothing}</small>
      </a>`);
  }
}
customElements.define('import-bar', ImportBar);

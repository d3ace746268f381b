import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from '../base.js';
import { update } from '../drafts.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import './compose-panel.js';

/// The messages being written: one open panel, the others as tabs at the foot of the page.
class ComposeDock extends Element {
  static watch = ['composers'];

  render() {
    return html`<div class="dock">${repeat(state.composers, (one) => one.key, (one) => (one.minimised
      ? html`<button type="button" class="minimised" data-test="compose-restore" @click=${() => this.restore(one.key)}>
          ${icon('drafts', 'small')}<span>${one.subject || t('compose.new')}</span></button>`
      : html`<compose-panel .composer=${one}></compose-panel>`))}</div>`;
  }

  restore(key) {
    state.composers.filter((one) => one.key !== key && !one.minimised).forEach((one) => update(one.key, { minimised: true }));
    update(key, { minimised: false });
  }
}
customElements.define('compose-dock', ComposeDock);

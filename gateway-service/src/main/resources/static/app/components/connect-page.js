import { html } from 'lit';
import { Element } from '../base.js';
import { connect } from '../connections.js';
import { t } from '../i18n.js';
import { provider } from '../icons.js';

/// No mailbox yet: two ways to begin.
class ConnectPage extends Element {
  render() {
    return html`<div class="page connect">
      <h1>${t('connect.title')}</h1><p>${t('connect.text')}</p>
      <div class="ways">${['google', 'microsoft'].map((name) => html`
        <button type="button" class="way" data-test=${`connect-page-${name}`} @click=${() => connect(name)}>${provider(name)}
          <strong>${t(`connect.${name}`)}</strong><small>${t(`connect.${name}.text`)}</small></button>`)}</div>
      <p class="hint">${t('connect.privacy')}</p></div>`;
  }
}
customElements.define('connect-page', ConnectPage);

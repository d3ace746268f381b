import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from '../base.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import { close, runUndo } from '../toasts.js';

/// What just happened, said to the eye and to the screen reader; Undo where there is a way back.
class ToastStack extends Element {
  static watch = ['toasts'];

  connectedCallback() {
    super.connectedCallback();
    this.ticking = setInterval(() => state.toasts.some((one) => one.until) && this.requestUpdate(), 500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  render() {
    return html`<div class="toasts" role="region" aria-label=${t('notices')}>
      <div aria-live="polite">${repeat(state.toasts.filter((one) => !one.failed), (one) => one.id, this.toast)}</div>
      <div role="alert">${repeat(state.toasts.filter((one) => one.failed), (one) => one.id, this.toast)}</div>
    </div>`;
  }

  toast(one) {
    const left = one.until ? Math.max(0, Math.ceil((one.until - Date.now()) / 1000)) : null;
    return html`<div class="toast ${one.failed ? 'failed' : ''}" data-test="toast">
      ${one.failed ? icon('warning') : nothing}
      <span class="text">${one.text}${left !== null ? html` <span class="left" aria-hidden="true">${t('seconds', { count: left })}</span>` : nothing}</span>
      ${one.action ? html`<button type="button" class="link" @click=${() => { close(one.id); one.action.run(); }}>${one.action.label}</button>` : nothing}
      ${one.undo ? html`<button type="button" class="link" data-test="toast-undo" title="z" @click=${() => runUndo(one)}>${t('undo')}</button>` : nothing}
      <button type="button" class="quiet" aria-label=${t('close')} @click=${() => close(one.id)}>${icon('close', 'small')}</button>
    </div>`;
  }
}
customElements.define('toast-stack', ToastStack);

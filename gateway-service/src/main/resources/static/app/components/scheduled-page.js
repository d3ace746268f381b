import { html } from 'lit';
import { Element } from '../base.js';
import { get } from '../api.js';
import { mediumDate } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { cancel, reschedule, scheduled } from '../sending.js';
import { explain, failed } from '../toasts.js';
import { askTime } from './ask-time.js';

/// Messages that wait for their time.
class ScheduledPage extends Element {
  static properties = { items: { state: true }, error: { state: true } };
  static watch = ['composers', 'toasts'];

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      const { items } = await scheduled();
      const drafts = await Promise.all(items.map((one) => get(`/drafts/${encodeURIComponent(one.draft)}`).catch(() => null)));
      this.items = items.map((one, index) => ({ ...one, subject: one.subject ?? drafts[index]?.subject }));
    } catch (error) { this.error = error; }
  }

  render() {
    return html`<div class="page"><h1>${t('folder.scheduled')}</h1>
      ${this.error ? html`<p class="note warn" role="alert">${explain(this.error)}</p>` : ''}
      ${this.items?.length === 0 ? html`<div class="empty">${icon('clock')}<p>${t('empty.scheduled')}</p></div>` : ''}
      <ul class="hits">${(this.items ?? []).map((one) => html`<li class="contact" data-test="scheduled-row">
        <span class="kind" aria-hidden="true">${icon('clock')}</span>
        <span class="words"><strong>${one.subject || t('subject.none')}</strong>
          <small>${t('to.names', { names: (one.recipients ?? []).map((who) => who.address).join(', ') })}</small>
          <small>${t('send.at', { when: mediumDate(one.sendAt) })}</small></span>
        <button type="button" class="plain" @click=${() => this.change(one)}>${t('send.change')}</button>
        <button type="button" class="plain" data-test="scheduled-cancel" @click=${() => this.cancel(one)}>${t('cancel')}</button></li>`)}</ul></div>`;
  }

  async change(one) {
    const when = await askTime(t('send.later'), new Date(one.sendAt));
    if (!when) return;
    try { await reschedule(one.id, when); } catch (problem) { failed(problem); }
    this.load();
  }

  async cancel(one) {
    await cancel(one.id, one.draft);
    this.load();
  }
}
customElements.define('scheduled-page', ScheduledPage);

import { html } from 'lit';
import { Element } from '../base.js';
import { get, post } from '../api.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { href } from '../router.js';
import { explain, failed, toast } from '../toasts.js';

/// Conversations that could belong to several accounts: the user's answer is remembered.
class ReviewPage extends Element {
  static properties = { items: { state: true }, requests: { state: true }, error: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try { this.items = (await get('/links/review')).items; } catch (error) { this.error = error; }
    try {
      this.requests = (await get('/access-requests')).items.filter((one) => one.direction === 'for-me' && one.state === 'pending');
    } catch { this.requests = []; }
  }

  render() {
    return html`<div class="page"><h1>${t('review.title')}</h1><p class="hint">${t('review.text')}</p>
      ${this.error ? html`<p class="note warn" role="alert">${explain(this.error)}</p>` : ''}
      ${this.items?.length === 0 ? html`<div class="empty">${icon('check')}<p>${t('review.none')}</p></div>` : ''}
      ${(this.items ?? []).map((one) => html`<section class="panel" data-test="review-row">
        <h2><a href=${href({ view: 'folder', mailbox: 'all', role: 'inbox', thread: one.thread })}>${one.subject || t('subject.none')}</a></h2>
        <p>${t('review.which', { address: one.address })}</p>
        <div class="buttons">${one.candidates.map((each) => html`<button type="button" class="plain" @click=${() => this.answer(one, { type: each.type, id: each.id }, each.label)}>${icon('account', 'small')}${each.label}</button>`)}
          <button type="button" class="link" @click=${() => this.answer(one, { none: true }, t('review.neither'))}>${t('review.neither')}</button></div></section>`)}
      ${this.requests?.length ? html`<h2>${t('access.title')}</h2>` : ''}
      ${(this.requests ?? []).map((one) => html`<section class="panel" data-test="access-request">
        <p>${t('access.who', { user: one.user })} <a href=${href({ view: 'folder', mailbox: 'all', role: 'inbox', thread: one.thread })}>${t('access.open')}</a></p>
        <div class="buttons"><button type="button" class="primary" @click=${() => this.grant(one, true)}>${t('access.grant')}</button>
          <button type="button" class="plain" @click=${() => this.grant(one, false)}>${t('access.deny')}</button></div></section>`)}</div>`;
  }

  async grant(one, grant) {
    try {
      await post(`/access-requests/${encodeURIComponent(one.id)}`, { grant });
      this.requests = this.requests.filter((each) => each.id !== one.id);
      toast(t('access.answered'));
    } catch (problem) { failed(problem); }
  }

  async answer(one, choice, label) {
    try {
      await post(`/links/review/${encodeURIComponent(one.id)}`, choice);
      this.items = this.items.filter((each) => each.id !== one.id);
      toast(t('review.done', { label }));
    } catch (problem) { failed(problem); }
  }
}
customElements.define('review-page', ReviewPage);

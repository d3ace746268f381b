import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { get } from '../api.js';
import { write } from '../drafts.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';
import { state } from '../store.js';
import { explain } from '../toasts.js';
import { ThreadList } from './thread-list.js';
import './account-field.js';

/// The emails of one CRM account (or of one contact): the same rows, under the account's name.
class AccountPage extends ThreadList {
  static watch = [...ThreadList.watch, 'session'];
  static properties = { account: { state: true }, failure: { state: true }, accounts: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  stateChanged(changed) {
    super.stateChanged(changed);
    this.load();
  }

  async load() {
    const { view, id } = state.route;
    if (`${view} ${id}` === this.loaded || !['account', 'contact'].includes(view)) return;
    this.loaded = `${view} ${id}`;
    this.account = null;
    this.failure = null;
    if (view === 'contact') return;
    try {
      if (id) {
        const answer = await get(`/crm/accounts/${encodeURIComponent(id)}`);
        if (state.route.id === id) this.account = answer.items?.[0] ?? answer;
      } else {
        this.accounts = (await get('/crm/accounts', { q: '' })).items;
      }
    } catch (problem) { this.failure = problem; }
  }

  heading() {
    if (state.route.view === 'contact') return t('contact.emailsShort');
    return this.account?.label ?? t('accounts');
  }

  render() {
    const { view, id } = state.route;
    if (view === 'account' && !id) return this.chooser();
    return html`
      <div class="list-head">${view === 'account' ? html`<a class="quiet" href="#/account" aria-label=${t('accounts')} title=${t('accounts')}>${icon('back')}</a>` : nothing}
        <h1>${this.heading()}</h1></div>
      ${this.failure ? html`<p class="note warn" role="alert">${icon('warning')}${explain(this.failure)}</p>` : nothing}
      ${this.account ? this.facts(this.account) : nothing}
      ${this.bar()}
      <div class="scroller"><div class="rows" @scroll=${this.scroll} @pointerover=${this.hover}>${this.content()}</div></div>`;
  }

  facts(account) {
    const contacts = account.contacts ?? [];
    return html`<div class="account-facts">
      ${account.url ? html`<a href=${account.url} target="_blank" rel="noopener">${t('account.open')}${icon('external', 'small')}</a>` : nothing}
      ${contacts.map((one) => html`<button type="button" class="chip" title=${one.addresses?.join(', ') ?? ''} ?disabled=${!one.addresses?.length}
        @click=${() => write({ to: [{ name: one.name, address: one.addresses[0] }], records: [{ type: 'account', id: account.id, label: account.label }] })}>
        ${icon('drafts', 'small')}${one.name}${one.primary ? html`<small>${t('contact.primary')}</small>` : nothing}</button>`)}
    </div>`;
  }

  chooser() {
    return html`<div class="list-head"><h1>${t('accounts')}</h1></div>
      <div class="account-choose">
        <account-field label=${t('account.find')} @pick=${(event) => go({ view: 'account', id: event.detail.id })}></account-field>
        ${this.failure ? html`<p class="note warn" role="alert">${explain(this.failure)}</p>` : nothing}
      </div>
      <div class="rows"><ul class="hits" aria-label=${t('accounts')}>${(this.accounts ?? []).map((one) => html`<li class="contact" data-test="account-row">
        <span class="kind" aria-hidden="true">${icon('account')}</span>
        <span class="words"><strong><a href=${`#/account/${encodeURIComponent(one.id)}`}>${one.label}</a></strong>
          <small>${(one.contacts ?? []).map((each) => each.name).join(', ')}</small></span></li>`)}</ul></div>`;
  }
}
customElements.define('account-page', AccountPage);

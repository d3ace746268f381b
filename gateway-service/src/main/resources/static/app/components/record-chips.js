import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { del, put } from '../api.js';
import { reload } from '../conversation.js';
import { has, t } from '../i18n.js';
import { icon } from '../icons.js';
import { isMine, state } from '../store.js';
import { failed, toast } from '../toasts.js';
import './account-field.js';

const NONE = '-'; // no record's id: what is shown is why there is none

/// The accounts (or other records) a conversation belongs to, each with why; a person may link and
/// unlink by hand.
class RecordChips extends Element {
  static properties = { thread: { type: Object }, adding: { state: true }, shown: { state: true } };
  static watch = ['config'];

  render() {
    const records = this.thread.records ?? [];
    return html`
      ${records.map((one) => html`<span class="chip record">
        <button type="button" class="bare" data-test="account-chip" title=${this.reason(one)} aria-expanded=${this.shown === one.id ? 'true' : 'false'}
          @click=${() => { this.shown = this.shown === one.id ? null : one.id; }}>${icon(one.type === 'contact' ? 'people' : 'account', 'small')}${one.label ?? one.id}</button>
      </span>`)}
      ${!records.length ? html`<button type="button" class="bare unlinked" data-test="unlinked" aria-expanded=${this.shown === NONE ? 'true' : 'false'}
        @click=${() => { this.shown = this.shown === NONE ? null : NONE; }}>${t('link.none')}</button>` : nothing}
      ${isMine(this.thread.mailbox) ? html`<button type="button" class="chip add" data-test="link-account" aria-expanded=${this.adding ? 'true' : 'false'}
        @click=${() => { this.adding = !this.adding; }}>${icon('plus', 'small')}${t('link.add')}</button>` : nothing}
      ${this.adding ? html`<account-field class="inline" .records=${records} label=${t('link.add')} @pick=${(event) => this.link(event.detail)}></account-field>` : nothing}
      ${!records.length && this.shown === NONE ? html`<div class="record-detail"><p><strong>${t('link.why')}</strong> ${this.unlinked()}</p></div>` : nothing}
      ${this.detail(records.find((one) => one.id === this.shown))}`;
  }

  reason(record) {
    const link = record.reason ? record : this.thread.messages?.flatMap((one) => one.records ?? []).find((one) => one.id === record.id);
    return inWords(link?.why, link?.reason ?? t('link.reason'));
  }

  unlinked() {
    const last = this.thread.messages?.findLast((one) => one.linkReason);
    return inWords(last?.linkWhy, last?.linkReason ?? t('link.none'));
  }

  detail(record) {
    if (!record) return nothing;
    const crm = record.url ?? (record.type === 'account' && state.config?.crmUrl ? `${state.config.crmUrl}/accounts/${encodeURIComponent(record.id)}` : null);
    return html`<div class="record-detail">
      <p><strong>${t('link.why')}</strong> ${this.reason(record)}</p>
      ${record.type === 'account' ? html`<a href=${`#/account/${encodeURIComponent(record.id)}`} data-test="account-emails">${t('account.emails')}</a>` : nothing}
      ${crm ? html`<a href=${crm} target="_blank" rel="noopener">${t('account.open')}${icon('external', 'small')}</a>` : nothing}
      ${isMine(this.thread.mailbox) ? html`<button type="button" class="link" data-test="unlink" @click=${() => this.unlink(record)}>${t('link.remove')}</button>` : nothing}
    </div>`;
  }

  path() {
    return `/threads/${encodeURIComponent(this.thread.id)}/links`;
  }

  async link(account) {
    this.adding = false;
    await this.change(() => put(this.path(), { type: 'account', id: account.id }), t('link.added', { label: account.label }),
      () => del(this.path(), { type: 'account', id: account.id }));
  }

  async unlink({ type, id, label }) {
    this.shown = null;
    await this.change(() => del(this.path(), { type, id }), t('link.removed', { label }), () => put(this.path(), { type, id }));
  }

  async change(work, said, back) {
    try {
      const { records } = (await work()) ?? {};
      if (records) this.thread = { ...this.thread, records };
      toast(said, { undo: () => this.change(back, t('undone'), work) });
      reload();
    } catch (problem) { failed(problem); }
  }
}
/// A reason in the page's language; in the server's words where the page does not know its code.
const inWords = (why, text) => (why && has(`link.reason.${why.code}`) ? t(`link.reason.${why.code}`, why.values) : text);

customElements.define('record-chips', RecordChips);

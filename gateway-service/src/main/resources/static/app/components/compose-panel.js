import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { close, discard, edit, update } from '../drafts.js';
import { time } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { withSignature } from '../signature.js';
import { state } from '../store.js';
import { explain } from '../toasts.js';
import { attach, attachAgain, clearFields } from '../uploads.js';
import './account-field.js';
import './compose-files.js';
import './compose-foot.js';
import './recipient-field.js';
import './rich-editor.js';

const TITLES = { reply: 'reply', 'reply-all': 'replyAll', forward: 'forward' };

/// Writing a message: who, about whom, what, with which files. Closing keeps the text.
class ComposePanel extends Element {
  static watch = ['mailboxes', 'session'];
  static properties = { composer: { type: Object }, copies: { state: true }, blind: { state: true }, dropping: { state: true } };

  firstUpdated() {
    this.updateComplete.then(() => {
      if (this.composer.kind === 'reply' || this.composer.kind === 'reply-all') this.querySelector('rich-editor').focusStart();
      else this.querySelector('[data-test=account-field]')?.focus();
    });
  }

  edit(change) {
    edit(this.composer.key, change);
  }

  render() {
    const one = this.composer;
    return html`<section class="composer ${one.full ? 'full' : ''} ${this.dropping ? 'dropping' : ''}" role="dialog" aria-label=${t(TITLES[one.kind] ?? 'compose.new')}
      data-test="compose" @keydown=${this.key} @dragover=${this.dragOver} @dragleave=${() => { this.dropping = false; }} @drop=${this.drop} @paste=${this.paste}>
      <div class="head">
        <h2>${one.subject || t(TITLES[one.kind] ?? 'compose.new')}</h2>
        <span class="saved" role="status" data-test="compose-saved">${this.savedText()}</span>
        <button type="button" class="quiet" aria-label=${t('minimise')} title=${t('minimise')} data-test="compose-minimise"
          @click=${() => update(one.key, { minimised: true })}>${icon('minimise')}</button>
        <button type="button" class="quiet" aria-label=${t('full')} title=${t('full')} aria-pressed=${one.full ? 'true' : 'false'}
          @click=${() => update(one.key, { full: !one.full })}>${icon('full')}</button>
        <button type="button" class="quiet" aria-label=${t('close')} title=${t('compose.close')} data-test="compose-close"
          @click=${() => close(one.key)}>${icon('close')}</button>
      </div>
      <div class="fields">
        <account-field .records=${one.records} label=${t('accounts')} with-new @pick=${(event) => this.pick(event.detail)}
          @unlink=${(event) => this.edit({ records: one.records.filter((each) => each.id !== event.detail.id) })}></account-field>
        ${this.contacts(one)}
        ${this.from(one)}
        <div class="with-copies">
          <recipient-field label=${t('to')} test="compose-to" .value=${one.to} @change-people=${(event) => this.edit({ to: event.detail })}></recipient-field>
          ${this.showCopies ? nothing : html`<button type="button" class="link" data-test="compose-cc-open" @click=${() => this.open('copies', 'compose-cc')}>${t('cc')}</button>`}
          ${this.showBlind ? nothing : html`<button type="button" class="quiet" data-test="compose-bcc-open" aria-label=${t('bcc.add')} title=${t('bcc.add')}
            @click=${() => this.open('blind', 'compose-bcc')}>${icon('hidden', 'small')}<span>${t('bcc')}</span></button>`}
        </div>
        ${this.showCopies ? html`<recipient-field label=${t('cc')} test="compose-cc" .value=${one.cc} @change-people=${(event) => this.edit({ cc: event.detail })}></recipient-field>` : nothing}
        ${this.showBlind ? html`<recipient-field label=${t('bcc')} test="compose-bcc" .value=${one.bcc} @change-people=${(event) => this.edit({ bcc: event.detail })}></recipient-field>` : nothing}
        <label class="field"><span>${t('subject')}</span><input data-test="compose-subject" .value=${one.subject ?? ''} autocomplete="off"
          @input=${(event) => this.edit({ subject: event.target.value })}></label>
      </div>
      <rich-editor .html=${one.html ?? ''} .stamp=${one.restored ?? ''} label=${t('message')} @change-html=${(event) => this.edit({ html: event.detail })}></rich-editor>
      <compose-files .composer=${one}></compose-files>
      ${one.status === 'failed' && one.problem ? html`<p class="note warn" role="alert">${icon('warning')}${t('compose.notSaved')} ${explain(one.problem)}</p>` : nothing}
      <compose-foot .composer=${one} @clear=${() => clearFields(one.key)} @discard=${() => discard(one.key)}
        @files=${(event) => attach(one.key, event.detail)}></compose-foot>
      ${this.dropping ? html`<div class="drop-here">${icon('clip')}${t('attach.drop')}</div>` : nothing}
    </section>`;
  }

  get showCopies() { return this.copies || this.composer.cc?.length > 0; }

  get showBlind() { return this.blind || this.composer.bcc?.length > 0; }

  open(which, field) {
    this[which] = true;
    this.updateComplete.then(() => this.querySelector(`[data-test=${field}]`)?.focus());
  }

  savedText() {
    const { status, savedAt, touched } = this.composer;
    if (status === 'saving') return t('saving');
    if (status === 'failed') return t('notSaved');
    return status === 'saved' && savedAt && touched ? t('saved', { time: time(savedAt) }) : '';
  }

  from(one) {
    const choices = state.mailboxes.flatMap((mailbox) => (mailbox.identities?.length ? mailbox.identities : [{ address: mailbox.address }])
      .map((identity) => ({ mailbox, identity })));
    const chosen = `${one.mailbox} ${one.from?.address}`;
    return html`<label class="field"><span>${t('from')}</span>
      <select data-test="compose-from" @change=${(event) => this.sendFrom(choices[event.target.selectedIndex])}>
        ${choices.map(({ mailbox, identity }) => html`<option ?selected=${`${mailbox.id} ${identity.address}` === chosen} ?disabled=${mailbox.state !== 'connected'}>
          ${identity.name ? `${identity.name} <${identity.address}>` : identity.address} · ${t(`provider.${mailbox.provider}`)}</option>`)}
      </select></label>`;
  }

  /// Another mailbox signs with its own signature.
  sendFrom({ mailbox, identity }) {
    const one = this.composer;
    const before = one.mailbox;
    const text = mailbox.id === before ? null : withSignature(one.html ?? '', mailbox);
    this.edit({ mailbox: mailbox.id, from: identity, ...(text !== null && text !== one.html && { html: text, restored: crypto.randomUUID() }) });
    if (mailbox.id !== before) attachAgain(one.key);
  }

  /// A linked account offers its contacts; the primary one is already a recipient.
  pick(account) {
    const one = this.composer;
    const records = [...one.records.filter((each) => each.id !== account.id), { type: 'account', id: account.id, label: account.label }];
    const primary = account.contacts?.find((each) => each.primary && each.addresses?.length) ?? account.contacts?.find((each) => each.addresses?.length);
    const there = new Set(one.to.map((who) => who.address.toLowerCase()));
    const to = primary && !there.has(primary.addresses[0].toLowerCase())
      ? [...one.to, { name: primary.name, address: primary.addresses[0] }] : one.to;
    update(one.key, { offered: [...(one.offered ?? []), ...(account.contacts ?? [])] });
    this.edit({ records, to });
  }

  contacts(one) {
    const there = new Set([...one.to, ...one.cc, ...one.bcc].map((who) => who.address.toLowerCase()));
    const others = (one.offered ?? []).filter((each) => each.addresses?.length && !there.has(each.addresses[0].toLowerCase()));
    if (!others.length || !one.records.length) return nothing;
    return html`<div class="offered"><span>${t('contacts.of')}</span>${others.slice(0, 6).map((each) => html`
      <button type="button" class="chip add" data-test="offered-contact" @click=${() => this.edit({ to: [...one.to, { name: each.name, address: each.addresses[0] }] })}>
        ${icon('plus', 'small')}${each.name || each.addresses[0]}</button>`)}</div>`;
  }

  key(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); event.stopPropagation(); close(this.composer.key); }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.querySelector('compose-foot').send(); }
  }

  dragOver(event) {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  }

  drop(event) {
    this.dropping = false;
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    attach(this.composer.key, event.dataTransfer.files);
  }

  paste(event) {
    if (!event.clipboardData?.files.length || event.clipboardData.types.includes('text/html')) return;
    event.preventDefault();
    attach(this.composer.key, event.clipboardData.files);
  }
}
customElements.define('compose-panel', ComposePanel);

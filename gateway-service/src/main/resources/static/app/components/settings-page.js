import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { patch } from '../api.js';
import { t } from '../i18n.js';
import { icon, provider } from '../icons.js';
import { refreshMailboxes, saveSettings } from '../session.js';
import { state } from '../store.js';
import { failed, toast } from '../toasts.js';
import { languagePicker } from './language-picker.js';
import './rich-editor.js';

/// What the user decides: language, undo window, default mailbox, signatures, trusted senders.
class SettingsPage extends Element {
  static watch = ['settings', 'mailboxes', 'session'];
  static properties = { signatures: { state: true } };

  constructor() {
    super();
    this.signatures = {};
  }

  render() {
    const { settings, session, mailboxes } = state;
    const most = session.limits?.undoSecondsMax ?? 30;
    return html`<div class="page"><h1>${t('settings')}</h1>
      <section class="panel"><h2>${t('settings.general')}</h2>
        <div class="setting"><span>${t('language')}</span>${languagePicker()}</div>
        <label class="setting"><span>${t('settings.undo')}</span><select data-test="undo-seconds" @change=${(event) => saveSettings({ undoSeconds: Number(event.target.value) })}>
          ${[...new Set([0, 5, 10, 20, 30, settings.undoSeconds])].filter((one) => one <= most).sort((a, b) => a - b).map((one) => html`
            <option value=${one} ?selected=${one === settings.undoSeconds}>${t('seconds', { count: one })}</option>`)}</select></label>
        <label class="setting"><span>${t('settings.markRead')}</span><select @change=${(event) => saveSettings({ markReadAfterSeconds: Number(event.target.value) })}>
          ${[...new Set([0, 1, 3, 5, 10, settings.markReadAfterSeconds ?? 1])].sort((a, b) => a - b).map((one) => html`
            <option value=${one} ?selected=${one === settings.markReadAfterSeconds}>${t('seconds', { count: one })}</option>`)}</select></label>
        <label class="setting"><span>${t('settings.defaultMailbox')}</span><select @change=${(event) => saveSettings({ defaultMailbox: event.target.value || null })}>
          <option value="">${t('settings.first')}</option>${mailboxes.map((one) => html`<option value=${one.id} ?selected=${one.id === settings.defaultMailbox}>${one.address}</option>`)}</select></label>
      </section>
      ${mailboxes.map((one) => html`<section class="panel"><h2>${provider(one.provider)}${one.address}</h2>
        <h3>${t('settings.signature')}</h3>
        <rich-editor class="signature" .html=${one.signature ?? ''} label=${t('settings.signature')}
          @change-html=${(event) => { this.signatures = { ...this.signatures, [one.id]: event.detail }; }}></rich-editor>
        <div class="buttons"><button type="button" class="plain" ?disabled=${!(one.id in this.signatures)} @click=${() => this.save(one)}>${t('save')}</button>
          <a class="plain" href=${`#/mailbox/${encodeURIComponent(one.id)}`}>${icon('pulse')}${t('health.title')}</a></div></section>`)}
      ${settings.trustedSenders?.length ? html`<section class="panel"><h2>${t('settings.trusted')}</h2><ul class="plain-list">${settings.trustedSenders.map((one) => html`
        <li>${one}<button type="button" class="quiet" aria-label=${t('recipient.remove', { name: one })}
          @click=${() => saveSettings({ trustedSenders: settings.trustedSenders.filter((each) => each !== one) })}>${icon('close', 'small')}</button></li>`)}</ul></section>` : nothing}
    </div>`;
  }

  async save(one) {
    try {
      await patch(`/mailboxes/${encodeURIComponent(one.id)}`, { signature: this.signatures[one.id] });
      const { [one.id]: saved, ...rest } = this.signatures;
      this.signatures = rest;
      await refreshMailboxes();
      toast(t('settings.saved'));
    } catch (problem) { failed(problem); }
  }
}
customElements.define('settings-page', SettingsPage);

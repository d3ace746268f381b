import { html } from 'lit';
import { Element } from '../base.js';
import { isValid } from '../addresses.js';
import { get, post } from '../api.js';
import { edit } from '../drafts.js';
import { mediumDate } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { send } from '../sending.js';
import { mailboxOf } from '../store.js';
import { failed, toast } from '../toasts.js';
import { refusal } from '../uploads.js';
import { ask } from './ask.js';
import { askTime } from './ask-time.js';
import './menu-button.js';

const at = (days, hour) => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return date;
};

/// Send, send later, attach, templates, clear fields, discard.
class ComposeFoot extends Element {
  static properties = { composer: { type: Object }, templates: { state: true } };

  render() {
    const one = this.composer;
    const waiting = one.uploads.some((each) => !each.problem);
    return html`<footer>
      <span class="send"><button type="button" class="primary" data-test="compose-send" ?disabled=${one.sending || waiting} title=${waiting ? t('attach.waiting') : `${t('send')} (Ctrl Enter)`}
        @click=${() => this.send()}>${icon('sent')}<span>${t('send')}</span></button>
        <menu-button look="primary" icon="down" label=${t('send.later')} test="compose-later" ?disabled=${one.sending || waiting} .items=${this.times()}></menu-button></span>
      <label class="quiet attach" title=${t('attach')}>${icon('clip')}<span>${t('attach')}</span>
        <input type="file" multiple data-test="attach-input" aria-label=${t('attach')} class="visually-hidden" @change=${this.files}></label>
      <menu-button icon="template" label=${t('templates')} test="compose-templates" .items=${this.templateItems()} @click=${this.loadTemplates}></menu-button>
      <span class="spring"></span>
      <button type="button" class="plain clear" data-test="compose-clear" @click=${() => this.dispatchEvent(new Event('clear'))}>${t('clear')}</button>
      <button type="button" class="quiet" data-test="compose-discard" aria-label=${t('discard')} title=${t('discard')}
        @click=${() => this.dispatchEvent(new Event('discard'))}>${icon('trash')}</button>
    </footer>`;
  }

  files(event) {
    this.dispatchEvent(new CustomEvent('files', { detail: [...event.target.files] }));
    event.target.value = '';
  }

  times() {
    const monday = (8 - new Date().getDay()) % 7 || 7;
    return [
      { heading: t('send.later') },
      ...[['send.tomorrow', at(1, 8)], ['send.tomorrowAfternoon', at(1, 14)], ['send.monday', at(monday, 8)]].map(([key, date]) => ({
        label: t(key), sub: mediumDate(date.toISOString()), icon: 'clock', run: () => this.send(date.toISOString()),
      })),
      { label: t('send.pick'), icon: 'clock', test: 'send-at', run: async () => { const date = await askTime(t('send.later')); if (date) this.send(date); } },
    ];
  }

  async send(sendAt) {
    // The focus leaves the fields first: what stands in them is part of the message.
    document.activeElement?.blur?.();
    await this.updateComplete;
    const { composer: one } = this;
    const people = [...one.to, ...one.cc, ...one.bcc];
    if (!people.length) { toast(t('send.nobody'), { failed: true }); return; }
    const wrong = people.find((who) => !isValid(who));
    if (wrong) { toast(t('send.invalid', { address: wrong.address }), { failed: true }); return; }
    const most = mailboxOf(one.mailbox)?.capabilities?.recipients ?? Infinity;
    if (people.length > most) { toast(t('send.tooMany', { count: people.length, limit: most }), { failed: true }); return; }
    const refused = refusal(one);
    if (refused) { toast(refused, { failed: true }); return; }
    if (one.uploads.some((each) => each.problem) && !(await ask(t('send.filesTitle'), t('send.filesText'), t('send.anyway')))) return;
    if (this.forgotten() && !(await ask(t('forgotten.title'), t('forgotten.text'), t('send.anyway'), { no: t('forgotten.back') }))) return;
    if (!one.subject?.trim() && one.kind === 'new' && !(await ask(t('noSubject.title'), t('noSubject.text'), t('send.anyway')))) return;
    send(one.key, sendAt);
  }

  /// The text speaks of an attachment, and there is none.
  forgotten() {
    const one = this.composer;
    if (one.attachments.length || one.uploads.length) return false;
    const parsed = new DOMParser().parseFromString(one.html ?? '', 'text/html');
    parsed.querySelectorAll('blockquote, .gmail_quote, .correo-quote, .correo-signature').forEach((quote) => quote.remove());
    return /\b(adjunt[oaá]\w*|attach(ed|ment|ing)?\b|anex[oa]\w*|en adjunto|em anexo)/i.test(`${one.subject} ${parsed.body.textContent}`);
  }

  async loadTemplates() {
    if (this.templates) return;
    this.templates = [];
    try { this.templates = (await get('/templates')).items; } catch { /* the menu then only offers to save one */ }
  }

  templateItems() {
    const one = this.composer;
    return [
      { heading: t('templates') },
      ...(this.templates ?? []).map((each) => ({ label: each.name, icon: 'template', run: () => this.insert(each) })),
      { separator: true },
      { label: t('templates.save'), icon: 'plus', run: () => this.saveTemplate() },
    ];
  }

  /// The template with the fields of the linked account filled in, above what is written.
  async insert(template) {
    try {
      const filled = await post(`/templates/${encodeURIComponent(template.id)}/rendering`, { records: this.composer.records });
      const one = this.composer;
      edit(one.key, { subject: one.subject || filled.subject, html: filled.html + (one.html ?? ''), restored: crypto.randomUUID() });
    } catch (problem) { failed(problem); }
  }

  async saveTemplate() {
    const { subject, html: text } = this.composer;
    try {
      await post('/templates', { name: subject || t('templates.unnamed'), subject, html: text });
      this.templates = null;
      toast(t('templates.saved'));
    } catch (problem) { failed(problem); }
  }
}
customElements.define('compose-foot', ComposeFoot);

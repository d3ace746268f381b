import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { post, put } from '../api.js';
import { reload } from '../conversation.js';
import { t } from '../i18n.js';
import { isMine } from '../store.js';
import { failed, toast } from '../toasts.js';
import './menu-button.js';

const CHOICES = [null, 'everything', 'subject', 'metadata', 'private'];

/// Its owner decides how much colleagues see of a conversation; a colleague may ask to see more.
class SharingMenu extends Element {
  static properties = { thread: { type: Object } };

  render() {
    const { thread } = this;
    if (isMine(thread.mailbox)) {
      return html`<menu-button side="end" icon="eye" label=${t('sharing')} test="sharing" .items=${[{ heading: t('sharing') }, ...CHOICES.map((choice) => ({
        label: t(`sharing.${choice ?? 'default'}`), checked: (thread.visibility ?? null) === choice, run: () => this.share(choice),
      }))]}></menu-button>`;
    }
    if (!thread.rights || thread.rights === 'everything') return nothing;
    return html`<button type="button" class="plain" data-test="ask-access" @click=${this.ask}>${t('access.ask')}</button>`;
  }

  async share(visibility) {
    try {
      await put(`/threads/${encodeURIComponent(this.thread.id)}/visibility`, { visibility });
      toast(t('sharing.done'));
      reload();
    } catch (problem) { failed(problem); }
  }

  async ask() {
    try {
      await post('/access-requests', { thread: this.thread.id });
      toast(t('access.asked'));
    } catch (problem) { failed(problem); }
  }
}
customElements.define('sharing-menu', SharingMenu);

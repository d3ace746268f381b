import { html, render } from 'lit';
import { t } from '../i18n.js';

/// A question before something that cannot be undone, or that was perhaps forgotten. → true when confirmed.
export function ask(title, text, yes, { danger = false, no = t('cancel') } = {}) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'ask';
    dialog.setAttribute('aria-labelledby', 'ask-title');
    document.body.append(dialog);
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'yes'); });
    render(html`<form method="dialog">
      <h2 id="ask-title">${title}</h2><p>${text}</p>
      <div class="buttons">
        <button value="no" class="plain" data-test="ask-no">${no}</button>
        <button value="yes" class=${danger ? 'danger' : 'primary'} data-test="ask-yes">${yes}</button>
      </div></form>`, dialog);
    dialog.showModal();
  });
}

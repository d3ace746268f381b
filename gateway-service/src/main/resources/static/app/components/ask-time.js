import { html, render } from 'lit';
import { t } from '../i18n.js';

const pad = (value) => String(value).padStart(2, '0');
const local = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;

/// Asks for a moment in the future. → ISO time, or null.
export function askTime(title, start = new Date(Date.now() + 3_600_000)) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'ask';
    dialog.setAttribute('aria-label', title);
    document.body.append(dialog);
    dialog.addEventListener('close', () => {
      const value = dialog.querySelector('input').value;
      dialog.remove();
      resolve(dialog.returnValue === 'yes' && value ? new Date(value).toISOString() : null);
    });
    render(html`<form method="dialog"><h2>${title}</h2>
      <label class="stacked">${t('send.when')}<input type="datetime-local" required .value=${local(start)} min=${local(new Date())} data-test="send-at-time"></label>
      <div class="buttons"><button value="no" class="plain" formnovalidate>${t('cancel')}</button>
        <button value="yes" class="primary" data-test="ask-yes">${t('send.later')}</button></div></form>`, dialog);
    dialog.showModal();
  });
}

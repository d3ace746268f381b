import { html } from 'lit';
import { LANGUAGES, t } from '../i18n.js';
import { chooseLanguage } from '../session.js';
import { state } from '../store.js';

const NAMES = { es: 'Español', en: 'English', 'pt-BR': 'Português' };

export const languagePicker = () => html`<label class="language">
  <span class="visually-hidden">${t('language')}</span>
  <select data-test="language" @change=${(event) => chooseLanguage(event.target.value)}>
    ${LANGUAGES.map((lang) => html`<option value=${lang} lang=${lang} ?selected=${lang === state.lang}>${NAMES[lang]}</option>`)}
  </select></label>`;

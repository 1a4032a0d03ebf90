// The reader's language and theme: the switches in the page's head, and where they are remembered.
import { t } from './texts.js';

const root = document.documentElement;
const darkness = matchMedia('(prefers-color-scheme: dark)');

/** @param changed called when the language has been switched */
export function initSettings(changed) {
  const language = document.getElementById('language');
  const theme = document.getElementById('theme');
  language.addEventListener('click', () => {
    root.lang = root.lang === 'en' ? 'zh-Hans' : 'en';
    keep('language', root.lang.slice(0, 2));
    changed();
  });
  theme.addEventListener('click', () => {
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
    showTheme();
  });
  darkness.addEventListener('change', () => {
    if (kept('theme') === null) {
      root.dataset.theme = darkness.matches ? 'dark' : 'light';
      showTheme();
    }
  });
  showTheme();
}

/** Puts the texts of the language that is set into the page's fixed parts. */
export function writeTexts() {
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = t(element.dataset.text);
  }

  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
  }

  for (const element of document.querySelectorAll('[data-hint]')) {
    element.placeholder = t(element.dataset.hint);
  }

  const language = document.getElementById('language');
  language.textContent = t('otherLanguage');
  language.lang = root.lang === 'en' ? 'zh-Hans' : 'en';
  document.getElementById('theme').setAttribute('aria-label', t('darkMode'));
  document.getElementById('theme').title = t('darkMode');
}

function showTheme() {
  document.getElementById('theme').setAttribute('aria-pressed', String(root.dataset.theme === 'dark'));
}

function kept(name) {
  try {
    return localStorage.getItem(`portal.${name}`);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(`portal.${name}`, value);
  } catch {
    // storage is forbidden here: the choice lasts as long as the page
  }
}

// What a reader sees instead of a view that can't be shown: what happened, and what to do.
import { h } from './dom.js';
import { home } from './routes.js';
import { t } from './texts.js';

/** @param again shows the same view anew */
export function failureView(failure, again) {
  const kind = failure.kind ?? 'broken';
  const passing = kind === 'unreachable' || kind === 'busy' || kind === 'broken';
  return {
    title: t(kind),
    status: t(kind),
    view: h('div.failure', { 'data-kind': kind },
      h('h1', { tabindex: '-1' }, t(kind)),
      h('p.lead', null, t(`${kind}Help`)),
      failure.mistakes?.length > 0 ? h('ul', null, failure.mistakes.map((mistake) => h('li', { lang: 'en' }, mistake))) : null,
      failure.detail && kind !== 'unreachable' ? h('p.note', { lang: 'en' }, failure.detail) : null,
      h('p.actions', null,
        passing ? h('button', { type: 'button', onclick: again }, t('again')) : null,
        h('a', { href: home() }, t('toStart')))),
  };
}

/** A hub that has published nothing yet answers 404 for its root. */
export function nothingYet() {
  return {
    title: '',
    status: t('nothingYet'),
    view: h('div.failure', null, h('h1', { tabindex: '-1' }, t('nothingYet')), h('p.lead', null, t('nothingYetHelp'))),
  };
}

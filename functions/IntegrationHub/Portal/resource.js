// One resource: what it is, where to get it and why we say so, what belongs to it, and where all this comes from.
import { agentLink, description, factLine, fullTitle, titles } from './description.js';
import { foreign, h } from './dom.js';
import { citation, resource } from './hub.js';
import { places } from './places.js';
import { provenance } from './provenance.js';
import { resource as addressOf, search } from './routes.js';
import { languageName, relationName, t } from './texts.js';

export async function resourceView({ id }, signal) {
  const { body, address } = await resource(id, signal);
  const moved = body.id !== id || !address.includes(id);
  const record = body.record;
  const title = fullTitle(record) || t('untitled');
  const language = record.languages.length === 1 ? record.languages[0] : null;
  const view = h('article.resource', null,
    h('header', null,
      moved ? h('p.notice', null, t('movedHere', id)) : null,
      h('p.kind', null, factLine(record)),
      h('h1', { tabindex: '-1', dir: 'auto', lang: language }, title),
      titles(record),
      creators(record.creators)),
    places(body),
    h('div.about', null,
      record.abstract ? h('section', { 'aria-labelledby': 'abstract' }, h('h2', { id: 'abstract' }, t('abstract')), foreign('p.abstract', record.abstract)) : null,
      description(record),
      editions(body.editions),
      related(body.links),
      citing(body.id),
      provenance(body)));
  return { title, view, status: t('loaded', title), moved: moved ? addressOf(body.id) : null };
}

function creators(agents) {
  return agents.length === 0 ? null : h('p.creators', null, agents.map((agent, at) => [at === 0 ? null : '; ', ...agentLink(agent)]));
}

/** One edition alone says nothing that the description does not say. */
function editions(all) {
  if (all.length < 2) {
    return null;
  }

  const columns = [
    ['year', (edition) => edition.year],
    ['edition', (edition) => edition.edition],
    ['publisher', (edition) => edition.publisher],
    ['languages', (edition) => edition.languages.map(languageName).join(', ')],
    ['extent', (edition) => edition.extent],
    ['isbn', (edition) => edition.isbn.join(', ')],
  ].filter(([, value]) => all.some((edition) => value(edition)));
  return h('section.editions', { 'aria-labelledby': 'editions' }, h('h2', { id: 'editions' }, t('editions')),
    h('div.scroll', { tabindex: '0', role: 'group', 'aria-labelledby': 'editions' }, h('table', null,
      h('thead', null, h('tr', null, columns.map(([name]) => h('th', { scope: 'col' }, t(name))))),
      h('tbody', null, all.map((edition) => h('tr', null, columns.map(([, value]) => h('td', { dir: 'auto' }, String(value(edition) || '–')))))))));
}

function related(links) {
  const works = links.filter((link) => link.rel === 'related');
  const groups = [...new Set(works.map((link) => link.properties.relation))];
  return works.length === 0 ? null : h('section.related', { 'aria-labelledby': 'related' }, h('h2', { id: 'related' }, t('related')),
    groups.map((relation) => [h('h3', null, relationName(relation)), h('ul', null, works.filter((link) => link.properties.relation === relation).map((link) =>
      h('li', null, h('a', { href: addressOf(link.href.split('/').pop()), dir: 'auto' }, link.title))))]));
}

function citing(id) {
  const done = h('span.done', { role: 'status' });
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(await text());
      done.textContent = t('copied');
    } catch {
      done.textContent = t('notCopied');
    }
  };
  const bibtex = async () => (await fetch(citation(id, 'bibtex'))).text();
  return h('section.cite', { 'aria-labelledby': 'cite' }, h('h2', { id: 'cite' }, t('cite')), h('p', null, t('citeHelp')),
    h('ul.inline', null, [['bibtex', 'BibTeX'], ['ris', 'RIS'], ['csl', 'CSL-JSON']].map(([form, name]) => h('li', null, h('a.button', { href: citation(id, form), download: true }, name)))),
    h('p.actions', null,
      h('button', { type: 'button', onclick: () => copy(bibtex) }, t('copyBibtex')), ' ',
      h('button', { type: 'button', onclick: () => copy(() => Promise.resolve(location.href)) }, t('copyLink')), ' ', done));
}

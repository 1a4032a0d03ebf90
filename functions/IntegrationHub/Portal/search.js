// Hits with facets, and what to do where there are none.
import { cards } from './cards.js';
import { foreign, h } from './dom.js';
import { find, root, textOf, withIdentifier } from './hub.js';
import { namesIn } from './listing.js';
import { filtersOf, having, home, resource, search, without, wordsOf } from './routes.js';
import { format, t } from './texts.js';

const sorts = [['relevance', 'sortRelevance'], ['title', 'sortTitle'], ['date', 'sortDate']];
const wide = matchMedia('(min-width: 60em)');

export async function searchView({ question }, signal) {
  const [hits, start] = await Promise.all([find(question, signal), root()]);
  const words = wordsOf(question).map(([, value]) => value).join(' ');
  const total = hits.metadata.numberOfItems ?? 0;
  const size = hits.metadata.itemsPerPage ?? 50;
  const page = hits.metadata.currentPage ?? 1;
  const pages = Math.max(1, Math.min(Math.ceil(total / size), Math.ceil(10_000 / size)));
  const title = words === '' ? t('searchAll') : t('searchTitle', words);
  const facets = facetsOf(hits, question);
  const found = total === 0 ? t('noResults') : pages === 1 ? t('results', total) : `${t('results', total)} · ${t('pageOf', page, pages)}`;
  const head = [h('h1', { tabindex: '-1', dir: 'auto' }, title), h('p.facts', null, found), asked(question, facets, start)];
  if (total === 0) {
    return { title, status: found, view: h('div.hits', null, head, await emptyHelp(question, words, facets, start, signal)) };
  }

  return {
    title,
    status: found,
    view: h('div.hits', null,
      h('div.columns', null,
        h('div.head', null, head, sorting(question)),
        filters(question, facets),
        h('div.found', null, cards(hits.publications ?? []), paging(question, page, pages)))),
  };
}

/** The feed's facets, each with the parameter that it adds or, where it is active, takes away: its address differs from the question in nothing else. */
function facetsOf(hits, question) {
  return (hits.facets ?? []).map((group) => ({
    title: textOf(group.metadata.title),
    values: group.links.map((link) => {
      const theirs = new URL(link.href, document.baseURI).searchParams;
      const added = filtersOf(theirs).find(([name, value]) => !question.getAll(name).includes(value));
      const removed = filtersOf(question).find(([name, value]) => !theirs.getAll(name).includes(value));
      const [name, value] = added ?? removed ?? [null, null];
      return { name, value, active: added === undefined, title: textOf(link.title).replace(/^✓ /, ''), count: link.properties?.numberOfItems };
    }).filter((facet) => facet.name !== null),
  })).filter((group) => group.values.length > 0);
}

/** What was asked for beside the words in the search box, each with a link that takes it away. */
function asked(question, facets, start) {
  const terms = termsOf(question, facets, start);
  return terms.length === 0 ? null : h('ul.asked', { 'aria-label': t('filtersFor') }, terms.map(({ name, value, label }) =>
    h('li', null, h('a', { href: search(without(question, name, value)), 'aria-label': t('removeFilter', label) }, h('span', { dir: 'auto' }, label), h('span', { 'aria-hidden': 'true' }, ' ×')))));
}

function termsOf(question, facets, start) {
  const labels = namesIn(start);
  const fields = wordsOf(question).filter(([name]) => name !== 'query').map(([name, value]) => ({ name, value, label: t(name === 'title' ? 'inTitle' : 'inAuthor', value) }));
  const filtered = filtersOf(question).map(([name, value]) => ({
    name,
    value,
    label: name === 'free' ? t('free')
      : facets.flatMap((group) => group.values).find((facet) => facet.name === name && facet.value === value)?.title ?? labels.get(`${name}/${value}`) ?? value,
  }));
  return [...fields, ...filtered];
}

function sorting(question) {
  const usual = wordsOf(question).length > 0 ? 'relevance' : 'date';
  const current = question.get('sort') ?? usual;
  return h('nav.sorting', { 'aria-label': t('sortBy') }, h('span', { 'aria-hidden': 'true' }, t('sortBy')), h('ul.inline', null, sorts.map(([value, name]) =>
    h('li', null, value === current ? h('span', { 'aria-current': 'true' }, t(name)) : h('a', { href: search(having(question, 'sort', value)) }, t(name))))));
}

function filters(question, facets) {
  const free = question.get('free') === 'true';
  const access = { title: t('access'), values: [{ name: 'free', value: 'true', active: free, title: t('free') }] };
  const groups = [access, ...facets.filter((group) => group.values[0].name !== 'free')];
  return h('details.filters', { open: wide.matches }, h('summary', null, h('h2', null, t('filters'))),
    groups.map((group) => h('section', { 'aria-label': group.title }, h('h3', null, group.title), h('ul', null, group.values.map((facet) => h('li', null, facetLink(question, facet)))))));
}

function facetLink(question, facet) {
  const changed = facet.active ? without(question, facet.name, facet.value) : having(question, facet.name, facet.value);
  return h('a', { href: search(changed), 'aria-current': facet.active ? 'true' : null, 'aria-label': facet.active ? t('removeFilter', facet.title) : null },
    h('span.name', null, facet.title), ' ', facet.active ? h('span.count', { 'aria-hidden': 'true' }, '×') : facet.count === undefined ? null : h('span.count', null, format(facet.count)));
}

function paging(question, page, pages) {
  const link = (number, name) => h('li', null, number < 1 || number > pages || number === page ? h('span', { 'aria-disabled': 'true' }, t(name)) : h('a', { href: search(pageOf(question, number)) }, t(name)));
  return pages === 1 ? null : h('nav.pages', { 'aria-label': t('paging') }, h('ul', null,
    link(1, 'firstPage'), link(page - 1, 'previousPage'), h('li', { 'aria-current': 'page' }, `${format(page)} / ${format(pages)}`), link(page + 1, 'nextPage'), link(pages, 'lastPage')));
}

function pageOf(question, page) {
  const changed = new URLSearchParams(question);
  changed.set('page', page);
  return changed;
}

async function emptyHelp(question, words, facets, start, signal) {
  const terms = termsOf(question, facets, start);
  const tips = [];
  for (const { name, value, label } of terms) {
    tips.push(h('a', { href: search(without(question, name, value)) }, t('tryWithout', label)));
  }

  if (wordsOf(question).some(([name]) => name !== 'query')) {
    tips.push(h('a', { href: search(new URLSearchParams({ query: words })) }, t('tryAnywhere')));
  }

  if (words.includes('"')) {
    tips.push(h('a', { href: search(having(question, 'query', words.replaceAll('"', ' ').trim())) }, t('tryWithoutQuotes')));
  }

  if (/\s/.test(words)) {
    tips.push(t('tryFewerWords'));
  }

  tips.push(h('a', { href: home() }, t('tryBrowse')));
  return [
    await byNumber(words, signal),
    words === '' ? null : h('p', { dir: 'auto' }, t('noResultsFor', words)),
    h('h2', null, t('tryThis')),
    h('ul', null, tips.map((tip) => h('li', null, tip))),
    h('p.note', null, t('scriptHelp')),
  ];
}

/** Numbers are looked up, not searched: whoever typed one gets what it names. */
async function byNumber(words, signal) {
  const scheme = schemeOf(words);
  const answer = scheme === null ? null : await withIdentifier(scheme, words.trim(), signal).catch(() => null);
  return !answer?.found ? null : h('section.number', null, h('h2', null, t('byNumber', words.trim())), h('ul', null,
    answer.resources.map((found) => h('li', null, h('a', { href: resource(found.id) }, foreign('span', found.title)), found.year ? ` (${found.year})` : null))));
}

function schemeOf(words) {
  const number = words.trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:|isbn[:\s]*|issn[:\s]*)/i, '');
  return /^10\.\d{4,}\/\S+$/.test(number) ? 'doi'
    : /^\d{4}-?\d{3}[\dXx]$/.test(number) ? 'issn'
    : /^(97[89])?\d{9}[\dXx]$/.test(number.replace(/[\s-]/g, '')) ? 'isbn' : null;
}

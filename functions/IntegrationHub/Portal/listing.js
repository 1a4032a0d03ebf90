// A document of the feed: where it stands, the nodes that it leads to, the resources on its page.
import { cards } from './cards.js';
import { h, joined } from './dom.js';
import { feed, linkOf, placeOf, root, textOf } from './hub.js';
import { browse, home, search } from './routes.js';
import { format, t } from './texts.js';

export async function browseView(route, signal) {
  const [start, listing] = await Promise.all([root(), feed(route.path, route.page, signal)]);
  const title = textOf(listing.metadata.title);
  const count = listing.metadata.numberOfItems;
  const nodes = listing.navigation ?? [];
  const publications = listing.publications ?? [];
  const question = questionOf(route.path, start);
  const facts = publications.length > 0 ? joined([count === undefined ? null : t('resources', count), route.page ? t('olderPage') : t('newestFirst')]).join('')
    : nodes.length > 0 ? t('categories', nodes.length) : '';
  const view = h('div.listing', null,
    trail(route.path, start, title),
    h('h1', { tabindex: '-1' }, title),
    h('p.facts', null, facts, question ? [' ', h('a', { href: search(question) }, t('narrow'))] : null),
    listing.metadata.description ? h('p.lead', { dir: 'auto' }, textOf(listing.metadata.description)) : null,
    nodes.length > 0 ? nodeList(nodes, listing) : null,
    (listing.groups ?? []).map((group) => h('section', null, h('h2', null, textOf(group.metadata.title)), group.navigation ? nodeList(group.navigation, listing) : cards(group.publications ?? [], 3))),
    publications.length > 0 ? cards(publications) : null,
    pages(listing));
  return { title, view, status: facts };
}

/** Links to documents of the feed, with their counts. */
export function nodeList(links, document) {
  return h('ul.nodes', null, links.map((link) => {
    const place = placeOf(link.href, document);
    if (place === null) {
      return null;
    }

    const code = /^subject\/(?:.*\/)?([A-Z][A-Z0-9]*)$/.exec(place.path)?.[1] ?? null;
    const title = textOf(link.title);
    const name = code !== null && title.startsWith(`${code} `) ? title.slice(code.length + 1) : title;
    const count = link.properties?.numberOfItems;
    return h('li', null, h('a', { href: browse(place.path, place.page) },
      code === null ? null : h('span.code', null, code), ' ', h('span.name', null, name), ' ', count === undefined ? null : h('span.count', null, format(count))));
  }));
}

/** From the start down to the document; names of what is between come from the root. */
function trail(path, start, title) {
  const steps = path.split('/');
  const above = steps.slice(0, -1).map((_, at) => steps.slice(0, at + 1).join('/'));
  const names = namesIn(start);
  return h('nav.trail', { 'aria-label': t('youAreHere') }, h('ol', null,
    h('li', null, h('a', { href: home() }, t('start'))),
    above.map((place) => h('li', null, h('a', { href: browse(place) }, names.get(place) ?? place.split('/').pop()))),
    h('li', { 'aria-current': 'page' }, title)));
}

/** What the root calls the documents that it leads to, by path. */
export function namesIn(start) {
  const names = new Map();
  for (const group of start.groups ?? []) {
    const self = linkOf(group, 'self');
    if (self) {
      names.set(placeOf(self.href, start)?.path, textOf(group.metadata.title));
    }

    for (const link of group.navigation ?? []) {
      names.set(placeOf(link.href, start)?.path, textOf(link.title));
    }
  }

  return names;
}

/** The question that finds what a category holds; null: the search knows no such dimension. */
function questionOf(path, start) {
  const [dimension, ...value] = path.split('/');
  if (path === 'all') {
    return new URLSearchParams();
  }

  const template = linkOf(start, 'search')?.href ?? '';
  const known = (/\{\?([^}]*)\}/.exec(template)?.[1] ?? '').split(',');
  return value.length > 0 && known.includes(dimension) ? new URLSearchParams({ [dimension]: value.join('/').replace(/\/all$/, '') }) : null;
}

function pages(listing) {
  const names = [['first', 'first'], ['previous', 'newer'], ['next', 'older'], ['last', 'oldest']];
  if (!linkOf(listing, 'previous') && !linkOf(listing, 'next')) {
    return null;
  }

  return h('nav.pages', { 'aria-label': t('paging') }, h('ul', null, names.map(([rel, name]) => {
    const link = linkOf(listing, rel);
    const place = link ? placeOf(link.href, listing) : null;
    const here = link && linkOf(listing, 'self')?.href === link.href;
    return place === null ? null : h('li', null, here ? h('span', { 'aria-current': 'page' }, t(name)) : h('a', { href: browse(place.path, place.page) }, t(name)));
  })));
}

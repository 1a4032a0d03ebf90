// A publication of the feed in short, as lists of the feed and of hits show it.
import { badge, embargoEnd, isFree } from './access.js';
import { foreign, h, joined, outward, siteOf, webAddress } from './dom.js';
import { idOf, textOf } from './hub.js';
import { resource } from './routes.js';
import { formatDay, schemaTypeName, statusName, t } from './texts.js';

const acquisition = 'http://opds-spec.org/acquisition';
const shownNames = 3;

/** @param level of the card's heading */
export function cards(publications, level = 2) {
  return h('ol.cards', null, publications.map((publication) => h('li', null, card(publication, level))));
}

function card(publication, level) {
  const data = publication.metadata;
  const id = idOf(publication);
  const title = textOf(data.title) || t('untitled');
  const language = data.language?.length === 1 ? data.language[0] : null;
  return h('article.card', null,
    h(`h${level}`, null, id === null ? foreign('span', title, language) : h('a', { href: resource(id), dir: 'auto', lang: language }, title)),
    h('p.byline', null, joined([names(data), whole(data), publisher(data), year(data)])),
    data.description ? foreign('p.abstract', textOf(data.description)) : null,
    h('p.access', null, joined([typeOf(data), ...access(publication.links ?? [])], ' ')));
}

function names(data) {
  const all = ['author', 'editor', 'translator', 'contributor'].map((role) => listOf(data[role])).find((list) => list.length > 0) ?? [];
  return all.length === 0 ? null
    : h('span', { dir: 'auto' }, all.slice(0, shownNames).map(nameOf).join('; '), all.length > shownNames ? '; …' : null);
}

function whole(data) {
  const journal = data.belongsTo?.journal ?? data.belongsTo?.collection;
  return journal === undefined ? null : foreign('cite', nameOf(listOf(journal)[0]));
}

const publisher = (data) => (data.publisher ? h('span', { dir: 'auto' }, nameOf(listOf(data.publisher)[0])) : null);

const year = (data) => (data.published ?? '').slice(0, 4) || null;

function typeOf(data) {
  const name = schemaTypeName(data['@type'] ?? '');
  return name === '' ? null : h('span.type', null, name);
}

/** How it is to be had, best first: a free copy's link stands here already. */
function access(links) {
  const places = links.filter((link) => (link.rel ?? '').startsWith(acquisition));
  const free = places.find((link) => link.rel === `${acquisition}/open-access`);
  if (free) {
    const status = free.properties?.access?.status ?? 'free';
    return [badge(isFree(status) ? status : 'free'), webAddress(free.href) === null ? null : outward(free.href, t('openAt', siteOf(free.href)))];
  }

  const later = places.find((link) => link.properties?.access?.status === 'embargoed');
  if (later) {
    const end = later.properties?.availability?.until ?? embargoEnd(later.properties.access.evidence ?? []);
    return [badge('embargoed'), end ? t('until', formatDay(end)) : null];
  }

  const held = places.find((link) => link.rel === `${acquisition}/borrow`);
  return held ? [badge('restricted', t('held')), foreign('span', held.title ?? '')]
    : [badge(places[0]?.properties?.access?.status ?? 'unknown', statusName(places[0]?.properties?.access?.status ?? 'unknown'))];
}

const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const nameOf = (contributor) => (typeof contributor === 'string' ? contributor : textOf(contributor.name));

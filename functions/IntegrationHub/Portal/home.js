// The first view: every way into the feed, with counts, and what has arrived lately.
import { cards } from './cards.js';
import { h } from './dom.js';
import { feed, linkOf, placeOf, root, textOf } from './hub.js';
import { nodeList } from './listing.js';
import { browse } from './routes.js';
import { format, t } from './texts.js';

const shownNew = 5;

export async function homeView(route, signal) {
  const start = await root();
  const links = start.navigation ?? [];
  const all = links.find((link) => placeOf(link.href, start)?.path === 'all');
  const newest = links.find((link) => link.rel === 'http://opds-spec.org/sort/new');
  const others = links.filter((link) => link !== all && link !== newest && placeOf(link.href, start) !== null);
  const arrivals = newest ? h('div', { 'aria-busy': 'true', class: 'arriving' }) : null;
  const view = h('div.home', null,
    h('h1', { tabindex: '-1' }, t('welcome')),
    all ? h('p.lead', null, t('welcomeCount', all.properties?.numberOfItems ?? 0)) : null,
    (start.publications ?? []).length > 0 ? cards(start.publications) : null,
    all || others.length > 0 ? h('div.ways', null, nodeList([...(all ? [all] : []), ...others], start)) : null,
    (start.groups ?? []).map((group) => groupOf(group, start)),
    newest ? h('section.arrivals', { 'aria-labelledby': 'arrivals' }, h('h2', { id: 'arrivals' }, t('newArrivals')), arrivals) : null);
  const related = (start.links ?? []).filter((link) => link.rel === 'related' && placeOf(link.href, start) !== null);
  view.append(...related.map((link) => h('p.more', null, h('a', { href: browse(placeOf(link.href, start).path) }, textOf(link.title)))));
  if (arrivals) {
    // the rest does not wait for it
    fill(arrivals, newest, start, signal);
  }

  return { title: '', view, status: all ? t('resources', all.properties?.numberOfItems ?? 0) : '' };
}

function groupOf(group, start) {
  const title = textOf(group.metadata.title);
  const self = linkOf(group, 'self');
  const place = self ? placeOf(self.href, start) : null;
  const nodes = group.navigation ?? [];
  const more = (group.metadata.numberOfItems ?? 0) > nodes.length && nodes.length > 0;
  return h(`section.dimension.of-${(place?.path ?? 'group').replace(/[^a-z-]/g, '-')}`, { 'aria-label': title },
    h('h2', null, place ? h('a', { href: browse(place.path) }, title) : title),
    nodes.length > 0 ? nodeList(nodes, start) : cards(group.publications ?? [], 3),
    more && place ? h('p.more', null, h('a', { href: browse(place.path) }, t('seeAll', group.metadata.numberOfItems))) : null);
}

async function fill(arrivals, newest, start, signal) {
  const { path } = placeOf(newest.href, start);
  try {
    const listing = await feed(path, null, signal);
    arrivals.replaceChildren(
      cards((listing.publications ?? []).slice(0, shownNew), 3),
      h('p.more', null, h('a', { href: browse(path) }, t('seeNew'), ` (${format(listing.metadata.numberOfItems)})`)));
  } catch {
    arrivals.replaceChildren(h('p', null, h('a', { href: browse(path) }, t('seeNew'))));
  }

  arrivals.removeAttribute('aria-busy');
}

// Where a resource is to be had, free places first, each with what is known of it; and the libraries that hold it.
import { badge, embargoEnd, evidenceList, isFree } from './access.js';
import { foreign, h, joined, outward, siteOf, webAddress } from './dom.js';
import { formatDay, formatName, t } from './texts.js';

export function places(resource) {
  const all = resource.places;
  const free = all.filter((place) => place.free);
  const held = all.filter((place) => !place.free && place.member);
  const others = all.filter((place) => !place.free && !place.member);
  const reachable = all.some((place) => webAddress(place.url ?? '') !== null && place.url);
  return h('section.places-to-get', { 'aria-labelledby': 'get' }, h('h2', { id: 'get' }, t(free.length > 0 ? 'getItFree' : 'getIt')),
    reachable ? null : h('p.note', null, t('getItNowhere')),
    list(free),
    held.length > 0 ? [h('h3', null, t('heldBy')), list(held)] : null,
    others.length > 0 ? [free.length + held.length > 0 ? h('h3', null, t('getItElsewhere')) : null, list(others)] : null);
}

function list(entries) {
  return entries.length === 0 ? null : h('ul.get', null, entries.map((place) => h('li', { class: isFree(place.status) ? 'free' : null }, entry(place))));
}

function entry(place) {
  const end = place.status === 'embargoed' ? embargoEnd(place.evidence) : null;
  const address = place.url ? webAddress(place.url) : null;
  return [
    address === null ? null : outward(address, place.member && !place.free ? t('toCatalogue') : t('openAt', siteOf(address)), { class: place.free ? 'outward button main' : 'outward' }),
    foreign('p.source', place.name),
    h('p.what', null, joined([badge(place.status), address === null ? null : h('span.format', null, formatName(place.type ?? 'text/html')), end === null ? null : t('until', formatDay(end))], ' ')),
    place.member && !place.free ? h('p.note', null, t('heldNote')) : null,
    evidenceList(place.evidence, place.contradicted),
  ];
}

// The harvested records that a resource is made of, each as its provider has it.
import { fullTitle } from './description.js';
import { foreign, h } from './dom.js';
import { formatDay, t } from './texts.js';
import { citation } from './hub.js';

export function provenance(resource) {
  return h('section.provenance', { 'aria-labelledby': 'provenance' }, h('h2', { id: 'provenance' }, t('provenance')),
    h('p', null, t('provenanceHelp', resource.members.length)),
    resource.members.map((member) => h('details', null,
      h('summary', null, foreign('span', member.name), ' · ', formatDay(member.datestamp.slice(0, 10))),
      h('dl.fields', null, rows(member).map(([name, value]) => h('div', null, h('dt', null, t(name)), h('dd', { dir: 'auto' }, value)))))),
    h('p.note', null,
      h('a', { href: citation(resource.id, 'json') }, t('asJson')),
      resource.formerly.length > 0 ? ` · ${t('formerly')}: ${resource.formerly.join(', ')}` : null));
}

function rows({ identifier, datestamp, since, sets, record }) {
  const people = [...record.creators, ...record.contributors].map((agent) => (typeof agent === 'string' ? agent : agent.name));
  return [
    ['recordId', identifier],
    ['datestamp', formatDay(datestamp)],
    ['since', formatDay(since)],
    ['sets', sets.join(', ')],
    ['fieldTitle', fullTitle(record)],
    ['fieldAuthor', people.join('; ')],
    ['publisher', record.publisher],
    ['issued', record.issued],
    ['extent', record.extent],
    ['identifiers', record.identifiers.map((found) => found.value).join(', ')],
  ].filter(([, value]) => value);
}

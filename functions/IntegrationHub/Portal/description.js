// What a resource is: its description, field by field, as far as it is known.
import { licenceName } from './access.js';
import { foreign, h, joined, outward } from './dom.js';
import { browse, search } from './routes.js';
import { formatDay, languageName, roleName, schemeName, subjectSchemeName, t, typeName } from './texts.js';

/** Title, part and subtitle in one, as a reader sees it. */
export function fullTitle(record) {
  const part = [record.partNumber, record.partName].filter((text) => text).join(', ');
  return [record.title, part === '' ? '' : `. ${part}`, record.subtitle ? `: ${record.subtitle}` : ''].join('');
}

export const factLine = (record) => joined([typeName(record.type), record.year ? String(record.year) : null, record.publisher ? foreign('span', record.publisher) : null]);

/** Titles that differ in capitals and points alone are not worth showing twice. */
const folded = (text) => text.toLowerCase().replace(/[\p{P}\s]/gu, '');

export function titles(record) {
  const seen = new Set([folded(fullTitle(record)), folded(record.title)]);
  const others = record.alternativeTitles.map((title) => (typeof title === 'string' ? { text: title } : title)).filter(({ text }) => !seen.has(folded(text)) && seen.add(folded(text)));
  return others.length === 0 ? null : h('p.other-titles', null, h('span.unseen', null, `${t('otherTitles')}: `), joined(others.map((title) => foreign('span', title.text, title.language)), ' / '));
}

/** Somebody's name leads to what else there is by that name. */
export function agentLink(agent) {
  const { name, otherForm, role } = typeof agent === 'string' ? { name: agent } : agent;
  return [
    h('a', { href: search(new URLSearchParams({ author: name })), dir: 'auto' }, name),
    otherForm ? h('span.other', { dir: 'auto' }, ` (${otherForm})`) : null,
    role && role !== 'aut' ? h('span.role', null, ` (${roleName(role)})`) : null,
  ];
}

export function description(record) {
  const rows = [
    ['contributors', record.contributors.map((agent) => agentLink(agent))],
    ['partOf', record.container ? [container(record.container)] : []],
    ['series', record.series.map(container)],
    ['edition', texts(record.edition)],
    ['publisher', texts([record.place, record.publisher].filter((text) => text).join(': '))],
    ['issued', texts(record.issued ? formatDay(record.issued) : record.year ? String(record.year) : null)],
    ['created', texts(record.created)],
    ['extent', texts(record.extent)],
    ['languages', record.languages.map(languageName)],
    ['subjects', record.subjects.map(subject)],
    ['identifiers', [...record.identifiers].sort((a, b) => (a.scheme === 'uri') - (b.scheme === 'uri')).map(identifier)],
    ['rights', record.rights.map((text) => (/^https?:/.test(text) ? outward(text, licenceName(text)) : foreign('span', text)))],
  ].filter(([, values]) => values.length > 0);
  return h('section', { 'aria-labelledby': 'details' }, h('h2', { id: 'details' }, t('details')),
    h('dl.fields', null, rows.map(([name, values]) => h('div', { class: `field-${name}` }, h('dt', null, t(name)), values.map((value) => h('dd', null, value))))));
}

const texts = (text) => (text ? [foreign('span', text)] : []);

function container(part) {
  const { title, volume, issue, pages, issn, isbn } = typeof part === 'string' ? { title: part } : part;
  const number = `${volume ?? ''}${issue ? `(${issue})` : ''}${pages ? `: ${pages}` : ''}`;
  return joined([title ? foreign('cite', title) : null, number === '' ? null : number, issn ? `ISSN ${issn}` : null, isbn ? `ISBN ${isbn}` : null], ', ');
}

/** A class leads to its main class in the feed, words to what else is about them. */
function subject({ scheme, value }) {
  const system = subjectSchemeName(scheme);
  const main = scheme === 'clc' ? /^[A-Z]/.exec(value)?.[0] : null;
  return [
    main ? h('a', { href: browse(`subject/${main}`) }, value)
      : system === null ? h('a', { href: search(new URLSearchParams({ query: `"${value.replaceAll('"', ' ')}"` })), dir: 'auto' }, value)
      : foreign('span', value),
    system === null ? null : h('span.scheme', null, ` (${system})`),
  ];
}

const resolvers = {
  doi: (value) => `https://doi.org/${encodeURI(value)}`,
  handle: (value) => `https://hdl.handle.net/${encodeURI(value)}`,
  ark: (value) => `https://n2t.net/${encodeURI(value)}`,
  arxiv: (value) => `https://arxiv.org/abs/${value}`,
  pmid: (value) => `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  pmcid: (value) => `https://pmc.ncbi.nlm.nih.gov/articles/${value}/`,
  cstr: (value) => `https://cstr.cn/${value}`,
  uri: (value) => value,
};

function identifier({ scheme, value, invalid }) {
  const resolve = invalid ? null : resolvers[scheme];
  return [
    h('span.scheme', null, `${schemeName(scheme)} `),
    resolve ? outward(resolve(value), value) : h('span.number', { dir: 'auto' }, value),
    invalid ? h('span.warning', null, ` (${t('wrongNumber')})`) : null,
  ];
}

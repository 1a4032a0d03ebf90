// What the hub knows of access to a thing, in words: how free it is, where, and on what evidence.
import { h, outward } from './dom.js';
import { evidenceText, formatDay, statusName, strengthName, t } from './texts.js';

const order = ['unknown', 'restricted', 'embargoed', 'registration', 'free', 'open'];

export const isFree = (status) => order.indexOf(status) >= order.indexOf('free');

/** @param status as the hub spells it */
export function badge(status, text = statusName(status)) {
  return h(`span.badge.${isFree(status) ? 'free' : status === 'embargoed' || status === 'registration' ? 'later' : 'plain'}`, null, text);
}

/** The day on which an embargo ends, ISO; null: none is known. */
export function embargoEnd(evidence) {
  return evidence.filter((piece) => piece.kind === 'embargo' && /^\d{4}-\d{2}-\d{2}/.test(piece.value)).map((piece) => piece.value.slice(0, 10)).sort().pop() ?? null;
}

/** @param pieces of evidence, as the lookup and the feed give them */
export function evidenceList(pieces, contradicted) {
  if (pieces.length === 0) {
    return h('p.evidence', null, t('noEvidence'));
  }

  return h('div.evidence', null,
    contradicted ? h('p.warning', null, t('contradicted')) : null,
    h('p', null, t('evidence')),
    h('ul', { 'aria-label': t('evidence') }, pieces.map((piece) => h('li', null, sentence(piece), strength(piece), contradicted ? [' → ', statusName(piece.says)] : null))));
}

function strength(piece) {
  const name = strengthName(piece.strength);
  return name === null ? null : h('span.strength', null, ` (${name})`);
}

function sentence(piece) {
  switch (piece.kind) {
    case 'licence':
      return evidenceText('licence', outward(piece.value, licenceName(piece.value)));
    case 'accessRights':
      return evidenceText('accessRights', h('span', { dir: 'auto' }, piece.value));
    case 'statement':
      return evidenceText('statement', h('span', { dir: 'auto' }, piece.value));
    case 'embargo':
      return evidenceText(piece.value.slice(0, 10) <= new Date().toISOString().slice(0, 10) ? 'embargoPast' : 'embargo', formatDay(piece.value));
    default:
      return policy(piece.value);
  }
}

function policy(value) {
  switch (value) {
    case 'AllFree':
      return evidenceText('allFree');
    case 'None':
      return evidenceText('none');
    default:
      return value.startsWith('bySet: ') ? evidenceText('bySet', value.slice(7)) : evidenceText('policy', value);
  }
}

/** Creative Commons' licences by the names that people know; others by their address. */
export function licenceName(value) {
  const known = /^https?:\/\/creativecommons\.org\/(licenses\/([a-z-]+)\/([\d.]+)|publicdomain\/(zero|mark)\/([\d.]+))/.exec(value);
  return known === null ? value
    : known[2] ? `CC ${known[2].toUpperCase()} ${known[3]}`
    : known[4] === 'zero' ? `CC0 ${known[5]}` : `Public Domain Mark ${known[5]}`;
}

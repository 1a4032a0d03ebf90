// All that the page asks, and of nobody but the hub that serves it: its public feed, search and lookup.
import { language } from './texts.js';

const hub = new URL('../', document.baseURI);
const patience = 20_000; // milliseconds

/** Why there is no answer. kind: unreachable, missing, gone, refused, busy or broken. */
export class Failure extends Error {
  constructor(kind, problem = {}, retryAfter = null) {
    super(problem.detail ?? problem.title ?? kind);
    this.kind = kind;
    this.detail = problem.detail ?? null;
    this.mistakes = Object.values(problem.errors ?? {}).flat();
    this.retryAfter = retryAfter;
  }
}

/** @returns {{body: object, address: string}} address: where the answer came from after redirects */
export async function ask(path, signal) {
  let answer;
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patience);
  signal?.addEventListener('abort', () => impatience.abort());
  try {
    answer = await fetch(new URL(path, hub), { headers: { 'Accept-Language': language() }, signal: impatience.signal });
    if (answer.ok) {
      return { body: await answer.json(), address: answer.url };
    }
  } catch (error) {
    if (signal?.aborted) {
      throw error; // nobody waits any more
    }

    throw new Failure(error instanceof SyntaxError ? 'broken' : 'unreachable');
  } finally {
    clearTimeout(timer);
  }

  throw new Failure(kindOf(answer.status), await answer.json().catch(() => ({})), Number(answer.headers.get('Retry-After')) || null);
}

function kindOf(status) {
  switch (status) {
    case 400:
      return 'refused';
    case 404:
      return 'missing';
    case 410:
      return 'gone';
    case 429:
    case 503:
      return 'busy';
    default:
      return 'broken';
  }
}

const roots = new Map();

/** The feed's root in the reader's language; asked for once. It knows the consortium's name and the names of most nodes. */
export function root() {
  const spoken = language();
  if (!roots.has(spoken)) {
    const asked = feed('');
    asked.catch(() => roots.delete(spoken));
    roots.set(spoken, asked);
  }

  return roots.get(spoken);
}

/** A document of the feed. */
export async function feed(path, page, signal) {
  const below = path === '' ? '' : `/${path.split('/').map(encodeURIComponent).join('/')}`;
  return (await ask(`opds/2${below}${page ? `?page=${encodeURIComponent(page)}` : ''}`, signal)).body;
}

export async function find(question, signal) {
  return (await ask(`opds/2/search?${question}`, signal)).body;
}

/** @returns {{body, address}} */
export const resource = (id, signal) => ask(`api/resources/${encodeURIComponent(id)}`, signal);

export const citation = (id, format) => new URL(`api/resources/${encodeURIComponent(id)}?format=${format}`, hub).href;

export const withIdentifier = async (scheme, value, signal) => (await ask(`api/resolve?${new URLSearchParams({ [scheme]: value })}`, signal)).body;

/** A text of the feed that may be a map of languages. */
export function textOf(text) {
  return text === null || typeof text !== 'object' ? text ?? '' : text[language()] ?? text.zh ?? text.en ?? Object.values(text)[0] ?? '';
}

export const linkOf = (document, rel) => (document.links ?? []).find((link) => link.rel === rel || (Array.isArray(link.rel) && link.rel.includes(rel)));

/** Which document of the feed a link leads to, wherever the hub says that it is. @returns {{path, page}|null} null: it leaves the feed */
export function placeOf(href, document) {
  const start = new URL(linkOf(document, 'start')?.href ?? 'opds/2', hub);
  const url = new URL(href, hub);
  if (url.origin !== start.origin || !(url.pathname === start.pathname || url.pathname.startsWith(`${start.pathname}/`))) {
    return null;
  }

  return { path: decodeURIComponent(url.pathname.slice(start.pathname.length + 1)), page: url.searchParams.get('page') };
}

/** The id of the resource that an address of the hub is about; null: it is about none. */
export const idIn = (href) => /\/api\/resources\/([0-9a-z]{26})$/.exec(href ?? '')?.[1] ?? null;

/** The id of the resource that an entry of the feed is about. */
export const idOf = (publication) => (publication.links ?? []).map((link) => idIn(link.href)).find((id) => id !== null) ?? null;

// Which view an address asks for, and the address of a view. All of it is in the query, so the page can lie on any server as plain files.

const words = ['query', 'title', 'author'];
const others = ['sort', 'page'];

/** @returns {{view: 'home'|'browse'|'search'|'resource', …}} */
export function parse(query) {
  const given = new URLSearchParams(query);
  if (given.get('resource')) {
    return { view: 'resource', id: given.get('resource') };
  }

  if (given.get('browse')) {
    return { view: 'browse', path: given.get('browse'), page: given.get('page') };
  }

  if (given.has('q') && !given.has('query')) {
    given.set('query', given.get('q'));
  }

  return words.some((name) => given.has(name)) ? { view: 'search', question: tidy(given) } : { view: 'home' };
}

export const home = () => '?';
export const resource = (id) => `?resource=${encodeURIComponent(id)}`;

/** @param page of an archive page, as text or number; null: the newest */
export function browse(path, page) {
  const address = `?browse=${path.split('/').map(encodeURIComponent).join('/')}`;
  return page ? `${address}&page=${encodeURIComponent(page)}` : address;
}

/** @param question URLSearchParams as the hub's search takes them */
export function search(question) {
  const given = [...question];

  // a word's parameter, be it empty, is what tells a search from the first view
  return `?${new URLSearchParams(given.some(([name]) => words.includes(name)) ? given : [['query', ''], ...given])}`;
}

/** What narrows a question, apart from its words: [name, value] by [name, value]. */
export const filtersOf = (question) => [...question].filter(([name]) => !words.includes(name) && !others.includes(name));

export const wordsOf = (question) => [...question].filter(([name, value]) => words.includes(name) && value !== '');

/** The same question without one value of one parameter, from its first page. */
export function without(question, name, value) {
  return new URLSearchParams([...question].filter(([n, v]) => n !== 'page' && !(n === name && v === value)));
}

/** The same question with a parameter set, from its first page. */
export function having(question, name, value) {
  const changed = new URLSearchParams([...question].filter(([n]) => n !== 'page'));
  changed.set(name, value);
  return changed;
}

function tidy(given) {
  return new URLSearchParams([...given].filter(([name, value]) => name !== 'q' && value.trim() !== ''));
}

// The page: takes an address, shows its view, and tells assistive technology that it has changed.
import { h, joined, outward, siteOf, webAddress } from './dom.js';
import { failureView, nothingYet } from './failure.js';
import { homeView } from './home.js';
import { Failure, linkOf, root, textOf } from './hub.js';
import { browseView } from './listing.js';
import { resourceView } from './resource.js';
import { parse, search } from './routes.js';
import { searchView } from './search.js';
import { initSettings, writeTexts } from './settings.js';
import { t } from './texts.js';

const views = { home: homeView, browse: browseView, search: searchView, resource: resourceView };
const main = document.getElementById('main');
const status = document.getElementById('status');
const progress = document.getElementById('progress');
const form = document.querySelector('form.search');
const field = document.getElementById('field');
const words = document.getElementById('words');
const free = document.getElementById('free');

let pending = null; // the view that is being fetched
let shown = null; // the query of what is shown

/** @param after what to do with scroll and focus once the view stands: 'first', 'new' or a scroll position */
async function show(after) {
  pending?.abort();
  const mine = new AbortController();
  pending = mine;
  const query = location.search;
  const route = parse(query);
  progress.hidden = false;
  main.setAttribute('aria-busy', 'true');
  fillForm(route);
  let answer;
  try {
    answer = await views[route.view](route, mine.signal);
  } catch (error) {
    if (mine.signal.aborted) {
      return;
    }

    if (!(error instanceof Failure)) {
      console.error(error);
    }

    answer = route.view === 'home' && error.kind === 'missing' ? nothingYet() : failureView(error, () => show('new'));
  }

  if (mine.signal.aborted) {
    return;
  }

  if (answer.moved) {
    history.replaceState(history.state, '', answer.moved);
  }

  shown = location.search;
  main.replaceChildren(answer.view);
  main.removeAttribute('aria-busy');
  progress.hidden = true;
  markPlace(route);
  document.title = [answer.title, await consortium()].filter((part) => part !== '').join(' – ');
  status.textContent = answer.status ?? '';
  settle(after);
}

function settle(after) {
  if (after === 'first') {
    return;
  }

  main.querySelector('h1')?.focus({ preventScroll: true });
  window.scrollTo(0, typeof after === 'number' ? after : 0);
}

function go(address) {
  history.replaceState({ scroll: window.scrollY }, '');
  history.pushState(null, '', address);
  show('new');
}

async function consortium() {
  try {
    return textOf((await root()).metadata.title);
  } catch {
    return '';
  }
}

/** The consortium's name and, where the feed has one, its logo. */
async function showConsortium() {
  const name = await consortium();
  document.getElementById('consortium').textContent = name;
  if (name === '') {
    return;
  }

  const start = await root();
  showContact(start);
  const icon = linkOf(start, 'icon');
  const logo = icon ? webAddress(icon.href) : null;
  if (logo !== null) {
    const mark = document.querySelector('.mark');
    mark.addEventListener('error', () => mark.remove(), { once: true });
    mark.src = logo;
  }
}

/** Where the consortium is asked: its own pages, and by mail. */
function showContact(start) {
  const helps = (start.links ?? []).filter((link) => link.rel === 'help');
  const web = helps.find((link) => webAddress(link.href) !== null);
  const mail = /^mailto:([^\s<>"?&]+@[^\s<>"?&]+)$/.exec(helps.find((link) => link.href.startsWith('mailto:'))?.href ?? '');
  const written = mail === null ? null : h('a', null, mail[1]);
  written?.setAttribute('href', mail[0]); // the one address that is no web address
  const parts = joined([web ? outward(web.href, textOf(start.metadata.publisher?.name) || siteOf(web.href)) : null, written]);
  document.getElementById('contact').replaceChildren(...(parts.length > 0 ? [t('contact'), ...parts] : []));
}

function fillForm(route) {
  const question = route.view === 'search' ? route.question : new URLSearchParams();
  const asked = ['query', 'title', 'author'].find((name) => question.get(name)) ?? 'query';
  field.value = asked;
  words.name = asked;
  words.value = question.get(asked) ?? '';
  free.checked = question.get('free') === 'true';
}

function markPlace(route) {
  for (const link of document.querySelectorAll('.places a')) {
    const theirs = parse(new URL(link.href).search);
    const here = theirs.view === route.view && theirs.path === route.path;
    link.toggleAttribute('aria-current', here);
    if (here) {
      link.setAttribute('aria-current', 'page');
    }
  }
}

field.addEventListener('change', () => {
  words.name = field.value;
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const question = new URLSearchParams({ [field.value]: words.value.trim() });
  if (free.checked) {
    question.set('free', 'true');
  }

  go(search(question));
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target || link.hasAttribute('download')) {
    return;
  }

  const url = new URL(link.href);
  if (link.getAttribute('href').startsWith('?') && url.pathname === location.pathname) {
    event.preventDefault();
    go(url.search || url.pathname);
  }
});

window.addEventListener('popstate', (event) => {
  // a jump to a place on the page is one too
  if (location.search !== shown) {
    show(event.state?.scroll ?? 0);
  }
});

history.scrollRestoration = 'manual';
initSettings(() => {
  writeTexts();
  showConsortium();
  show('first');
});
writeTexts();
showConsortium();
show('first');

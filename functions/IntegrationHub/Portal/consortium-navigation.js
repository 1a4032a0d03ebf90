/*
 * <consortium-navigation>: a navigation feed (OPDS 2.0) inside any web page.
 *
 *   <script src="https://hub.example.org/portal/consortium-navigation.js" defer></script>
 *   <consortium-navigation feed="https://hub.example.org/opds/2" search>
 *     <a href="https://hub.example.org/portal/">Shown where scripts or the feed are not to be had</a>
 *   </consortium-navigation>
 *
 * Attributes, which may change at any time:
 *   feed    address of an OPDS 2.0 document, the root or any category
 *   start   what to show first, relative to the feed: "subject/I"
 *   lang    zh or en; otherwise the language of the page, then the browser's
 *   search  shows a search box, if the feed can be searched
 *   max     entries of a list before "show more"
 *   images  shows covers, if the feed has any
 *   target  of links that leave the page: _blank unless told otherwise
 *   level   of the heading, 1 to 5; 2 unless told otherwise
 * Methods: show(address), reload().
 * Events, which bubble: consortium-navigation:open { publication, link, href }: a reader opens a publication, link is null when it is by its
 *   title; preventDefault() leaves it to the page. consortium-navigation:load { url, title, document }. consortium-navigation:error
 *   { url, status, message }.
 * Looks: --cn-accent, --cn-muted, --cn-line, --cn-hover, --cn-free, --cn-free-background, --cn-error, --cn-radius, --cn-min-height, and a
 *   ::part of every piece; embed.html beside this file lists them. Light or dark follows the page's color-scheme.
 *
 * Buttons stay inside, links leave. A feed's text never becomes markup, only http(s) addresses become links, nothing is stored. A strict
 * Content-Security-Policy has to let in the hub by script-src and connect-src, nothing else.
 */
'use strict';
{
  const TEXT = {
    __proto__: null, // a feed's words are looked up in these, and "constructor" is nobody's translation
    zh: {
      home: '首页', back: '返回', trail: '所在位置', loading: '正在载入…', search: '检索', searchLabel: '检索资源', filter: '筛选', remove: '取消筛选：',
      pages: '翻页', previous: '上一页', next: '下一页',
      count: (n) => `${n} 条`, more: (n) => `再显示 ${n} 条`, nothing: '没有找到资源。', untitled: '无题名', others: '等',
      free: '免费', get: '获取', about: '详细页面', newWindow: '（新窗口打开）',
      unavailable: '暂不可获取', until: (day) => `${day} 起可获取`, in: '载于', publisher: '出版者', issued: '出版时间', language: '语种', subject: '主题', lzh: '文言文', separator: '、',
      failed: '无法载入', retry: '重试', offline: '网络似乎已断开，恢复后会自动重试。', unreachable: '暂时连接不上服务器。', gone: '此内容已不存在。',
      busy: '服务器暂时无法提供，请稍后再试。', refused: (status) => `服务器返回错误（${status}）。`, notFeed: '返回的内容不是 OPDS 2.0 目录。',
      ways: { __proto__: null, 'open-access': '免费获取', borrow: '借阅', buy: '购买', sample: '试读', preview: '试读', subscribe: '订阅' },
      types: { __proto__: null, Book: '图书', ScholarlyArticle: '论文', Thesis: '学位论文', Report: '报告', Dataset: '数据集', Periodical: '期刊', MediaObject: '音视频', Audiobook: '有声书', ImageObject: '图片', Map: '地图', SheetMusic: '乐谱', SoftwareSourceCode: '软件' },
    },
    en: {
      home: 'Start', back: 'Back', trail: 'You are here', loading: 'Loading…', search: 'Search', searchLabel: 'Search resources', filter: 'Filter', remove: 'Remove filter: ',
      pages: 'Pages', previous: 'Previous page', next: 'Next page',
      count: (n) => (n === '1' ? '1 entry' : `${n} entries`), more: (n) => `Show ${n} more`, nothing: 'Nothing found.', untitled: 'Untitled', others: ' and others',
      free: 'Free', get: 'Get it', about: 'More about it', newWindow: ' (opens in a new window)',
      unavailable: 'not available now', until: (day) => `available from ${day}`, in: 'Published in', publisher: 'Publisher', issued: 'Issued', language: 'Language', subject: 'Subjects', lzh: 'Literary Chinese', separator: '; ',
      failed: 'This could not be loaded', retry: 'Try again', offline: 'You seem to be offline. It is tried again when you are back.', unreachable: 'The server cannot be reached.', gone: 'There is nothing here any more.',
      busy: 'The server cannot answer now. Please try again in a moment.', refused: (status) => `The server answers with an error (${status}).`, notFeed: 'What came is not an OPDS 2.0 feed.',
      ways: { __proto__: null, 'open-access': 'Free access', borrow: 'Borrow', buy: 'Buy', sample: 'Sample', preview: 'Preview', subscribe: 'Subscribe' },
      types: { __proto__: null, Book: 'Book', ScholarlyArticle: 'Article', Thesis: 'Thesis', Report: 'Report', Dataset: 'Data set', Periodical: 'Serial', MediaObject: 'Audio or video', Audiobook: 'Audiobook', ImageObject: 'Image', Map: 'Map', SheetMusic: 'Score', SoftwareSourceCode: 'Software' },
    },
  };

  const STYLE = `
    :host { display: block; font: inherit; line-height: 1.5; color: inherit; overflow-wrap: anywhere; text-align: start;
      --accent: var(--cn-accent, light-dark(#0a55c4, #8fb8ff)); --muted: var(--cn-muted, light-dark(#575d66, #adb4be));
      --line: var(--cn-line, light-dark(#d9dde3, #3d434c)); --hover: var(--cn-hover, light-dark(#f0f4fa, #262b33));
      --free: var(--cn-free, light-dark(#0b5c31, #86dbaa)); --free-background: var(--cn-free-background, light-dark(#e1f4e8, #143424));
      --error: var(--cn-error, light-dark(#b3261e, #ffb4ab)); --radius: var(--cn-radius, .375rem); }
    :host([hidden]) { display: none; }
    *, ::before { box-sizing: border-box; }
    [hidden] { display: none !important; }
    ul, ol, dl, dd { margin: 0; padding: 0; list-style: none; }
    button, input { font: inherit; color: inherit; }
    button { background: none; border: 0; padding: 0; text-align: start; cursor: pointer; overflow-wrap: anywhere; }
    a, .word { color: var(--accent); text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; }
    a:hover, .word:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    .frame { position: relative; min-height: var(--cn-min-height, 12rem); }
    .bar { position: absolute; inset: -3px 0 auto; height: 2px; overflow: hidden; }
    .bar::before { content: ''; position: absolute; inset: 0; width: 35%; background: var(--accent); animation: pass 1.1s .15s infinite backwards ease-in-out; }
    @keyframes pass { from { transform: translateX(-100%); } to { transform: translateX(290%); } }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    form { display: flex; gap: .375rem; margin-block-end: .75rem; }
    input { flex: 1; min-width: 0; padding: .375rem .625rem; border: 1px solid var(--muted); border-radius: var(--radius); background: transparent; }
    .solid { padding: .375rem .75rem; border: 1px solid var(--accent); border-radius: var(--radius); color: var(--accent); white-space: nowrap; }
    .solid:hover { background: var(--hover); }
    nav.trail { margin-block-end: .25rem; font-size: .875em; color: var(--muted); }
    nav.trail ol { display: flex; flex-wrap: wrap; }
    nav.trail li:not(:last-child)::after { content: '/'; content: '/' / ''; margin-inline: .4em; }
    nav.trail button, .facets button { min-height: 1.5rem; }
    .heading { margin: 0 0 .5rem; font-size: 1.25em; line-height: 1.35; font-weight: 600; scroll-margin-block: 4rem; }
    .heading .count { font-size: .75em; font-weight: 400; }
    .note { margin: 0 0 .5rem; color: var(--muted); }
    .count { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
    .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1.25rem 2rem; margin-block: .75rem; }
    .group:has(.publications) { grid-column: 1 / -1; }
    .title { margin: 0; font-size: 1em; font-weight: 600; }
    .groups .title { padding-block-end: .25rem; border-block-end: 1px solid var(--line); }
    .entry { display: flex; justify-content: space-between; align-items: baseline; gap: .75rem; width: 100%; padding: .3125rem .5rem; border-radius: var(--radius); color: inherit; text-decoration: none; }
    .entry:hover { background: var(--hover); }
    .entry > :first-child { color: var(--accent); }
    .entry:hover > :first-child { text-decoration: underline; text-underline-offset: .2em; }
    .list .entry { margin-inline: -.5rem; width: calc(100% + 1rem); }
    .list { columns: 17rem; column-gap: 2rem; }
    .groups .list { columns: auto; }
    .list > li { break-inside: avoid; }
    .publications > li { display: flex; gap: .75rem; padding-block: .75rem; border-block-start: 1px solid var(--line); }
    .publications > li > div { flex: 1; min-width: 0; }
    .cover { flex: none; width: 3.25rem; height: 4.75rem; object-fit: contain; object-position: top; }
    .byline { color: var(--muted); font-size: .875em; }
    .free { display: inline-block; margin-inline-start: .5em; padding: 0 .45em; border-radius: 1em; background: var(--free-background); color: var(--free); font-size: .75em; line-height: 1.6; font-weight: 600; white-space: nowrap; vertical-align: .1em; }
    .gets { display: flex; flex-wrap: wrap; gap: .125rem 1rem; margin-block-start: .25rem; font-size: .9375em; }
    .gets a { display: inline-block; min-height: 1.5rem; }
    .via { color: var(--muted); }
    .details { margin-block-start: .5rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); font-size: .9375em; }
    .details p { margin: 0 0 .5rem; white-space: pre-line; }
    .details dl > div { display: flex; flex-wrap: wrap; gap: 0 .5em; }
    .details dt { color: var(--muted); }
    .filters { margin-block: .5rem; }
    .filters summary { display: inline-block; cursor: pointer; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: var(--radius); }
    .filters summary::after { content: ' ▾'; content: ' ▾' / ''; }
    .filters[open] summary::after { content: ' ▴'; content: ' ▴' / ''; }
    .facets .entry { padding-block: .125rem; font-size: .9375em; }
    .facets [aria-current] { font-weight: 600; }
    .chips { display: flex; flex-wrap: wrap; gap: .375rem; margin-block: .5rem; }
    .chips button { padding: .125rem .625rem; border-radius: 1em; background: var(--hover); border: 1px solid var(--line); font-size: .875em; }
    nav.pages { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin-block-start: .75rem; }
    .error { padding: .75rem; border: 1px solid var(--line); border-inline-start: 3px solid var(--error); border-radius: var(--radius); }
    .error p { margin: 0 0 .5rem; }
    .error strong { color: var(--error); }
    .bone { height: 1rem; margin-block: .75rem; border-radius: var(--radius); background: var(--hover); }
    .bone:nth-child(1) { width: 45%; height: 1.5rem; } .bone:nth-child(3n) { width: 80%; } .bone:nth-child(4n) { width: 65%; }
    @media (prefers-reduced-motion: reduce) { .bar::before { animation: none; width: 100%; } }
    @media (forced-colors: active) { .solid, .free, .chips button { border: 1px solid; } }
  `;

  const PAUSE = 30_000;
  const MOST_KEPT = 30;
  const LONGEST_LIST = 200;
  const LONGEST_GROUP = 8;
  const ACQUISITION = 'http://opds-spec.org/acquisition';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  // Reading: whatever a feed holds, a piece of it is what it should be or is as if it weren't there.

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const listOf = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
  const objectsOf = (value) => listOf(value).filter(isObject);
  const relsOf = (link) => listOf(link.rel).filter((rel) => typeof rel === 'string');
  const typeOf = (link) => (typeof link.type === 'string' ? link.type.split(';')[0].trim().toLowerCase() : '');
  const countOf = (holder) => (isObject(holder) && Number.isFinite(holder.numberOfItems) ? holder.numberOfItems : null);
  const linkTo = (holder, ...wanted) => objectsOf(holder.links).find((link) => relsOf(link).some((rel) => wanted.includes(rel)));
  const isJson = (type) => type === '' || /^(application|text)\/(json|[\w.-]+\+json)$/.test(type);

  /** A text, a language map, or something with a name that is either: its text and, of a map, the language. */
  function textOf(value, language) {
    if (typeof value === 'string' || typeof value === 'number') {
      return { text: String(value).trim(), language: '' };
    }

    if (!isObject(value)) {
      return { text: '', language: '' };
    }

    if ('name' in value && !isObject(value.name)) {
      return textOf(value.name, language);
    }

    const map = isObject(value.name) ? value.name : value;
    const tags = Object.keys(map).filter((tag) => typeof map[tag] === 'string');
    const known = [language, 'en', 'zh', 'und'];
    const tag = known.map((wanted) => tags.find((one) => one.toLowerCase().split('-')[0] === wanted)).find(Boolean) ?? tags[0];
    return tag ? { text: map[tag].trim(), language: tag === 'und' ? '' : tag } : { text: '', language: '' };
  }

  /** An address that may become a link or be asked for; null: any other. */
  function addressOf(href, base) {
    try {
      const url = new URL(href, base);
      return typeof href === 'string' && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
    } catch {
      return null;
    }
  }

  const plainOf = ({ href, templated }) => (templated === true && typeof href === 'string' ? href.replace(/\{[^}]*\}/g, '') : href);

  /** Expands what matters of RFC 6570: the words that are searched for, by whichever name; all other variables are left out. */
  function expand(template, words) {
    let asks = false;
    const expanded = template.replace(/\{([?&+#/;.]?)([^}]*)\}/g, (_, operator, names) => {
      const name = names.split(',').map((one) => one.replace(/(\*|:\d+|\?)$/, '')).find((one) => /^(query|q|searchTerms?)$/i.test(one));
      if (!name || asks) {
        return '';
      }

      asks = true;
      const value = encodeURIComponent(words);
      return operator === '?' || operator === '&' || operator === ';' ? `${operator}${name}=${value}` : `${operator === '+' ? '' : operator}${value}`;
    });
    return asks ? expanded : null;
  }

  /** Descriptions may have tags in them; they are shown as text, so tags are taken out. */
  const withoutTags = (text) => text.replace(/<\/?[a-z][^<>]*>/gi, ' ').replace(/[ \t]+/g, ' ').trim();

  /** An element. What is undefined, null, false or empty is left out; functions listen to clicks; a part has its name as class. */
  function h(name, properties, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (typeof value === 'function') {
        element.addEventListener('click', value);
      } else if (value || value === 0) {
        element.setAttribute(key, value === true ? '' : value);
      }
    }

    if (properties?.part) {
      element.className = properties.part;
    }

    element.append(...children.flat(Infinity).filter((child) => child || child === 0));
    return element;
  }

  const unseen = (text) => h('span', { class: 'unseen' }, text);

  class ConsortiumNavigation extends HTMLElement {
    static observedAttributes = ['feed', 'start', 'lang', 'search', 'max', 'images', 'target', 'level'];

    #frame = h('div', { part: 'frame' });
    #status = h('div', { class: 'unseen', role: 'status' });
    #bar = h('div', { part: 'bar', hidden: true });
    #trail = h('nav', { part: 'trail', hidden: true });
    #form = h('form', { role: 'search', part: 'search', hidden: true });
    #input = h('input', { type: 'search', part: 'search-input', autocomplete: 'off', maxlength: 500, enterkeyhint: 'search' });
    #body = h('div', { part: 'body' });

    /** What is shown: { url, base, document | error, trail }; null: nothing yet. Its trail is what it lies below: { url, title }. */
    #view = null;
    #past = [];
    #home = null;
    /** Of the search, as the last document that had one gives it: { href, base }. */
    #template = null;
    #request = null;
    #waiting = null;
    #filtersAreOpen = false;
    #changed = new Set();

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      this.#form.append(this.#input, h('button', { part: 'solid search-button', type: 'submit' }));
      this.#form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#search(this.#input.value.trim());
      });
      this.#frame.append(this.#bar, this.#status, this.#form, this.#trail, this.#body);
      root.append(this.#frame);
    }

    connectedCallback() {
      if (this.#view) {
        this.#render();
      } else {
        this.#begin();
      }
    }

    disconnectedCallback() {
      this.#abandon();
    }

    attributeChangedCallback(name, before, after) {
      if (before === after || !this.isConnected) {
        return;
      }

      // several that change together make one request
      if (this.#changed.size === 0) {
        queueMicrotask(() => this.#apply());
      }

      this.#changed.add(name);
    }

    /** Goes to a document of the feed. */
    show(address) {
      const url = addressOf(address, this.#feed ?? document.baseURI);
      if (url) {
        this.#go(url, this.#home && url !== this.#home.url ? [this.#home] : [], { quiet: true });
      }
    }

    /** Asks for what is shown again. */
    reload() {
      if (this.#view) {
        this.#go(this.#view.url, this.#view.trail, { again: true });
      } else {
        this.#begin();
      }
    }

    get #feed() {
      return this.hasAttribute('feed') ? addressOf(this.getAttribute('feed'), document.baseURI) : null;
    }

    /** The nearest language that the page states, through shadow trees. */
    get #pageLanguage() {
      for (let node = this; node; node = node.getRootNode().host) {
        const stated = node.closest('[lang]')?.lang;
        if (stated) {
          return stated.toLowerCase();
        }
      }

      return '';
    }

    get #language() {
      return [this.#pageLanguage, ...navigator.languages].map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in TEXT) ?? 'en';
    }

    get #text() {
      return TEXT[this.#language];
    }

    #apply() {
      const changed = this.#changed;
      this.#changed = new Set();
      if (!this.isConnected) {
        return;
      }

      if (changed.has('feed') || changed.has('start')) {
        this.#begin();
      } else if (changed.has('lang')) {
        // what was kept is in the other language
        this.#past = this.#past.map((view) => ({ ...view, document: null }));
        this.reload();
      } else if (this.#view) {
        this.#render();
      }
    }

    #begin() {
      this.#abandon();
      this.#view = null;
      this.#past = [];
      this.#home = null;
      this.#template = null;
      this.#input.value = '';
      const feed = this.#feed;
      if (!feed) {
        this.#trail.hidden = this.#form.hidden = true;
        this.#body.replaceChildren(h('slot'));
        return;
      }

      this.#home = { url: feed, title: null };
      const start = this.getAttribute('start');
      // an address without a file's ending is a folder's: /opds/2 and subject/I make /opds/2/subject/I
      const folder = /\.\w+$/.test(new URL(feed).pathname) ? feed : feed.replace(/\/?([?#].*)?$/, '/');
      const url = (start && addressOf(start, folder)) || feed;
      this.#body.replaceChildren(h('div', { part: 'skeleton', 'aria-hidden': 'true' }, Array.from({ length: 9 }, () => h('div', { class: 'bone' }))));
      this.#go(url, url === feed ? [] : [this.#home], { quiet: true });
    }

    #search(words) {
      const url = words && addressOf(expand(this.#template.href, words), this.#template.base);
      if (url) {
        this.#filtersAreOpen = false;
        this.#go(url, [this.#home]);
      }
    }

    /**
     * Asks for a document and shows it, or why it can't be had.
     * again: it takes the place of what is shown. quiet: the reader has not asked for it, so focus moves only if it would be lost.
     */
    async #go(url, trail, { again = false, quiet = false } = {}) {
      this.#abandon();
      const request = (this.#request = new AbortController());
      this.#busy(true);
      const answer = await this.#ask(url, request, again);
      if (request !== this.#request) {
        return;
      }

      this.#abandon();
      const place = trail.findIndex((step) => step.url === url);
      if (this.#view && !again) {
        this.#past = [...this.#past, this.#view].slice(-MOST_KEPT);
      }

      this.#view = { url, trail: place < 0 ? trail : trail.slice(0, place), ...answer };
      if (url === this.#home?.url && answer.document) {
        this.#home.title = answer.document.metadata?.title;
      }

      this.#render();
      if (!quiet && !again) {
        this.#heading().focus();
      }

      this.#announce();
    }

    /** { base, document } or { base, error: { status, message } }; what comes after the request was abandoned is not used. */
    async #ask(url, request, again) {
      const text = this.#text;
      const fail = (status, message) => ({ base: url, document: null, error: { status, message } });
      const languages = [...new Set([this.#pageLanguage.replace(/[^\w-]/g, ''), this.#language, 'en', 'zh'].filter(Boolean))];
      const patience = setTimeout(() => request.abort(), PAUSE);
      try {
        // neither header needs a preflight
        const response = await fetch(url, {
          signal: request.signal,
          // browsers keep a 410 for ever
          cache: again ? 'no-cache' : 'default',
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          headers: { Accept: 'application/opds+json, application/json;q=0.8', 'Accept-Language': languages.map((tag, place) => `${tag};q=${1 - place / 5}`).join(', ') },
        });
        if (!response.ok) {
          const { status } = response;
          return fail(status, status === 404 || status === 410 ? text.gone : status === 429 || status === 503 ? text.busy : text.refused(status));
        }

        const found = await response.json().catch((reason) => (reason instanceof SyntaxError ? null : Promise.reject(reason)));
        const isFeed = isObject(found) && [found.publications, found.navigation, found.groups].some(Array.isArray);
        const isPublication = isObject(found) && isObject(found.metadata) && Array.isArray(found.links);
        return isFeed ? { base: response.url || url, document: found, error: null }
          : isPublication ? { base: response.url || url, document: { metadata: { title: found.metadata.title }, links: [], publications: [found] }, error: null }
          : fail(response.status, text.notFeed);
      } catch {
        return fail(0, navigator.onLine ? text.unreachable : text.offline);
      } finally {
        clearTimeout(patience);
      }
    }

    #busy(yes) {
      this.#frame.setAttribute('aria-busy', yes);
      this.#bar.hidden = !yes;
      if (yes) {
        this.#status.textContent = this.#text.loading;
      }
    }

    /** Whatever is under way or waits for the network. */
    #abandon() {
      this.#request?.abort();
      this.#request = null;
      this.#waiting?.abort();
      this.#busy(false);
    }

    #heading() {
      return this.#body.querySelector('.heading');
    }

    #emit(name, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(`consortium-navigation:${name}`, { detail, cancelable, bubbles: true, composed: true }));
    }

    #announce() {
      const { url, document: shown, error } = this.#view;
      if (error) {
        // the alert speaks
        this.#status.textContent = '';
        this.#emit('error', { url, ...error });
        return;
      }

      const title = this.#titleOf(this.#view);
      this.#status.textContent = [title, this.#countText(countOf(shown.metadata))].filter(Boolean).join(', ');
      this.#emit('load', { url, title, document: shown });
    }

    #titleOf(step) {
      const title = 'title' in step ? step.title : step.document?.metadata?.title;
      return textOf(title, this.#language).text || (step.url === this.#home?.url ? this.#text.home : this.#text.untitled);
    }

    #number(value) {
      return new Intl.NumberFormat(this.#language).format(value);
    }

    #count(count, text = this.#number(count)) {
      return count !== null && h('span', { part: 'count' }, ` ${text}`);
    }

    #countText(count) {
      return count === null ? '' : this.#text.count(this.#number(count));
    }

    /** Of what a link leads to, below what is shown. */
    #below() {
      const view = this.#view;
      return view.error ? view.trail : [...view.trail, { url: view.url, title: view.document.metadata?.title }];
    }

    #back({ turning = false } = {}) {
      const left = this.#view.url;
      const view = this.#past.pop();
      if (!view.document) {
        this.#go(view.url, view.trail, { again: true });
        return;
      }

      this.#abandon();
      this.#view = view;
      this.#render();
      // to where the reader went from, or to the top of a page
      const origin = !turning && [...this.#body.querySelectorAll('button')].find((button) => button.address === left);
      (origin || this.#heading()).focus();
      this.#announce();
    }

    // Drawing

    #render() {
      const view = this.#view;
      const focused = this.shadowRoot.activeElement;
      const isLost = this.#trail.contains(focused) || this.#body.contains(focused);
      this.#frame.lang = this.#language;
      this.#drawSearch();
      this.#drawTrail();
      this.#body.replaceChildren(...(view.error ? [this.#error(view)] : this.#pieces(view)));
      if (isLost) {
        this.#heading().focus();
      }
    }

    #pieces(view) {
      const shown = view.document;
      const metadata = isObject(shown.metadata) ? shown.metadata : {};
      const navigation = objectsOf(shown.navigation);
      const publications = objectsOf(shown.publications);
      const note = textOf(metadata.description ?? metadata.subtitle, this.#language).text;
      const count = countOf(metadata);
      return [
        this.#headingOf(this.#titleOf(view), count),
        note && h('p', { part: 'note', dir: 'auto' }, withoutTags(note)),
        this.#chips(shown),
        this.#facets(shown),
        count === 0 && publications.length === 0 && h('p', { part: 'nothing' }, this.#text.nothing),
        this.#navigation(navigation, LONGEST_LIST),
        this.#groups(shown),
        this.#publications(publications, this.#level + 1, LONGEST_LIST),
        this.#paging(shown, metadata),
      ].filter(Boolean);
    }

    get #level() {
      return Math.min(5, Math.max(1, Number.parseInt(this.getAttribute('level'), 10) || 2));
    }

    /** Stays inside. */
    #step(properties, address, trail, ...children) {
      const button = h('button', { type: 'button', ...properties, click: () => this.#go(address, trail) }, children);
      button.address = address;
      return button;
    }

    /** Leaves the page. */
    #link(properties, href, ...children) {
      const target = this.getAttribute('target') ?? '_blank';
      return h('a', { ...properties, href, target, rel: 'noopener' }, children, target === '_blank' && unseen(this.#text.newWindow));
    }

    #drawSearch() {
      const text = this.#text;
      const { base, document: shown } = this.#view;
      const link = objectsOf(shown?.links).find((one) => relsOf(one).includes('search') && isJson(typeOf(one)) && typeof one.href === 'string' && expand(one.href, 'x'));
      this.#template = link ? { href: link.href, base } : this.#template;
      this.#form.hidden = !this.hasAttribute('search') || !this.#template;
      this.#input.setAttribute('aria-label', text.searchLabel);
      this.#input.placeholder = text.searchLabel;
      this.#form.lastChild.textContent = text.search;
    }

    #drawTrail() {
      const text = this.#text;
      const { trail } = this.#view;
      const back = this.#past.length > 0 && h('li', null, h('button', { part: 'word back', type: 'button', click: () => this.#back() }, h('span', { 'aria-hidden': 'true' }, '‹ '), text.back));
      const steps = trail.map((step, place) => h('li', null, this.#step({ part: 'word step' }, step.url, trail.slice(0, place), this.#titleOf(step))));
      this.#trail.hidden = !back && steps.length === 0;
      this.#trail.setAttribute('aria-label', text.trail);
      this.#trail.replaceChildren(h('ol', null, [back || null, ...steps]));
    }

    #headingOf(title, count) {
      return h(`h${this.#level}`, { part: 'heading', tabindex: -1, dir: 'auto' }, title, this.#count(count, this.#countText(count)));
    }

    #error(view) {
      const text = this.#text;
      const retry = () => this.#go(view.url, view.trail, { again: true });
      if (!navigator.onLine) {
        this.#waiting = new AbortController();
        addEventListener('online', retry, { once: true, signal: this.#waiting.signal });
      }

      return h('div', null,
        h('div', { part: 'error', role: 'alert' },
          h('p', null, h('strong', { part: 'heading', tabindex: -1 }, text.failed), h('br'), view.error.message),
          h('button', { part: 'solid retry', type: 'button', click: retry }, text.retry)),
        this.#past.length === 0 && h('slot'));
    }

    #most(otherwise) {
      const asked = Number.parseInt(this.getAttribute('max'), 10);
      return asked > 0 ? asked : otherwise;
    }

    /** A list that shows its beginning, and the rest when asked. */
    #list(properties, items, most, draw) {
      const list = h('ul', { role: 'list', ...properties }, items.slice(0, most).map(draw));
      if (items.length <= most) {
        return items.length > 0 && list;
      }

      const more = h('button', {
        part: 'word more', type: 'button',
        click: () => {
          const rest = items.slice(most).map(draw);
          more.remove();
          list.append(...rest);
          rest[0].querySelector('button, a')?.focus();
        },
      }, this.#text.more(this.#number(items.length - most)));
      return h('div', null, list, more);
    }

    #navigation(links, longest, trail = this.#below()) {
      return this.#list({ part: 'list' }, links, this.#most(longest), (link) => this.#entry(link, trail));
    }

    #entry(link, trail, properties = {}) {
      const title = textOf(link.title, this.#language);
      const count = countOf(link.properties);
      const address = addressOf(plainOf(link), this.#view.base);
      const label = [
        h('span', { dir: 'auto', lang: title.language }, title.text.replace(/^✓\s*/, '') || this.#text.untitled),
        this.#count(count),
      ];
      const look = { part: 'entry', ...properties };
      return h('li', null, !address ? h('span', look, label) : isJson(typeOf(link)) ? this.#step(look, address, trail, label) : this.#link(look, address, label));
    }

    #groups(shown) {
      const groups = objectsOf(shown.groups);
      return groups.length > 0 && h('div', { part: 'groups' }, groups.map((group) => {
        const title = textOf(group.metadata?.title, this.#language);
        const self = linkTo(group, 'self');
        const address = self && addressOf(plainOf(self), this.#view.base);
        const trail = this.#below();
        const publications = objectsOf(group.publications);
        const count = countOf(group.metadata);
        const heading = h(`h${this.#level + 1}`, { part: 'title group-heading' },
          address ? this.#step({ part: 'word', dir: 'auto', lang: title.language }, address, trail, title.text || this.#text.untitled) : h('span', { dir: 'auto', lang: title.language }, title.text),
          this.#count(count));
        const below = address ? [...trail, { url: address, title: group.metadata?.title }] : trail;
        return h('section', { part: 'group' }, heading,
          this.#navigation(objectsOf(group.navigation), LONGEST_GROUP, below),
          this.#publications(publications, Math.min(6, this.#level + 2), LONGEST_GROUP));
      }));
    }

    /** One that is chosen has "self" (OPDS 2.0), or a tick in its title: then its address takes it away. */
    #facetsOf(shown) {
      return objectsOf(shown.facets).map((facet) => ({
        title: textOf(facet.metadata?.title, this.#language).text,
        links: objectsOf(facet.links).map((link) => ({ ...link, ticked: textOf(link.title, this.#language).text.startsWith('✓'), isChosen: relsOf(link).includes('self') })),
      }));
    }

    #chips(shown) {
      const ticked = this.#facetsOf(shown).flatMap((facet) => facet.links).filter((link) => link.ticked && addressOf(plainOf(link), this.#view.base));
      return ticked.length > 0 && h('ul', { part: 'chips', role: 'list' }, ticked.map((link) => h('li', null,
        this.#step({ part: 'chip' }, addressOf(plainOf(link), this.#view.base), this.#view.trail, unseen(this.#text.remove), textOf(link.title, this.#language).text.replace(/^✓\s*/, ''), h('span', { 'aria-hidden': 'true' }, ' ×')))));
    }

    #facets(shown) {
      const facets = this.#facetsOf(shown).filter((facet) => facet.links.length > 0);
      if (facets.length === 0) {
        return null;
      }

      const filters = h('details', { part: 'filters', open: this.#filtersAreOpen },
        h('summary', { part: 'filters-button' }, this.#text.filter),
        h('div', { part: 'groups facets' }, facets.map((facet) => h('section', { part: 'facet' },
          h(`h${this.#level + 1}`, { part: 'title group-heading' }, facet.title || this.#text.filter),
          this.#list({ part: 'list' }, facet.links, this.#most(LONGEST_GROUP), (link) => this.#entry(link, this.#view.trail, { part: 'entry facet-entry', 'aria-current': (link.ticked || link.isChosen) && 'true' }))))));
      filters.addEventListener('toggle', () => {
        this.#filtersAreOpen = filters.open;
      });
      return filters;
    }

    #publications(publications, level, longest) {
      return this.#list({ part: 'publications' }, publications, this.#most(longest), (publication) => this.#publication(publication, level));
    }

    #publication(publication, level) {
      const text = this.#text;
      const metadata = isObject(publication.metadata) ? publication.metadata : {};
      const title = textOf(metadata.title, this.#language);
      const languages = listOf(metadata.language).filter((tag) => typeof tag === 'string');
      const links = objectsOf(publication.links).filter((link) => relsOf(link).some((rel) => rel.startsWith(ACQUISITION) || rel === 'preview'));
      const isFree = links.some((link) => relsOf(link).includes(`${ACQUISITION}/open-access`) && link.properties?.availability?.state !== 'unavailable');
      const details = this.#details(publication, metadata);
      const name = { dir: 'auto', lang: title.language || (languages.length === 1 && languages[0]) };
      const label = title.text || text.untitled;
      const heading = h(`h${level}`, { part: 'title' },
        details ? h('button', { type: 'button', part: 'word title-button', 'aria-expanded': 'false', ...name, click: (event) => this.#toggle(event.currentTarget, details, publication) }, label) : h('span', name, label),
        isFree && h('span', { part: 'free' }, text.free));
      if (details) {
        details.hidden = true;
      }

      return h('li', { part: 'publication' }, this.#cover(publication), h('div', null, heading, this.#byline(metadata), this.#gets(publication, links, label), details));
    }

    #toggle(button, details, publication) {
      if (this.#emit('open', { publication, link: null, href: null }, true)) {
        details.hidden = !details.hidden;
        button.setAttribute('aria-expanded', !details.hidden);
      }
    }

    #cover(publication) {
      const images = this.hasAttribute('images') ? objectsOf(publication.images) : [];
      const smallest = images.reduce((best, image) => ((image.width ?? Infinity) < (best.width ?? Infinity) ? image : best), images[0]);
      const src = smallest && addressOf(smallest.href, this.#view.base);
      if (!src) {
        return null;
      }

      const cover = h('img', { part: 'cover', alt: '', src, loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' });
      cover.addEventListener('error', () => cover.removeAttribute('src'), { once: true });
      return cover;
    }

    #names(value) {
      return listOf(value).map((one) => textOf(one, this.#language).text).filter(Boolean);
    }

    #byline(metadata) {
      const makers = ['author', 'translator', 'editor', 'artist', 'illustrator', 'narrator', 'contributor'].map((role) => this.#names(metadata[role])).find((names) => names.length > 0) ?? [];
      const year = /\d{4}/.exec(textOf(metadata['http://purl.org/dc/terms/issued'] ?? metadata.published, '').text)?.[0];
      const kind = typeof metadata['@type'] === 'string' && this.#text.types[metadata['@type'].split('/').pop()];
      const pieces = [makers.slice(0, 3).join(this.#text.separator) + (makers.length > 3 ? this.#text.others : ''), year, kind].filter(Boolean);
      return pieces.length > 0 && h('div', { part: 'byline' }, h('bdi', null, pieces.join(' · ')));
    }

    #gets(publication, links, title) {
      return this.#list({ part: 'gets' }, links, 4, (link) => h('li', null, this.#get(publication, link, title)));
    }

    /** A way to get a publication. What answers in JSON is for programs: then only its name is told. */
    #get(publication, link, title) {
      const text = this.#text;
      const properties = isObject(link.properties) ? link.properties : {};
      const price = isObject(properties.price) && Number.isFinite(properties.price.value) ? ` ${properties.price.value} ${textOf(properties.price.currency, '').text}` : '';
      const label = (relsOf(link).map((rel) => text.ways[rel.split('/').pop()]).find(Boolean) ?? text.get) + price;
      const format = [link, ...objectsOf(properties.indirectAcquisition)].map((one) => /pdf|epub|djvu|mobi|mp[34]|mpeg|zip/.exec(typeOf(one))?.[0].toUpperCase()).find(Boolean);
      const { availability } = properties;
      const until = textOf(availability?.until, '').text.slice(0, 10);
      const state = availability?.state === 'unavailable' && (until ? text.until(until) : text.unavailable);
      const via = [textOf(link.title, this.#language).text, format, state].filter(Boolean).join(' · ');
      const href = addressOf(plainOf(link), this.#view.base);
      const tail = via && h('span', { part: 'via' }, ` ${via}`);
      if (!href || (typeOf(link) && isJson(typeOf(link)))) {
        return h('span', { part: 'get get-nowhere' }, state ? null : label, tail);
      }

      return this.#link({
        part: 'get',
        click: (event) => {
          if (!this.#emit('open', { publication, link, href }, true)) {
            event.preventDefault();
          }
        },
      }, href, label, tail, unseen(`: ${title}`));
    }

    #details(publication, metadata) {
      const text = this.#text;
      const description = withoutTags(textOf(metadata.description, this.#language).text);
      const wholes = isObject(metadata.belongsTo) ? Object.values(metadata.belongsTo).flatMap((whole) => this.#names(whole)) : [];
      const rows = [
        [text.in, wholes],
        [text.publisher, this.#names(metadata.publisher)],
        [text.issued, this.#names(metadata['http://purl.org/dc/terms/issued'] ?? metadata.published)],
        [text.language, listOf(metadata.language).filter((tag) => typeof tag === 'string').map((tag) => this.#languageName(tag))],
        [text.subject, this.#names(metadata.subject).slice(0, 20)],
      ].filter(([, values]) => values.length > 0);
      const page = objectsOf(publication.links).find((link) => relsOf(link).some((rel) => rel === 'alternate' || rel === 'self') && typeOf(link) === 'text/html');
      const href = page && addressOf(plainOf(page), this.#view.base);
      return (description || rows.length > 0 || href) ? h('div', { part: 'details' },
        description && h('p', { part: 'description', dir: 'auto' }, description),
        rows.length > 0 && h('dl', null, rows.map(([label, values]) => h('div', null, h('dt', null, label), h('dd', { dir: 'auto' }, values.join(text.separator))))),
        href && this.#link({ part: 'about' }, href, text.about)) : null;
    }

    #languageName(tag) {
      try {
        return tag === 'lzh' ? this.#text.lzh : new Intl.DisplayNames(this.#language, { type: 'language' }).of(tag);
      } catch {
        return tag;
      }
    }

    #paging(shown, metadata) {
      const text = this.#text;
      const addressIn = (view, ...rels) => {
        const link = linkTo(view.document ?? {}, ...rels);
        return link && addressOf(plainOf(link), view.base);
      };
      const turn = (part, label, ...rels) => {
        const address = addressIn(this.#view, ...rels);
        return address && address !== this.#view.url ? this.#step({ part: `solid ${part}` }, address, this.#view.trail, label) : null;
      };
      // pages of an archive overlap with the newest: whoever came by "next" gets back what they saw
      const before = this.#past.at(-1);
      const previous = before && addressIn(before, 'next') === this.#view.url
        ? h('button', { part: 'solid previous', type: 'button', click: () => this.#back({ turning: true }) }, text.previous)
        : turn('previous', text.previous, 'previous', 'prev');
      const next = turn('next', text.next, 'next');
      const { currentPage, itemsPerPage, numberOfItems } = metadata;
      const pages = itemsPerPage > 0 && numberOfItems >= itemsPerPage ? ` / ${Math.ceil(numberOfItems / itemsPerPage)}` : '';
      return (previous || next) && h('nav', { part: 'pages', 'aria-label': text.pages }, previous, Number.isInteger(currentPage) && h('span', null, currentPage + pages), next);
    }
  }

  if (!customElements.get('consortium-navigation')) {
    customElements.define('consortium-navigation', ConsortiumNavigation);
  }
}

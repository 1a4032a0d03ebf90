// Every text of the portal's own, Chinese and English side by side. What has numbers or names in it is a function.

const many = (n, one, more) => `${format(n)} ${n === 1 ? one : more}`;

const table = {
  // the page's fixed parts
  skip: ['跳到正文', 'Skip to the content'],
  mainNavigation: ['主导航', 'Main'],
  browse: ['浏览', 'Browse'],
  newArrivals: ['新到资源', 'New arrivals'],
  otherLanguage: ['English', '中文'],
  darkMode: ['深色模式', 'Dark mode'],
  search: ['检索', 'Search'],
  searchIn: ['检索字段', 'Search in'],
  searchWords: ['检索词', 'Words to search for'],
  searchHint: ['题名、作者、主题', 'Title, author, subject'],
  fieldAnywhere: ['全部字段', 'Anywhere'],
  fieldTitle: ['题名', 'Title'],
  fieldAuthor: ['作者', 'Author'],
  freeOnly: ['只看可免费获取的', 'Free to read only'],
  aboutFeed: ['本页只使用开放的导航数据，任何门户都可以使用：', 'This page uses nothing but the open navigation feed, as any portal may:'],
  addresses: ['全部接口', 'All addresses'],

  // browsing
  welcome: ['检索与浏览联盟资源', 'Find what the consortium’s libraries and platforms hold'],
  welcomeCount: [(all) => `共 ${format(all)} 种资源，来自共享平台与成员馆；能免费获取的，注明去处与依据。`, (all) => `${many(all, 'resource', 'resources')} of sharing platforms and member libraries. What can be read free says where, and how we know.`],
  seeAll: [(n) => `全部 ${format(n)} 项`, (n) => `All ${format(n)}`],
  seeNew: ['更多新到资源', 'More new arrivals'],
  allResources: ['全部资源', 'All resources'],
  youAreHere: ['当前位置', 'You are here'],
  start: ['首页', 'Home'],
  resources: [(n) => `${format(n)} 种资源`, (n) => many(n, 'resource', 'resources')],
  categories: [(n) => `${format(n)} 个类目`, (n) => many(n, 'category', 'categories')],
  newestFirst: ['最新在前', 'newest first'],
  olderPage: ['较早入库的资源', 'older entries'],
  narrow: ['在此范围内检索、筛选', 'Search and filter within these'],
  paging: ['翻页', 'Pages'],
  first: ['最前', 'Newest'],
  newer: ['较新', 'Newer'],
  older: ['较早', 'Older'],
  oldest: ['最早', 'Oldest'],
  nothingYet: ['还没有发布任何资源', 'Nothing is published yet'],
  nothingYetHelp: ['联盟的资源正在首次采集与整理。请过几分钟再来。', 'The consortium’s resources are being harvested for the first time. Come back in a few minutes.'],

  // searching
  searchTitle: [(words) => `检索：${words}`, (words) => `Search: ${words}`],
  searchAll: ['检索：全部资源', 'Search: all resources'],
  results: [(n) => `${format(n)} 条结果`, (n) => many(n, 'result', 'results')],
  pageOf: [(page, pages) => `第 ${format(page)} 页，共 ${format(pages)} 页`, (page, pages) => `page ${format(page)} of ${format(pages)}`],
  firstPage: ['首页', 'First'],
  previousPage: ['上一页', 'Previous'],
  nextPage: ['下一页', 'Next'],
  lastPage: ['末页', 'Last'],
  filters: ['筛选', 'Filters'],
  filtersFor: ['检索条件', 'What was asked for'],
  removeFilter: [(what) => `去掉“${what}”`, (what) => `Remove “${what}”`],
  inTitle: [(words) => `题名：${words}`, (words) => `Title: ${words}`],
  inAuthor: [(words) => `作者：${words}`, (words) => `Author: ${words}`],
  free: ['可免费获取', 'Free to read'],
  access: ['获取方式', 'Access'],
  sortBy: ['排序', 'Sort by'],
  sortRelevance: ['相关度', 'Relevance'],
  sortTitle: ['题名', 'Title'],
  sortDate: ['出版日期', 'Date'],
  noResults: ['没有找到', 'Nothing was found'],
  noResultsFor: [(words) => `没有与“${words}”相符的资源。`, (words) => `No resource fits “${words}”.`],
  tryThis: ['可以试试', 'You could'],
  tryFewerWords: ['少用几个词：每个词都必须出现', 'use fewer words: each of them must be there'],
  tryWithoutQuotes: ['去掉引号：引号内的词必须相连', 'leave out the quotation marks: quoted words must stand together'],
  tryWithout: [(what) => `去掉“${what}”`, (what) => `search without “${what}”`],
  tryAnywhere: ['在全部字段中检索', 'search anywhere, not in one field alone'],
  tryBrowse: ['按学科、平台浏览', 'browse by subject or platform'],
  scriptHelp: ['简体、繁体均可检索；中文不需要加空格。', 'Traditional and simplified characters find each other; Chinese needs no spaces.'],
  byNumber: [(number) => `号码 ${number} 属于`, (number) => `The number ${number} belongs to`],

  // a resource
  getIt: ['获取', 'Get it'],
  getItFree: ['免费获取', 'Read it free'],
  getItElsewhere: ['其他去处', 'Other places'],
  getItNowhere: ['没有记录给出网址。下面列出的成员馆或平台可提供咨询。', 'No record gives an address. Ask the libraries and platforms that describe it.'],
  openAt: [(site) => `打开 ${site}`, (site) => `Open at ${site}`],
  held: ['馆藏', 'Held by'],
  heldBy: ['收藏馆', 'Libraries that hold it'],
  heldNote: ['馆藏仅供该馆读者使用，或请向该馆咨询。', 'Held for the library’s own readers; ask the library.'],
  toCatalogue: ['馆藏目录', 'Its catalogue'],
  evidence: ['依据：', 'Why we say so:'],
  noEvidence: ['记录未说明能否免费获取。', 'No record says whether it is free.'],
  contradicted: ['各项依据互相矛盾，以谨慎者为准。', 'The evidence contradicts itself; the cautious reading counts.'],
  until: [(day) => `${day} 起可获取`, (day) => `available from ${day}`],
  abstract: ['摘要', 'Abstract'],
  subjects: ['主题', 'Subjects'],
  details: ['著录信息', 'Details'],
  otherTitles: ['其他题名', 'Other titles'],
  contributors: ['其他责任者', 'Contributors'],
  publisher: ['出版者', 'Publisher'],
  issued: ['出版日期', 'Published'],
  created: ['成书年代', 'Made'],
  edition: ['版本', 'Edition'],
  extent: ['篇幅', 'Extent'],
  languages: ['语种', 'Language'],
  type: ['类型', 'Type'],
  partOf: ['出处', 'In'],
  series: ['丛书', 'Series'],
  identifiers: ['标识符', 'Identifiers'],
  wrongNumber: ['有误', 'not valid'],
  rights: ['权利说明', 'Rights'],
  editions: ['版本与载体', 'Editions'],
  isbn: ['ISBN', 'ISBN'],
  year: ['年份', 'Year'],
  related: ['相关作品', 'Related works'],
  cite: ['引用', 'Cite'],
  citeHelp: ['导出题录，供文献管理软件使用：', 'Export for a reference manager:'],
  copyBibtex: ['复制 BibTeX', 'Copy BibTeX'],
  copied: ['已复制', 'Copied'],
  notCopied: ['未能复制，请用下载', 'Could not copy; download it instead'],
  copyLink: ['复制本页链接', 'Copy this page’s link'],
  provenance: ['数据来源', 'Where this comes from'],
  provenanceHelp: [(n) => `本页由 ${format(n)} 条采集记录合并而成：`, (n) => `Made of ${many(n, 'harvested record', 'harvested records')}:`],
  recordOf: [(source, id) => `${source}，${id}`, (source, id) => `${source}, ${id}`],
  recordId: ['OAI 标识符', 'OAI identifier'],
  datestamp: ['记录日期', 'Record changed'],
  since: ['首次采集', 'Known since'],
  sets: ['集合', 'Sets'],
  formerly: ['曾用编号', 'Former ids'],
  asJson: ['机器可读：JSON', 'For machines: JSON'],
  movedHere: [(id) => `编号 ${id} 已并入此资源，请改用本页地址。`, (id) => `The resource ${id} has become part of this one. Use this page’s address from now on.`],

  // what went wrong
  unreachable: ['暂时连不上服务器', 'The hub can’t be reached'],
  unreachableHelp: ['请检查网络连接后重试。如果一直如此，请告诉所在图书馆。', 'Check your connection and try again. If it stays so, tell your library.'],
  busy: ['服务器正忙', 'The hub is busy'],
  busyHelp: ['请稍候再试。', 'Try again in a moment.'],
  broken: ['服务器出错了', 'The hub failed to answer'],
  brokenHelp: ['错误已经记录。请稍后重试；如果一直如此，请告诉所在图书馆。', 'The failure is logged. Try again later; if it stays so, tell your library.'],
  missing: ['没有这个页面', 'There is no such page'],
  missingHelp: ['这个类目或资源不存在。链接可能抄错了，也可能其中已没有资源。', 'There is no such category or resource. The link may be mistyped, or the category is empty now.'],
  gone: ['资源已撤回', 'This resource was withdrawn'],
  goneHelp: ['所有来源都已撤回对它的记录，也没有别的记录代替它。可以检索是否另有版本。', 'Every source has withdrawn its record, and no other stands for it. Another edition may be found by searching.'],
  refused: ['这样无法检索', 'This can’t be searched'],
  refusedHelp: ['请修改检索条件。', 'Change what you ask for.'],
  again: ['重试', 'Try again'],
  toStart: ['回到首页', 'Go to the start'],
  toSearch: ['检索', 'Search'],
  loaded: [(title) => `已打开：${title}`, (title) => `Opened: ${title}`],
  untitled: ['无题名', 'Untitled'],
};

const types = {
  book: ['图书', 'Book'], article: ['论文', 'Article'], thesis: ['学位论文', 'Thesis'], report: ['研究报告', 'Report'], dataset: ['数据集', 'Data set'],
  serial: ['期刊', 'Serial'], audioVisual: ['音视频', 'Audio or video'], image: ['图片', 'Image'], ancientText: ['古籍', 'Ancient text'], map: ['地图', 'Map'],
  score: ['乐谱', 'Score'], standard: ['标准', 'Standard'], patent: ['专利', 'Patent'], software: ['软件', 'Software'], other: ['其他', 'Other'],
};

// as schema.org calls them in the feed; CreativeWork says nothing
const schemaTypes = {
  Book: 'book', ScholarlyArticle: 'article', Thesis: 'thesis', Report: 'report', Dataset: 'dataset', Periodical: 'serial', MediaObject: 'audioVisual',
  ImageObject: 'image', Map: 'map', SheetMusic: 'score', SoftwareSourceCode: 'software',
};

const statuses = {
  open: ['开放获取', 'Open access'], free: ['免费阅读', 'Free to read'], registration: ['注册后免费', 'Free after registration'], embargoed: ['时滞期内', 'Embargoed'],
  restricted: ['限定读者', 'For entitled readers'], unknown: ['获取方式不明', 'Access not stated'],
};

const strengths = { weak: ['弱证据', 'a hint'], moderate: ['明文', 'plain words'], strong: ['确证', 'firm'] };

const schemes = {
  isbn: 'ISBN', issn: 'ISSN', doi: 'DOI', uri: ['网址', 'Address'], ismn: 'ISMN', handle: 'Handle', ark: 'ARK', urnNbn: 'URN:NBN', arxiv: 'arXiv', pmid: 'PubMed',
  pmcid: 'PubMed Central', oclc: 'OCLC', lccn: 'LCCN', cstr: 'CSTR', unifiedBookNumber: ['统一书号', 'Unified book number'],
  cnSerial: ['国内统一刊号', 'CN serial number'], nationalBibliography: ['国家书目号', 'National bibliography number'], other: ['其他号码', 'Other number'],
};

const subjectSchemes = {
  clc: ['中图法', 'CLC'], ddc: 'DDC', lcc: 'LCC', udc: 'UDC', nlm: 'NLM', gbDiscipline: ['学科代码', 'GB/T 13745'], moeDiscipline: ['学科目录', 'MOE discipline'],
  las: ['科图法', 'LAS'], ruc: ['人大法', 'RUC'], ncsclt: ['中文图书分类法', 'NCSCLT'], msc: 'MSC', jel: 'JEL', arxiv: 'arXiv', hal: 'HAL', fos: 'FOS',
};

// MARC relator codes
const roles = {
  aut: ['著', 'author'], edt: ['编', 'editor'], trl: ['译', 'translator'], com: ['辑', 'compiler'], cmm: ['注', 'commentator'], ann: ['批注', 'annotator'], ill: ['绘', 'illustrator'],
  ctb: ['参与', 'contributor'], pbl: ['出版', 'publisher'], ths: ['指导', 'thesis advisor'], nrt: ['朗读', 'narrator'], art: ['绘', 'artist'], cmp: ['作曲', 'composer'],
  pht: ['摄', 'photographer'], drt: ['导演', 'director'], aui: ['序', 'author of introduction'],
};

const relations = {
  translationOf: ['译自', 'Translation of'], hasTranslation: ['译本', 'Translations'], editionOf: ['其他版本', 'Other editions'], otherForm: ['其他载体', 'In another form'],
  versionOf: ['改编自', 'Version of'], hasVersion: ['改编本', 'Versions'], partOf: ['属于', 'Part of'], hasPart: ['包含', 'Its parts'], supplementTo: ['补编自', 'Supplement to'],
  hasSupplement: ['补编', 'Supplements'], continues: ['继承', 'Continues'], continuedBy: ['改为', 'Continued by'], replaces: ['取代', 'Replaces'], replacedBy: ['被取代为', 'Replaced by'],
  commentOn: ['评论对象', 'Comments on'], hasComment: ['评论', 'Comments'], related: ['相关', 'Related'], volume: ['同书各卷', 'Volumes of the same work'], part: ['同书各部分', 'Parts of the same work'],
  translation: ['译本', 'Translations'], version: ['其他版本', 'Other versions'], issue: ['同名各期、各年', 'Issues of the same series'], succession: ['先后继承', 'Earlier or later title'],
  about: ['评论、勘误', 'Reviews, errata'],
};

const formats = {
  'text/html': ['网页', 'web page'], 'application/pdf': 'PDF', 'application/epub+zip': 'EPUB', 'image/vnd.djvu': 'DjVu', 'image/jpeg': 'JPEG', 'audio/mpeg': 'MP3', 'video/mp4': 'MP4',
  'text/plain': ['纯文本', 'plain text'], 'application/zip': 'ZIP',
};

const evidence = {
  licence: [(value) => ['许可协议：', value], (value) => ['Licence: ', value]],
  accessRights: [(value) => ['记录标注：', value], (value) => ['Marked in its record: ', value]],
  statement: [(value) => ['记录说明：“', value, '”'], (value) => ['Its record says: “', value, '”']],
  allFree: ['该平台的资源一般均可免费获取', 'The platform offers what it has free of charge'],
  none: ['该馆资源限其读者使用', 'The source keeps its holdings for its own readers'],
  bySet: [(set) => `该平台的“${set}”集合可免费获取`, (set) => `The platform’s set “${set}” is free`],
  embargoPast: [(day) => `时滞期已于 ${day} 结束`, (day) => `The embargo ended on ${day}`],
  embargo: [(day) => `时滞期至 ${day}`, (day) => `Embargo until ${day}`],
  policy: [(value) => `来源的规定：${value}`, (value) => `The source’s policy: ${value}`],
};

export const language = () => (document.documentElement.lang === 'en' ? 'en' : 'zh');

const pick = (pair) => (typeof pair === 'string' ? pair : pair[language() === 'en' ? 1 : 0]);

/** @param values what the text has in it */
export function t(key, ...values) {
  const text = pick(table[key]);
  return typeof text === 'function' ? text(...values) : text;
}

const named = (names) => (key) => (names[key] ? pick(names[key]) : key);

export const typeName = named(types);
export const schemaTypeName = (schema) => (schemaTypes[schema.replace(/^.*\//, '')] ? typeName(schemaTypes[schema.replace(/^.*\//, '')]) : '');
export const statusName = named(statuses);
export const strengthName = (strength) => (strengths[strength] ? pick(strengths[strength]) : null);
export const schemeName = named(schemes);
export const subjectSchemeName = (scheme) => (subjectSchemes[scheme] ? pick(subjectSchemes[scheme]) : null);
export const roleName = named(roles);
export const relationName = named(relations);
export const formatName = named(formats);

export function evidenceText(key, ...values) {
  const text = pick(evidence[key]);
  return typeof text === 'function' ? text(...values) : text;
}

export function format(number) {
  return new Intl.NumberFormat(language() === 'en' ? 'en' : 'zh-CN').format(number);
}

/** @param day in ISO form; what is none stays as it is */
export function formatDay(day) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)) : day;
}

// what browsers have no name for in one of the two languages
const languageNames = { lzh: ['文言文', 'Literary Chinese'], und: ['语种不详', 'not given'], zxx: ['无语言内容', 'no linguistic content'], mul: ['多语种', 'several languages'] };

/** A language by its tag, in the reader's language. */
export function languageName(tag) {
  if (languageNames[tag]) {
    return pick(languageNames[tag]);
  }

  try {
    return new Intl.DisplayNames([language() === 'en' ? 'en' : 'zh-CN'], { type: 'language' }).of(tag);
  } catch {
    return tag; // not a tag
  }
}

// Elements made of data. Text is only ever inserted as text, and a link leads only to http and https, whatever a record says.

/** @returns the address in its normal form, or null for anything but http and https. */
export function webAddress(address) {
  try {
    const url = new URL(address, document.baseURI);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * @param tag with classes behind dots: 'p.note'
 * @param attributes href passes through webAddress; null and false leave an attribute out; onclick and the like take functions
 * @param children nodes, texts, lists of them; null is left out
 */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) {
    element.className = classes.join(' ');
  }

  for (const [attribute, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(attribute.slice(2), value);
    } else if (attribute === 'href') {
      if (webAddress(value) !== null) {
        element.setAttribute('href', value);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(attribute, value === true ? '' : value);
    }
  }

  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      add(element, child);
    } else if (child !== null && child !== undefined && child !== false && child !== '') {
      element.append(child);
    }
  }
}

/** Text of a record: in whatever direction and language it is. */
export function foreign(tag, text, language) {
  return h(tag, { dir: 'auto', lang: language ?? null }, text);
}

/** A link that leaves the portal, and says where to. */
export function outward(address, text, attributes) {
  const safe = webAddress(address);
  return safe === null ? h('span', { dir: 'auto' }, text) : h('a.outward', { href: safe, rel: 'noopener', ...attributes }, text);
}

/** The site that an address is on, as a reader would say it. */
export function siteOf(address) {
  const safe = webAddress(address);
  return safe === null ? '' : new URL(safe).hostname.replace(/^www\./, '');
}

/** Nodes with a separator between them; those that are null are left out. */
export function joined(nodes, separator = ' · ') {
  return nodes.filter((node) => node !== null && node !== undefined && node !== '').flatMap((node, at) => (at === 0 ? [node] : [separator, node]));
}

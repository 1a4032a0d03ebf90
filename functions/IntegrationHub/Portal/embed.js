// The page that shows how to embed <consortium-navigation>: its snippet with this hub's address, its choices, its events.
const hub = new URL('..', location.href).href;
const snippet = `<script src="${hub}portal/consortium-navigation.js" defer></script>
<consortium-navigation feed="${hub}opds/2" search>
  <a href="${hub}portal/">联盟资源导航 Consortium resources</a>
</consortium-navigation>`;
document.getElementById('snippet').textContent = snippet;
document.getElementById('copy').addEventListener('click', async () => {
  const said = document.getElementById('copied');
  try {
    await navigator.clipboard.writeText(snippet);
    said.textContent = 'Copied. 已复制。';
  } catch {
    getSelection().selectAllChildren(document.getElementById('snippet'));
    said.textContent = 'Press Ctrl+C to copy. 请按 Ctrl+C 复制。';
  }
});

const navigation = document.getElementById('navigation');
const example = document.getElementById('example');
const choices = document.getElementById('choices');
choices.addEventListener('submit', (event) => event.preventDefault());
choices.addEventListener('change', ({ target: { name } }) => {
  const { lang, start, width, scheme, search, own } = choices.elements;
  if (name === 'lang') {
    navigation.lang = lang.value;
  } else if (name === 'start') {
    navigation.setAttribute('start', start.value);
  } else if (name === 'search') {
    navigation.toggleAttribute('search', search.checked);
  } else {
    example.dataset.width = width.value;
    example.dataset.scheme = scheme.value;
    example.classList.toggle('own', own.checked);
  }
});

const events = document.getElementById('events');
for (const name of ['open', 'load', 'error']) {
  navigation.addEventListener(`consortium-navigation:${name}`, ({ type, detail }) => {
    const line = document.createElement('li');
    const code = document.createElement('code');
    code.textContent = type;
    line.append(code, ` ${detail.href ?? detail.url ?? detail.publication?.metadata?.identifier ?? ''}`);
    events.prepend(line);
    events.querySelector('li:nth-child(n+6)')?.remove();
  });
}

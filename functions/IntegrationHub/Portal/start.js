// Runs before the first paint, so that no page is seen in the wrong language or theme: what the reader chose, else what the system asks for.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(`portal.${name}`);
    } catch {
      return null; // storage is forbidden here
    }
  };
  const wished = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.lang = (kept('language') || wished || 'zh') === 'en' ? 'en' : 'zh-Hans';
  document.documentElement.dataset.theme = kept('theme') || (dark ? 'dark' : 'light');
})();

// Filters findings, and unfolds everything before it is printed. Without it the page shows everything.
const form = document.getElementById('filter');

if (form) {
  const output = form.querySelector('output');
  const groups = [...document.querySelectorAll('.finding')].map((element) => ({
    element,
    severity: element.dataset.severity,
    area: element.dataset.area,
    text: [...element.querySelectorAll('h3, h3 ~ p')].map((part) => part.textContent).join(' ').toLowerCase(),
    details: element.querySelector('details'),
    wasOpen: element.querySelector('details').open,
    places: [...element.querySelectorAll('li')].map((place) => ({ place, text: place.textContent.toLowerCase() })),
  }));
  const total = groups.reduce((sum, { places }) => sum + places.length, 0);

  const show = () => {
    const wanted = new FormData(form);
    const severities = wanted.getAll('severity');
    const area = wanted.get('area');
    const text = wanted.get('text').trim().toLowerCase();
    let shown = 0;
    for (const group of groups) {
      const isWanted = severities.includes(group.severity) && (area === '' || area === group.area);
      const isAll = group.text.includes(text);
      let own = 0;
      for (const { place, text: placeText } of group.places) {
        const isShown = isWanted && (isAll || placeText.includes(text));
        place.hidden = !isShown;
        own += isShown ? 1 : 0;
      }
      group.element.hidden = own === 0;
      group.details.open = group.wasOpen || (!isAll && own > 0);
      shown += own;
    }
    output.textContent = `${shown} of ${total} findings`;
  };

  form.hidden = false;
  form.addEventListener('input', show);
  form.addEventListener('reset', () => setTimeout(show));
  form.addEventListener('submit', (event) => event.preventDefault());
  show();
}

const FEW = 200;
const folded = () =>
  [...document.querySelectorAll('details:not([open])')].filter(
    (details) => details.querySelectorAll('li, tr, code').length <= FEW,
  );
let opened = [];
addEventListener('beforeprint', () => {
  opened = folded();
  opened.forEach((details) => (details.open = true));
});
addEventListener('afterprint', () => opened.forEach((details) => (details.open = false)));

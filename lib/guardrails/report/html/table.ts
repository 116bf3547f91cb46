import { Content, html, Markup } from './markup';

/** A table whose rows are named by their first cells. */
export function table(columns: readonly string[], rows: readonly (readonly Content[])[], name = ''): Markup {
  return html`<table${name ? html` class="${name}"` : undefined}>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(row)}
    </tbody>
  </table>`;
}

/** The same in a frame that scrolls, also by keyboard: the page stays as wide as its screen. */
export function wideTable(
  label: string,
  columns: readonly string[],
  rows: readonly (readonly Content[])[],
  name?: string,
): Markup {
  return scrolling(label, table(columns, rows, name));
}

/** What is wider than a screen may be. */
export function scrolling(label: string, wide: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="Scrolls: ${label}" tabindex="0">${wide}</div>`;
}

function row([name, ...cells]: readonly Content[]): Markup {
  return html`<tr>
    <th scope="row">${name}</th>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr> `;
}

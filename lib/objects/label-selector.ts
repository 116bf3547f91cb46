import { Fields, fieldsIn, listIn } from './unknown-fields';

export type Labels = Readonly<Record<string, string>>;

/** Whether a selector selects; an empty one selects everything. */
export function selects(selector: Fields, labels: Labels): boolean {
  return (
    pairsOf(selector).every(([key, value]) => labels[key] === value) &&
    listIn(selector.matchExpressions).every((expression) => holds(fieldsIn(expression), labels))
  );
}

/** Pairs of a key and its value that a selector asks for. */
export function pairsOf(selector: Fields): [string, unknown][] {
  return Object.entries(fieldsIn(selector.matchLabels));
}

/** A selector for a reader; `*` for everything. */
export function selectorText(selector: Fields): string {
  const labels = pairsOf(selector).map(([key, value]) => `${key}=${String(value)}`);
  const expressions = listIn(selector.matchExpressions).map((expression) => {
    const { key, operator, values } = fieldsIn(expression);
    return `${String(key)} ${String(operator)} (${listIn(values).map(String).join(' ')})`;
  });
  return [...labels, ...expressions].join(',') || '*';
}

function holds({ key, operator, values }: Fields, labels: Labels): boolean {
  const value = labels[String(key)];
  switch (operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return listIn(values).includes(value);
    default:
      return !listIn(values).includes(value);
  }
}

import { isMap } from './resource';

const EXPRESSIONS = /(?<!\$)\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;

const KEY = String.raw`(?:\[(?:"[^"]*"|\d+)\])?`;

/** What expressions name: resources, data sources, and what only Terraform can work out. */
const NAMES = new RegExp(
  String.raw`(?<![\w.\]"-])(?:module\.[\w-]+${KEY}\.[\w-]+|(?:var|local|each|count)\.[\w-]+|(?:data\.)?[a-z]\w*_\w+\.[\w-]+${KEY})`,
  'g',
);

/** Names in the text of an expression, without attributes: `alicloud_oss_bucket.models["eu"]`, `var.bucket`. */
export function namesInExpression(expression: string): string[] {
  return expression.match(NAMES) ?? [];
}

/** Names in all expressions of a value of Terraform's JSON syntax. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(EXPRESSIONS)].flatMap(([, expression]) => namesInExpression(expression));
  }
  if (Array.isArray(value)) {
    return value.flatMap(namesIn);
  }
  return isMap(value) ? Object.values(value).flatMap(namesIn) : [];
}

/** Whether a name stands for something that only Terraform can work out. */
export function isOpaque(name: string): boolean {
  return /^(module|var|local|each|count)\./.test(name);
}

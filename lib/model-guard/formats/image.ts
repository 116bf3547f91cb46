/** Pictures of a model card, which no engine loads. Nothing that runs begins like them. */
const PICTURES: readonly RegExp[] = [
  /^\x89PNG\r\n\x1a\n/,
  // the first marker behind the start of a picture
  /^\xff\xd8\xff[\xc0-\xc4\xdb\xe0-\xef\xfe]/,
  /^GIF8[79]a/,
  /^RIFF[^]{4}WEBP/,
];

export function looksLikeImage(start: Buffer): boolean {
  const text = start.toString('latin1', 0, 16);
  return PICTURES.some((picture) => picture.test(text));
}

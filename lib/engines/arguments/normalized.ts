/** As command lines are compared: in lower case, and with dashes for underscores. */
export function normalized(text: string): string {
  return text.toLowerCase().replaceAll('_', '-');
}

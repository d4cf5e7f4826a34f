// Words of documents come from adversaries. Svelte escapes markup; this shows what no eye would see: controls and the
// characters that turn the direction of writing, as "‹U+202E›", so that nothing on a page reads otherwise than it is.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

export function visible(text: string | null | undefined): string {
  if (!text) return '';
  return text.replace(hidden, (c) => `‹U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

// One line of it, cut at a word; both sides of a dispute go through here with the same limit.
export function shortened(text: string | null | undefined, limit: number): string {
  const line = visible(text).replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.lastIndexOf(' ', limit - 1);
  return line.slice(0, cut > limit / 2 ? cut : limit - 1) + '…';
}

// A link that a document or a table brings may be followed only if it is plain http(s).
export function safe_url(url: string | null | undefined): string | null {
  return url && /^https?:\/\/[^\s"'<>]+$/i.test(url) ? url : null;
}

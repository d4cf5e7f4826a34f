// Spans count bytes of UTF-8; strings here count UTF-16 units.
import type { Span } from './forms';

// From a byte offset to an index into `text`: a function over a table of the places where the two run apart.
export function offsets_of(text: string): (byte: number) => number {
  const table = new Uint32Array(byte_length(text) + 1);
  let byte = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    table.fill(i, byte, byte + bytes);
    byte += bytes;
    i += code > 0xffff ? 2 : 1;
  }
  table[byte] = text.length;
  return (at) => table[Math.max(0, Math.min(at, byte))] ?? text.length;
}

function byte_length(text: string): number {
  return new TextEncoder().encode(text).length;
}

export type Mark<Kind> = { span: Span; kind: Kind };
export type Piece<Kind> = { text: string; kinds: Kind[] };

// Those of the marks, sorted by where they begin, that can touch [from, to); none is longer than `longest`.
export function near<Kind>(marks: Mark<Kind>[], from: number, to: number, longest: number): Mark<Kind>[] {
  const first = (at: number): number => {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((marks[middle]?.span.begin ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return marks.slice(first(from - longest), first(to));
}

// The part [from, to) of the text, cut wherever a mark begins or ends; every piece knows the marks that cover it.
export function pieces<Kind>(
  text: string, at: (byte: number) => number, from: number, to: number, marks: Mark<Kind>[],
): Piece<Kind>[] {
  const inside = marks.filter((mark) => mark.span.begin < to && mark.span.end > from && mark.span.begin < mark.span.end);
  const cuts = new Set([from, to]);
  for (const { span } of inside) {
    cuts.add(Math.max(from, span.begin));
    cuts.add(Math.min(to, span.end));
  }
  const order = [...cuts].sort((a, b) => a - b);
  const result: Piece<Kind>[] = [];
  for (let i = 0; i + 1 < order.length; ++i) {
    const begin = order[i] ?? 0;
    const end = order[i + 1] ?? 0;
    const kinds = inside.filter(({ span }) => span.begin <= begin && span.end >= end).map(({ kind }) => kind);
    result.push({ text: text.slice(at(begin), at(end)), kinds });
  }
  return result;
}

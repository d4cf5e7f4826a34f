// How chances look: words and range first, a figure only beside them.
import type { Range } from './forms';

export function percent(p: number): string {
  if (p > 0 && p < 0.01) return '<1';
  if (p < 1 && p > 0.99) return '>99';
  return String(Math.round(p * 100));
}

// "10 to 84 %"; above the cluster nothing was measured, and every figure says so with "~".
export function range_text(range: Range, measured = true): string {
  const mark = measured ? '' : '~';
  const low = percent(range.low);
  const high = percent(range.high);
  return low === high ? `${mark}${low} %` : `${mark}${low} to ${mark}${high} %`;
}

export function figure(p: number, measured = true): string {
  return `${measured ? '' : '~'}${percent(p)} %`;
}

export function nats(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded).toFixed(1)}`;
}

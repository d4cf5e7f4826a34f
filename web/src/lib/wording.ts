// How a claim is worded: the patterns of data/pages/acts.tsv, the same that the terminal and the reports use.
// "[a|b]" is the first alternative whose slots are all filled, or nothing. What fills a slot is never read again.
import acts_table from '../../../data/pages/acts.tsv?raw';
import names_table from '../../../data/pages/names.tsv?raw';
import { shortened, visible } from './clean';
import type { Claim, Party } from './forms';
import { text } from './text';

type Slots = Record<string, string>;

const patterns = rows(acts_table);
const short_names = rows(names_table);

function rows(table: string): Map<string, string> {
  const result = new Map<string, string>();
  for (const line of table.split('\n')) {
    const [key, value] = line.split('\t');
    if (key && value && !line.startsWith('#')) result.set(key, value);
  }
  return result;
}

function piece(pattern: string, slots: Slots): string | null {
  let whole = true;
  const result = pattern.replace(/\{([^}]*)\}/g, (_, slot: string) => {
    const value = slots[slot] ?? '';
    if (value === '') whole = false;
    return value;
  });
  return whole ? result : null;
}

export function filled(pattern: string, slots: Slots): string {
  const result = pattern.replace(/\[([^\]]*)\]|([^[]+)/g, (_, choices: string | undefined, plain: string | undefined) => {
    if (choices === undefined) return (plain ?? '').replace(/\{([^}]*)\}/g, (_all, slot: string) => slots[slot] ?? '');
    for (const choice of choices.split('|')) {
      const found = piece(choice, slots);
      if (found !== null) return found;
    }
    return '';
  });
  return result.replace(/ {2,}/g, ' ').trim();
}

// As src/format/party_names.cpp has it: groups, people and the unnamed as the text writes them, others by their name.
export function party_name(party: Party): string {
  const code = /^([A-Z]{2}) /.exec(party.name ?? '')?.[1];
  const short_of_name = code ? short_names.get(code) : undefined;
  const name = visible(short_of_name ? short_of_name + (party.name ?? '').slice(2) : party.name);
  const written = visible(party.text).replace(/^(the|a|an) /i, '');
  const short = party.state ? (short_names.get(party.state) ?? '') : '';
  if (party.kind === 'state') return short || name || written;
  if (party.kind === 'person' || party.kind === 'group' || party.kind === 'unnamed') return shortened(written || name, 60);
  const known = shortened(name || written, 60);
  if (party.kind !== 'organ' || short === '' || known.includes(short)) return known;
  return written.includes(short) ? shortened(written, 60) : `${known} (${short})`;
}

export function listed(parts: string[]): string {
  const each = [...new Set(parts.filter((part) => part !== ''))];
  if (each.length < 2) return each[0] ?? '';
  return `${each.slice(0, -1).join(', ')} and ${each[each.length - 1]}`;
}

export const party_names = (parties: Party[]): string => listed(parties.map(party_name));

export const is_narrator = (claim: Claim): boolean =>
  claim.source.length === 0 ? false : claim.source.every((party) => party.kind === 'outlet' && !party.name);

const answering = new Set([
  'deny', 'reject', 'dismiss', 'counter-accuse', 'assert-victimhood', 'no-comment', 'offer-evidence', 'offer-alternative',
]);
const following = new Set(['sanction', 'call-for', 'threaten', 'expel']);
export type Side = 'alleged' | 'answered' | 'followed' | 'voice';

export function side_of(claim: Claim): Side {
  if (claim.act === 'describe' || claim.act === 'comment') return is_narrator(claim) ? 'voice' : 'followed';
  return answering.has(claim.act) ? 'answered' : following.has(claim.act) ? 'followed' : 'alleged';
}

const undone = new Set(['acquitted', 'withdrawn', 'delisted']);

// The row of a claim without its quotation, which stands below it with the same limit on both sides.
export function sentence_of(claim: Claim): string {
  const slots: Slots = {
    source: is_narrator(claim) ? text.read.outlet_voice : party_names(claim.source),
    accused: party_names(claim.accused), group: party_names(claim.group), sponsor: party_names(claim.sponsor),
    victim: party_names(claim.victim), target: party_names(claim.target), through: party_names(claim.through),
    via: party_names(claim.via), count: visible(claim.count), status: visible(claim.status), said: '',
  };
  const prefix = claim.status && undone.has(claim.status) ? `${claim.status.toUpperCase()}: ` : '';
  return prefix + filled(patterns.get(claim.act) ?? '{source} {act}', { ...slots, act: claim.act });
}

export function firmness_of(claim: Claim): string {
  if (claim.denied) return text.read.not_said;
  return visible(claim.hedge.word) || claim.status || claim.hedge.kind;
}

export const quotation = (words: string): string => shortened(words, 180);

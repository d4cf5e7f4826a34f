// Addresses live behind '#', so that every page is a deep link on any server: #/ledger?accused=XB, #/actors/APT31.

export type Place = { page: string; rest: string[]; query: URLSearchParams };

function here(): Place {
  const raw = location.hash.replace(/^#\/?/, '');
  const mark = raw.indexOf('?');
  const path = (mark < 0 ? raw : raw.slice(0, mark)).split('/').filter((part) => part !== '').map(decoded);
  return { page: path[0] ?? 'read', rest: path.slice(1), query: new URLSearchParams(mark < 0 ? '' : raw.slice(mark + 1)) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = $state<{ now: Place }>({ now: here() });
addEventListener('hashchange', () => (route.now = here()));

export function href(page: string, rest: string[] = [], query: Record<string, string | string[]> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== '') params.append(key, each);
  }
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  const tail = params.toString();
  return `#/${path}${tail ? `?${tail}` : ''}`;
}

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, '', to);
  else location.hash = to;
  route.now = here();
}

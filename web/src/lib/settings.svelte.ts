// What this browser remembers of its user: the theme and the name under which verdicts are recorded.
export type Theme = 'system' | 'light' | 'dark';

const key = 'whence';
const stored = read();
export const settings = $state<{ theme: Theme; coder: string }>(stored);

function read(): { theme: Theme; coder: string } {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    const theme = value['theme'] === 'light' || value['theme'] === 'dark' ? value['theme'] : 'system';
    return { theme, coder: typeof value['coder'] === 'string' ? value['coder'] : '' };
  } catch {
    return { theme: 'system', coder: '' };
  }
}

export function keep_settings(): void {
  try {
    localStorage.setItem(key, JSON.stringify({ theme: settings.theme, coder: settings.coder }));
  } catch {
    // A browser that stores nothing forgets the name; nothing else is lost.
  }
  if (settings.theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = settings.theme;
}

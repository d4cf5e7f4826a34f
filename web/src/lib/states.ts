import names from 'virtual:states';
import { visible } from './clean';

// What the gazetteer calls a state; a code or a body without a row stays as it is ("EU", "company:NAME").
export function state_name(code: string): string {
  return names[code] ?? visible(code.replace(/^company:/, ''));
}

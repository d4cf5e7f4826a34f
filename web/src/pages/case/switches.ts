export type Switches = { without: string[]; prior: string; testimony: boolean };

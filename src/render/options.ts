/** How a report is to be shown; what is shown is in the report alone. */
export type Format = 'text' | 'wide' | 'json' | 'yaml' | 'markdown' | 'html' | 'junit' | 'name';

export interface RenderOptions {
  /** Columns of the terminal; text is laid out for 60 to 120 of them. */
  width: number;
  color: boolean;
  /** Marks beyond ASCII may be used. */
  unicode: boolean;
  /** Milliseconds since 1970: what "in about 2m10s" counts from. */
  now: number;
  /** IANA name; the machine's own zone where it is absent. */
  timeZone?: string;
  showCommands: boolean;
}

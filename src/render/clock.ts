/** Times of day in the reader's zone. */
import type { RenderOptions } from './options.ts';

export interface Clock {
  /** "13:20:04"; with the date where it is not today's. */
  time(ms: number): string;
  /** "2026-03-01 13:20:04 CET" */
  full(ms: number): string;
  /** "CET", "UTC", "GMT+5:30" */
  zone: string;
}

export function clock({ now, timeZone }: Pick<RenderOptions, 'now' | 'timeZone'>): Clock {
  const parts = timeZone === undefined ? local : zoned(formatIn(timeZone));
  const today = parts(now).date;
  // Its name alone needs Intl, which takes 30 ms to wake up.
  let zone: string | undefined;
  const named = () =>
    (zone ??=
      formatIn(timeZone)
        .formatToParts(now)
        .find(({ type }) => type === 'timeZoneName')?.value ?? '');
  return {
    time(ms) {
      const { date, time } = parts(ms);
      return date === today ? time : `${date} ${time}`;
    },
    full(ms) {
      const { date, time } = parts(ms);
      return `${date} ${time} ${named()}`;
    },
    get zone() {
      return named();
    },
  };
}

interface Parts {
  date: string;
  time: string;
}

const two = (number: number) => String(number).padStart(2, '0');

function local(ms: number): Parts {
  const at = new Date(ms);
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,
  };
}

const zoned =
  (format: Intl.DateTimeFormat) =>
  (ms: number): Parts => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}:${part.second}` };
  };

/** Times of ours in a text (RFC 3339, whole seconds) as times of day. */
export function localTimes(text: string, options: Pick<RenderOptions, 'now' | 'timeZone'>): string {
  const { time } = clock(options);
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, (stamp) => time(Date.parse(stamp)));
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

/** Each is made once: that takes longer than a hundred times. */
function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  formats.set(timeZone, format);
  return format;
}

/** TZ may hold what only the C library understands; the machine's own zone stands in for it. */
function newFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const parts: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  };
  try {
    return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone });
  } catch (error) {
    if (!(error instanceof RangeError) || timeZone === undefined) throw error;
    return newFormat(undefined);
  }
}

/** The address that a container is told in a Secret, whose values are not read. */
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

/** Names of variables that hold an address. */
const ADDRESS_NAME = /host|addr|server|url|uri|dsn|endpoint|broker/i;

/** The only variable that may hold one and is fed by a Secret. */
export const hiddenAddress = (settings: readonly Setting[]): Setting | undefined =>
  only(settings.filter(({ name, place }) => place.kind === 'secret' && name !== undefined && ADDRESS_NAME.test(name)));

/** A URL that names no host: postgres:///shop, http://user@/path. */
const HOSTLESS = /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^@/\s]{0,200}@)?(?:\/|:\d|$)/i;

/** A host with its port, where a URL is meant: to a parser of URLs what stands before the colon is the scheme. */
const SCHEMELESS = /^[a-z][a-z0-9.-]{0,100}:\d{1,5}(?:\/\S*)?$/i;
const isSchemeless = (name: string, value: string) => /ur[il]|dsn/i.test(name) && SCHEMELESS.test(value);

export const urlWithoutHost = (settings: readonly Setting[]): Setting | undefined =>
  only(
    settings.filter(
      ({ name, value = '' }) =>
        name !== undefined && ((!/^(?:file|sqlite\w*):/i.test(value) && HOSTLESS.test(value.trim())) || isSchemeless(name, value.trim())),
    ),
  );

/** The port of it. */
export const portWithoutScheme = ({ name = '', value = '' }: Setting): number | undefined =>
  isSchemeless(name, value) ? Number(/:(\d{1,5})/.exec(value)?.[1]) : undefined;

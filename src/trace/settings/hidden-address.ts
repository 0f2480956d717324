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

export const urlWithoutHost = (settings: readonly Setting[]): Setting | undefined =>
  only(
    settings.filter(({ name, value = '' }) => name !== undefined && !/^(?:file|sqlite\w*):/i.test(value) && HOSTLESS.test(value.trim())),
  );

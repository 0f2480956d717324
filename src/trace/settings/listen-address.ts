/** The address to listen on, among a program's settings: by their names. */
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

/** Variables that name an address to listen on. DB_HOST and the like name another program's. */
export const BINDS =
  /^(?:\w+_)?(?:BIND|LISTEN|BINDING)(?:_?(?:HOST|ADDR|ADDRESS|INTERFACE|ON|IP|TO))?$|^(?:HOST|ADDR|ADDRESS|SERVER_(?:HOST|ADDR|ADDRESS)|HTTP_(?:HOST|ADDR|ADDRESS)|\w+_RUN_HOST|UVICORN_HOST|HOSTNAME)$/;
/** Options that do, with the value in the same word or in the next one. */
export const BIND_OPTION = /^--?(?:host|bind|b|listen|addr(?:ess)?|l)$/i;
const WITH_VALUE = /^(--?[A-Za-z][\w-]{0,40})=(.{1,260})$/;
/** A name, alone or with a port. */
const NAME = /^([A-Za-z][A-Za-z0-9.-]{0,252})(?::\d{1,5})?$/;

/** The only name that a setting gives it as the address to listen on; localhost is none to look for. */
export function listenName(settings: readonly Setting[], reads: string | undefined): string | undefined {
  const values = settings.flatMap(({ name, value = '', place }, at) => {
    if (name !== undefined) return (reads === undefined ? BINDS.test(name) : name === reads) ? [value] : [];
    if (place.kind !== 'argument' || reads !== undefined) return [];
    const [, option = '', given = ''] = WITH_VALUE.exec(value) ?? [];
    if (BIND_OPTION.test(option)) return [given];
    return BIND_OPTION.test(settings[at - 1]?.value ?? '') ? [value] : [];
  });
  return only([...new Set(values.flatMap((value) => NAME.exec(value)?.[1] ?? []).filter((name) => name !== 'localhost'))]);
}

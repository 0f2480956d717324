/** The address to listen on, among a program's settings: by their names. */
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

/** Variables that name an address to listen on. DB_HOST and the like name another program's. */
export const BINDS =
  /^(?:\w+_)?(?:BIND|LISTEN|BINDING)(?:_?(?:HOST|ADDR|ADDRESS|INTERFACE|ON|IP|TO))?$|^(?:HOST|ADDR|ADDRESS|SERVER_(?:HOST|ADDR|ADDRESS)|HTTP_(?:HOST|ADDR|ADDRESS)|\w+_RUN_HOST|UVICORN_HOST|HOSTNAME|ASPNETCORE_URLS)$/;
/** Options that do, with the value in the same word or in the next one. */
export const BIND_OPTION = /^--?(?:host|(?:bind|listen)(?:[-_.]?(?:host|addr(?:ess)?|ip))?|b|addr(?:ess)?|l)$/i;
const WITH_VALUE = /^(--?[A-Za-z][\w-]{0,40})=(.{1,260})$/;
/** A name, alone or with a port. */
const NAME = /^([A-Za-z][A-Za-z0-9.-]{0,252})(?::\d{1,5})?$/;

/** An address of IPv4, alone, with a port, or in a URL. */
const OF_IPV4 = /^(?:[a-z]{2,10}:\/\/)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?\/?$/;
/** All addresses, and the loopback ones, every pod has. */
const EVERYWHERE = /^(?:0\.|127\.)/;

/** The only name that a setting gives it as the address to listen on; localhost is none to look for. */
export const listenName = (settings: readonly Setting[], reads: string | undefined): string | undefined =>
  only([
    ...new Set(
      listenValues(settings, reads)
        .flatMap((value) => NAME.exec(value)?.[1] ?? [])
        .filter((name) => name !== 'localhost'),
    ),
  ]);

/** The only address that they give it so, other than those of every pod. */
export const listenIp = (settings: readonly Setting[]): string | undefined =>
  only([
    ...new Set(
      listenValues(settings, undefined)
        .flatMap((value) => OF_IPV4.exec(value)?.[1] ?? [])
        .filter((ip) => !EVERYWHERE.test(ip)),
    ),
  ]);

function listenValues(settings: readonly Setting[], reads: string | undefined): string[] {
  return settings.flatMap(({ name, value = '', place }, at) => {
    if (name !== undefined) return (reads === undefined ? BINDS.test(name) : name === reads) ? [value] : [];
    if (place.kind !== 'argument' || reads !== undefined) return [];
    const [, option = '', given = ''] = WITH_VALUE.exec(value) ?? [];
    if (BIND_OPTION.test(option)) return [given];
    return BIND_OPTION.test(settings[at - 1]?.value ?? '') ? [value] : [];
  });
}

/** An address for which Go wants host:port ("missing port in address"), where it is written, and the port that belongs there. */
import { portOfScheme } from '../../logs/fields.ts';
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

export interface LackingPort {
  setting: Setting;
  /** The whole value with the port; undefined where no scheme tells it. */
  to: string | undefined;
}

/**
 * `listen`: a port alone, or a host alone, is given where a program listens, of whose ports the container declares one (`own`). Else the
 * host stands in a URL without a port.
 */
export function lackingPort(value: string, listen: boolean, settings: readonly Setting[], own?: number): LackingPort | undefined {
  const found = settings.flatMap((setting): LackingPort[] => {
    const { value: text, written, place } = setting;
    if (text === undefined || (place.kind === 'configmap' && setting.name === undefined)) return [];
    if (listen && text === value && /^\d{1,5}$/.test(value)) return [{ setting, to: `:${value}` }];
    if (listen && text === value) return [{ setting, to: own === undefined ? undefined : `${value}:${own}` }];
    const [, start, scheme, host, end] = URL_WITHOUT_PORT.exec(text) ?? [];
    if (host !== value) return [];
    const port = portOfScheme(scheme ?? '');
    return [{ setting, to: port && written === text ? `${start}${host}:${port}${end}` : undefined }];
  });
  return only(found);
}

const URL_WITHOUT_PORT = /^(([a-z][a-z0-9+.-]{1,30}):\/\/(?:[^@/\s]{0,200}@)?)([\w.-]{1,253})((?:[/?].*)?)$/i;

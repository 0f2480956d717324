/** A server that listens on the loopback address, told to listen on all. */
import type { Fix } from '../report.ts';
import type { ServerSetting } from '../trace/servers/server-setting.ts';
import type { Setting } from '../trace/settings/settings.ts';
import { isOpen, opening } from './protected-mode.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Redis without a password also has to leave protected mode, which would be next to turn other pods away. */
export function openEverywhere(given: ServerSetting, settings: readonly Setting[], fix: WorkloadFix): Fix | undefined {
  const change = given.changedTo('0.0.0.0');
  const text = `let it listen on all addresses (${given.name} 0.0.0.0)`;
  if (given.name !== 'bind' || isOpen(settings)) return changeSettings(text, [change], fix);
  const open = opening(settings, fix);
  const both = `${text}, and end protected mode, which would turn other pods away next`;
  if (open.change?.setting === change.setting)
    return changeSettings(both, [{ setting: change.setting, to: `${change.to.replace(/\n*$/, '\n')}protected-mode no\n` }], fix);
  if (open.change) return changeSettings(both, [change, open.change], fix);
  const { place } = change.setting;
  if (place.kind !== 'argument' || open.operations.length === 0) return changeSettings(text, [change], fix);
  return fix.patchJson(both, [
    { op: 'replace', path: `${fix.containerPath}/${place.list}/${place.index}`, value: change.to },
    ...open.operations,
  ]);
}

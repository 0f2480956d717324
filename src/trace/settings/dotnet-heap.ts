/** How large .NET was told that its heap may be (learn.microsoft.com, runtime configuration options for garbage collection). */
import { quantity } from '../../kube/quantity.ts';
import type { Setting } from './settings.ts';

export interface DotnetHeap {
  setting: Setting;
  bytes: number;
  /** The same variable with another size. */
  withBytes: (bytes: number) => string;
}

const HARD = /^(?:DOTNET|COMPlus)_GCHeapHardLimit$/;
const SHARE = /^(?:DOTNET|COMPlus)_GCHeapHardLimitPercent$/;
const HEX = /^(?:0x)?([0-9a-f]{1,15})$/i;

/** Both are hexadecimal; the size goes before the share. `limit`: of the container's memory. */
export function dotnetHeap(variables: readonly Setting[], limit: string | undefined): DotnetHeap | undefined {
  const numberIn = (form: RegExp) =>
    variables.flatMap((setting) => {
      const [, digits] = (form.test(setting.name ?? '') && HEX.exec(setting.value?.trim() ?? '')) || [];
      return digits === undefined ? [] : [{ setting, number: Number.parseInt(digits, 16) }];
    })[0];
  const hard = numberIn(HARD);
  if (hard?.number) return { setting: hard.setting, bytes: hard.number, withBytes: (bytes) => `0x${Math.floor(bytes).toString(16)}` };
  const [share, all] = [numberIn(SHARE), quantity(limit)];
  if (!share?.number || !all) return undefined;
  const percent = (bytes: number) => Math.round((bytes / all) * 100).toString(16);
  return { setting: share.setting, bytes: (all * share.number) / 100, withBytes: (bytes) => `0x${percent(bytes)}` };
}

/** Commands for a server of Python that is told to load an application which is not there. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { interpreterOf } from '../trace/programs/interpreters.ts';
import type { ModuleArgument } from '../trace/settings/module-argument.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** What the image's author meant to run; else the application by its right name, which only the user knows. */
export function otherApplication({ list, index }: Pick<ModuleArgument, 'list' | 'index'>, application: string, fix: WorkloadFix): Fix[] {
  const { container } = fix.subject;
  const setting = settingsOf(fix.subject, fix.evidence).find(
    ({ place }) => place.kind === 'argument' && place.list === list && place.index === index,
  );
  const what = 'the module and the variable of the application in it, such as main:app';
  const asked = setting && askedSetting(`name the application`, setting, { name: 'APPLICATION', refused: application, what }, fix);
  const lists = (['args', 'command'] as const).filter((one) => container[one] !== undefined);
  const own = fix.patchJson(
    `take ${lists.join(' and ')} out, so that the image's own run`,
    lists.map((one): JsonPatch => ({ op: 'remove', path: `${fix.containerPath}/${one}` })),
  );
  return [...(interpreterOf(container.image ?? '') ? [] : [own]), ...present(asked)];
}

/** An option of a server that chooses one of several modules: without it the server takes its usual one. */
export function withoutChoice({ list, index }: Pick<ModuleArgument, 'list' | 'index'>, option: string, fix: WorkloadFix): Fix {
  const count = fix.subject.container[list]?.[index]?.startsWith('-') ? 1 : 2;
  return fix.patchJson(
    `take ${option} out, so that the program takes its usual one`,
    Array.from({ length: count }, () => ({ op: 'remove' as const, path: `${fix.containerPath}/${list}/${index + 1 - count}` })),
  );
}

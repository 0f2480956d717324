import { endProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing, socketOf } from '../trace/network/failing.ts';
import { foreignPostgresUrl } from '../trace/settings/foreign-url.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const LIBPQ = /(?:^|[\s/;&|])(?:psql|pg_(?:isready|dump|dumpall|restore|basebackup)|createdb|vacuumdb)(?=\s|$)/;

export const urlSchemeUnread: Cause = {
  id: 'url-scheme-unread',
  title: 'the URL of its database begins with another scheme than the client knows',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'dep.localhost'],
  // Before dependency-localhost, which tells what follows from it.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const connection = tracedTo('localhost', subject, evidence)?.connection;
    const socket = connection && socketOf(connection);
    // libpq's own socket, which it calls where nothing names a host.
    if (!connection || !socket || !/\.s\.PGSQL\.\d|^\/var\/run\/postgresql/.test(socket)) return undefined;
    const found = foreignPostgresUrl(settingsOf(subject, evidence));
    if (!found) return undefined;
    const { begins, change } = found;
    const { name } = change.setting;
    // A command line that names libpq's program shows what it is given.
    const line = commandLine(subject.container).join(' ');
    if (name !== undefined && LIBPQ.test(line) && !line.includes(name)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const repair = changeSettings('write postgresql://, which libpq knows', [change], fix);
    return {
      summary: `${failing(subject, connection)}, as the URL in ${placeOf(change.setting)} begins with ${begins}: libpq knows postgresql:// and postgres://, and takes any other text for the name of a database`,
      confidence: 'likely',
      object: settingObject(change.setting, fix),
      proof: [connection.proof, settingProof(change.setting, undefined, begins, subject), ...endProof(connection, subject)],
      fixes: present(repair),
      decides: `whether the program hands ${placeOf(change.setting)} to libpq as it is`,
    };
  },
};

/** pg_hba.conf: who may connect to PostgreSQL from where (postgresql.org/docs/15/auth-pg-hba-conf.html). The first line that fits decides. */

export interface HostRule {
  /** 1-based. */
  line: number;
  type: string;
  databases: readonly string[];
  users: readonly string[];
  method: string;
  text: string;
}

/** Lines for connections over the network. */
export function hostRules(text: string): HostRule[] {
  return text.split('\n').flatMap((raw, index): HostRule[] => {
    const [type = '', databases = '', users = '', , fourth = '', fifth = ''] = raw.replace(/#.*/, '').trim().split(/\s+/);
    if (!/^host(?:ssl|nossl|gssenc|nogssenc)?$/.test(type)) return [];
    // ADDRESS may be followed by a mask of its own.
    const method = /^[\d.:a-f]+$/i.test(fourth) ? fifth : fourth;
    return [{ line: index + 1, type, databases: databases.split(','), users: users.split(','), method, text: raw.trim() }];
  });
}

/** "all" covers no replication connection: those ask for the word replication itself. */
export function concerns({ databases, users }: HostRule, database: string | undefined, user: string | undefined): boolean {
  const replication = database === 'replication';
  const forDatabase = databases.some(
    (one) => one === database || (!replication && (one === 'all' || (one === 'sameuser' && user === database))),
  );
  return forDatabase && users.some((one) => one === 'all' || one === user);
}

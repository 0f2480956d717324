/**
 * TLS in front of a server that has none, as real API servers have it: without it kubectl calls no credential plugin.
 *
 *   node scripts/bench-tls.mjs PORT CERTIFICATE KEY      prints PORT=<port on 127.0.0.1>; stays up until SIGTERM
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

const [port, certificate, key] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key), noDelay: true }, (near) => {
  const far = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  near.pipe(far).pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(`PORT=${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));

/**
 * A far-away API server: passes TCP on with a delay each way.
 *
 *   node scripts/delay.mjs HOST:PORT [--each-way 25]      prints PORT=<port on 127.0.0.1>; stays up until SIGTERM
 */
import { connect, createServer } from 'node:net';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'each-way': { type: 'string', default: '25' } } });
const { hostname: host, port } = new URL(`tcp://${positionals[0]}`);
const delay = Number(values['each-way']);

/** Every chunk, and the end, arrives `delay` milliseconds later, in order. */
function late(from, to) {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), delay));
  from.on('end', () => setTimeout(() => to.end(), delay));
  from.on('error', () => to.destroy());
}

const server = createServer({ allowHalfOpen: true }, (near) => {
  near.setNoDelay(true);
  near.pause();
  // The handshake costs a round trip too.
  setTimeout(() => {
    const far = connect({ port: Number(port), host, noDelay: true, allowHalfOpen: true });
    late(near, far);
    late(far, near);
    near.resume();
  }, 2 * delay);
});
server.listen(0, '127.0.0.1', () => console.log(`PORT=${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));

// The shop's door, as an ES module.
import http from 'node:http';
import { limiter } from './lib/limiter.mjs';

const server = http.createServer((request, response) => limiter(request, () => response.end('ok\n')));
server.listen(Number(process.env.PORT || 3000), () => console.log('gateway 1.10.0 listening'));

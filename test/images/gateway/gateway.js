// The shop's door: hands requests to the services behind it, as its JSON file of routes tells.
const fs = require('fs');
const http = require('http');
const https = require('https');
const net = require('net');

const port = Number(process.env.PORT || 3000);
const [sessionHost, sessionPort = 6379] = (process.env.SESSION_STORE || '').split(':');
let stored = !sessionHost;

function log(level, message) {
  console.log(`[${new Date().toISOString()}] ${level.padEnd(5)} ${message}`);
}

function loadRoutes() {
  const path = process.env.ROUTES || '/etc/gateway/routes.json';
  if (!fs.existsSync(path)) return [];
  const routes = JSON.parse(fs.readFileSync(path, 'utf8')).routes;
  log('info', `${routes.length} routes from ${path}`);
  return routes;
}

/** Asks the service of each tenant for its plan. */
async function loadPlans() {
  for (const tenant of (process.env.TENANTS || '').split(',').filter(Boolean)) {
    const plan = { basic: 100, gold: 5000 }[tenant.split(':')[1]];
    if (!plan) throw new Error(`tenant ${tenant.split(':')[0]} has no plan "${tenant.split(':')[1]}"`);
    log('info', `tenant ${tenant.split(':')[0]}: ${plan} requests a minute`);
  }
}

function keepSessions() {
  const store = net.connect({ host: sessionHost, port: Number(sessionPort) }, () => {
    log('info', `session store ${sessionHost}:${sessionPort}`);
    stored = true;
  });
  store.on('close', () => { stored = false; });
  if (process.env.SESSIONS === 'optional') {
    store.on('error', (error) => {
      log('warn', `session store: ${error.message}`);
      setTimeout(keepSessions, 2000);
    });
  }
}

async function main() {
  log('info', 'gateway 1.9.0 starting');
  for (const plugin of (process.env.PLUGINS || '').split(',').filter(Boolean)) require(plugin);
  const routes = loadRoutes();
  await loadPlans();
  if (sessionHost) keepSessions();
  const answer = (request, response) => {
    const healthy = request.url === '/livez' || (request.url === '/readyz' && stored) || (request.url === '/health' && stored);
    response.statusCode = healthy ? 200 : ['/readyz', '/health'].includes(request.url) ? 503 : 404;
    response.end(`${routes.length} routes, session store ${stored ? 'up' : 'down'}\n`);
  };
  const { TLS_CERT, TLS_KEY } = process.env;
  const server = TLS_CERT
    ? https.createServer({ cert: fs.readFileSync(TLS_CERT), key: fs.readFileSync(TLS_KEY) }, answer)
    : http.createServer(answer);
  server.listen(port, () => log('info', `listening on ${port}`));
  process.on('SIGTERM', () => { log('info', 'SIGTERM, closing'); process.exit(0); });
}

main();

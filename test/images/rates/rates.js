// Exchange rates for the shop's prices.
const http = require('http');
const known = { EUR: 1, USD: 1.08, GBP: 0.86, CHF: 0.95 };

async function load(currency) {
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (!(currency in known)) return Promise.reject(`no rate for ${currency}`);
  return known[currency];
}

async function main() {
  const wanted = (process.env.CURRENCIES || 'EUR,USD').split(',');
  console.log(`rates 1.0.1 loading ${wanted.length} currencies`);
  const rates = {};
  for (const currency of wanted) rates[currency] = await load(currency);
  http.createServer((req, res) => res.end(JSON.stringify(rates) + '\n')).listen(8090, () => console.log('rates listening on 8090'));
}

main();
process.on('SIGTERM', () => process.exit(0));

/**
 * Made-up credentials in the forms of their issuers, and texts that look like some and are none. The forms are those of the issuers'
 * own pages, as gitleaks and secretlint collect them; src/redact/ is not looked at. Beginnings are put together here, so that no
 * scanner takes this file for a leak.
 */

/** The same letters each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    // Numerical Recipes, 7.1.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ALNUM = LOWER + LOWER.toUpperCase() + DIGITS;
const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

let seed = 1;
export function letters(alphabet: string, length: number): string {
  const next = random(seed++);
  const made = Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
  // A digit for certain, as in all but one of a million real ones.
  return alphabet.includes('7') ? `${made.slice(0, -1)}7` : made;
}

const b64url = (text: string) => Buffer.from(text).toString('base64url');
const b64 = (text: string) => Buffer.from(text).toString('base64');
const start = (...parts: string[]) => parts.join('');

/** Tokens that are known by their form alone. */
export function tokens(): [kind: string, token: string][] {
  return [
    ['AWS access key', start('AK', 'IA') + letters(UPPER, 16)],
    ['AWS temporary key', start('AS', 'IA') + letters(UPPER, 16)],
    ['AWS Bedrock key', start('AB', 'SK') + letters(ALNUM, 128)],
    ['Google API key', start('AI', 'za') + letters(ALNUM, 35)],
    ['Google OAuth token', start('ya', '29.') + letters(ALNUM, 60)],
    ['Google client secret', start('GOC', 'SPX-') + letters(ALNUM, 28)],
    ['Azure client secret', `${letters(ALNUM, 3).replace(/\d$/, 'x')}8${start('Q', '~')}${letters(ALNUM, 34)}`],
    ['Azure storage key', `${letters(ALNUM, 86)}==`],
    ['Alibaba key', start('LT', 'AI') + letters(ALNUM, 20)],
    ['DigitalOcean token', start('dop', '_v1_') + letters(HEX, 64)],
    ['GitHub token', start('gh', 'p_') + letters(ALNUM, 36)],
    ['GitHub OAuth token', start('gh', 'o_') + letters(ALNUM, 36)],
    ['GitHub app token', start('gh', 's_') + letters(ALNUM, 36)],
    ['GitHub fine-grained token', start('github', '_pat_') + letters(ALNUM, 22) + '_' + letters(ALNUM, 59)],
    ['GitLab token', start('gl', 'pat-') + letters(ALNUM, 20)],
    ['GitLab runner token', start('gl', 'rt-') + letters(ALNUM, 20)],
    ['GitLab deploy token', start('gl', 'dt-') + letters(ALNUM, 20)],
    ['Bitbucket token', start('AT', 'BB') + letters(ALNUM, 32)],
    ['Atlassian token', start('ATA', 'TT3') + letters(ALNUM, 186)],
    ['npm token', start('np', 'm_') + letters(ALNUM, 36)],
    ['PyPI token', start('pypi', '-AgEIcHlwaS5vcmc') + letters(ALNUM, 80)],
    ['RubyGems key', start('ruby', 'gems_') + letters(HEX, 48)],
    ['Docker token', start('dckr', '_pat_') + letters(ALNUM, 27)],
    ['Slack bot token', start('xo', 'xb-') + `${letters(DIGITS, 12)}-${letters(DIGITS, 12)}-${letters(ALNUM, 24)}`],
    ['Slack user token', start('xo', 'xp-') + `${letters(DIGITS, 12)}-${letters(DIGITS, 12)}-${letters(HEX, 32)}`],
    ['Slack app token', start('xa', 'pp-') + `1-A${letters(UPPER, 10)}-${letters(DIGITS, 13)}-${letters(HEX, 64)}`],
    ['Stripe key', start('sk', '_live_') + letters(ALNUM, 24)],
    ['Stripe restricted key', start('rk', '_live_') + letters(ALNUM, 24)],
    ['Stripe webhook secret', start('wh', 'sec_') + letters(ALNUM, 32)],
    ['SendGrid key', start('S', 'G.') + `${letters(ALNUM, 22)}.${letters(ALNUM, 43)}`],
    ['Twilio key', start('S', 'K') + letters(HEX, 32)],
    ['Mailgun key', start('ke', 'y-') + letters(HEX, 32)],
    ['Mailchimp key', `${letters(HEX, 32)}-us12`],
    ['Telegram bot token', `${letters(DIGITS, 9)}:${start('A', 'A')}${letters(ALNUM, 33)}`],
    ['Discord bot token', `M${letters(ALNUM, 23)}.${letters(ALNUM, 6)}.${letters(ALNUM, 27)}`],
    ['Shopify token', start('shp', 'at_') + letters(HEX, 32)],
    ['Square token', start('sq0', 'atp-') + letters(ALNUM, 22)],
    ['Databricks token', start('da', 'pi') + letters(HEX, 32)],
    ['Hugging Face token', start('h', 'f_') + letters(LOWER, 34)],
    ['OpenAI key', start('sk', '-proj-') + letters(ALNUM, 74) + start('T3Blbk', 'FJ') + letters(ALNUM, 74)],
    ['OpenAI legacy key', start('sk', '-') + letters(ALNUM, 20) + start('T3Blbk', 'FJ') + letters(ALNUM, 20)],
    ['Anthropic key', start('sk', '-ant-api03-') + letters(ALNUM, 93) + 'AA'],
    ['Groq key', start('gs', 'k_') + letters(ALNUM, 52)],
    ['Perplexity key', start('pp', 'lx-') + letters(ALNUM, 48)],
    ['Linear key', start('lin', '_api_') + letters(ALNUM, 40)],
    ['Notion token', start('nt', 'n_') + letters(DIGITS, 11) + letters(ALNUM, 35)],
    ['Figma token', start('fi', 'gd_') + letters(ALNUM, 40)],
    ['Grafana token', start('gl', 'sa_') + `${letters(ALNUM, 32)}_${letters(HEX, 8)}`],
    ['New Relic key', start('NR', 'AK-') + letters(UPPER, 27)],
    ['Sentry user token', start('sn', 'tryu_') + letters(HEX, 64)],
    ['Dynatrace token', start('dt0', 'c01.') + `${letters(UPPER, 24)}.${letters(UPPER, 64)}`],
    ['Vault token', start('hv', 's.') + letters(ALNUM, 95)],
    ['Terraform token', `${letters(ALNUM, 14)}.${start('atlas', 'v1')}.${letters(ALNUM, 67)}`],
    ['Doppler token', start('dp', '.pt.') + letters(ALNUM, 43)],
    ['PlanetScale password', start('pscale', '_pw_') + letters(ALNUM, 43)],
    ['Pulumi token', start('pu', 'l-') + letters(HEX, 40)],
    ['Tailscale key', start('ts', 'key-auth-') + `${letters(ALNUM, 12)}-${letters(ALNUM, 24)}`],
    ['Postman key', start('PM', 'AK-') + `${letters(HEX, 24)}-${letters(HEX, 34)}`],
    ['Artifactory key', start('AK', 'Cp') + letters(ALNUM, 69)],
    ['age key', start('AGE-SECRET', '-KEY-1') + letters(UPPER, 58)],
    ['OpenShift token', start('sha', '256~') + letters(ALNUM, 43)],
    ['JWT', `${b64url('{"alg":"RS256","kid":"a1"}')}.${b64url('{"sub":"system:serviceaccount:shop:api"}')}.${letters(ALNUM, 86)}`],
    ['bcrypt hash', `${start('$2', 'b$')}12$${letters(ALNUM, 53)}`],
    ['private key in base64', b64(`${start('-----BEGIN ', 'PRIVATE KEY-----')}\n${letters(ALNUM, 64)}`)],
  ];
}

const PASSWORDS = ['S3cr7tPass', 'zX9_qT4m-wL7', 'p@55w0rd!7x', 'Tr0ub4dor7and3', 'hunter27x', 'kQ8+fR2/vB7='] as const;

/** Secrets that only what stands around them gives away: the line, and what must not be left of it. */
export function lines(): [kind: string, line: string, secret: string][] {
  const [one, two, three, four, five, six] = PASSWORDS;
  const long = letters(ALNUM, 40);
  const hex = letters(HEX, 64);
  const basic = b64(`deploy:${one}`);
  return [
    ['beginning of a password in an address', `DATABASE_URL: parse "postgres://shop:${two}": invalid port ":${two}" after host`, two],
    ['URL', `could not connect to postgres://shop:${one}@db.shop.svc:5432/shop?sslmode=disable`, one],
    ['URL without the colon of its scheme', `input: 'postgres//shop:${one}@db:5432/shop'`, one],
    ['URL with one slash', `cannot read redis:/shop:${two}@cache/0`, two],
    ['URL without a user', `redis: dial redis://:${two}@cache:6379/0: i/o timeout`, two],
    ['URL with @ in the password', `amqp://app:${three}@mq:5672/%2f: connection refused`, three],
    ['URL with / in the password', `parse "postgres://shop:a7/${four}@db:5432/shop": invalid port`, four],
    ['URL with a token', `fatal: unable to access 'https://${long}@git.example.com/shop.git/'`, long],
    ['JDBC', `jdbc:mysql://db:3306/shop?user=shop&password=${five}&useSSL=false`, five],
    ['libpq', `connection failed: host=db user=shop password=${one} dbname=shop`, one],
    ["Go's MySQL", `dial shop:${four}@tcp(db:3306)/shop?parseTime=true`, four],
    ['ADO.NET', `Server=db;Database=shop;User Id=sa;Password=${one};Encrypt=true`, one],
    [
      'Azure connection string',
      `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${hex}Ab==;EndpointSuffix=core.windows.net`,
      hex,
    ],
    ['Service Bus', `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${long}`, long],
    ['variable', `DB_PASSWORD=${one}`, one],
    ["Rust's Debug", `PgConnectOptions { host: "db", username: "shop", password: Some("${two}"), database: Some("shop") }`, two],
    ["Rust's Debug in JSON", `{"msg":"setting: PgConnectOptions { password: Some(\\"${three}\\"), database: Some(\\"shop\\") }"}`, three],
    ['export', `+ export API_TOKEN=${long}`, long],
    ['quoted variable', `SECRET_KEY_BASE="${long}"`, long],
    ['YAML', `  password: ${five}`, five],
    ['YAML in quotes', `  clientSecret: "${two}"`, two],
    ['properties', `spring.datasource.password=${four}`, four],
    ['INI', `aws_secret_access_key = ${long}/9`, long],
    ['JSON', `{"level":"info","msg":"config","db":{"user":"shop","password":"${one}"}}`, one],
    ['JSON in JSON', `{"msg":"config {\\"apiKey\\":\\"${long}\\"}"}`, long],
    ['Python dict', `config = {'user': 'shop', 'password': '${two}'}`, two],
    ['Go struct', `cfg={Host:db User:shop Password:${five} Port:5432}`, five],
    ['Java toString', `DataSource{user=shop, password=${four}, url=jdbc:h2:mem}`, four],
    ['flag', `starting: /app --db-password=${one} --port 8080`, one],
    ['flag and word', `exec: ["server" "--token" "${long}"]`, long],
    ['flag and bare word', `+ server --api-token ${long} --verbose`, long],
    ['redis.conf', `requirepass ${one}`, one],
    ['curl', `+ curl -sS -u deploy:${one} https://nexus.example.com/`, one],
    ['mysqladmin', `mysqladmin ping -h localhost -uroot -p${five}`, five],
    ['redis-cli', `redis-cli -h cache -a ${one} ping`, one],
    ['PGPASSWORD', `PGPASSWORD=${four} psql -h db`, four],
    ['header', `> Authorization: Bearer ${long}`, long],
    ['header, basic', `> authorization: Basic ${basic}`, basic],
    ['header in JSON', `{"headers":{"authorization":"Bearer ${long}","accept":"*/*"}}`, long],
    ['header of a vendor', `X-Api-Key: ${long}`, long],
    ['bearer in words', `401 for bearer ${long}`, long],
    ['cookie', `Cookie: sid=${long}; theme=dark`, long],
    ['set-cookie', `Set-Cookie: session=${long}; Path=/; HttpOnly`, long],
    ['password in words', `login as shop with password '${two}' failed`, two],
    ['password is', `the admin password is ${five}`, five],
    ['Slack webhook', `POST https://hooks.slack.com/services/T0${letters(UPPER, 8)}/B0${letters(UPPER, 8)}/${long}`, long],
    ['signed URL', `GET https://s3.amazonaws.com/b/k?X-Amz-Credential=a&X-Amz-Signature=${hex}`, hex],
    ['kubeconfig', `    client-key-data: ${b64(long + long)}`, b64(long + long)],
    ['docker config', `{"auths":{"registry.example.com":{"auth":"${basic}"}}}`, basic],
    ['npmrc', `//registry.npmjs.org/:_authToken=${long}`, long],
    ['cut off', `cannot parse postgres://shop:${one}…`, one],
    ['base64 in a value', `JWT_SECRET=${six}`, six],
  ];
}

/** A private key as it stands in a log. */
export function privateKey(kind = 'RSA '): string[] {
  return [
    start('-----BEGIN ', `${kind}PRIVATE KEY-----`),
    ...Array.from({ length: 12 }, () => letters(`${ALNUM}+/`, 64)),
    `${letters(ALNUM, 22)}==`,
    start('-----END ', `${kind}PRIVATE KEY-----`),
  ];
}

/** None of these is a credential; each has to be left as it is. */
export const LOOKALIKES: readonly string[] = [
  // An option that is none
  'PgConnectOptions { username: "shop", password: None, socket: Some("/run/pg"), database: Some("shop") }',
  // Ports that are none
  'parse "http://a:80x/": invalid port ":80x" after host',
  'parse "redis://cache:PORT": invalid port ":PORT" after host',
  'parse "postgres://shop@bank:54x2/shop": invalid port ":54x2" after host',
  // Hashes, ids, digests
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'registry.example.com/shop/api@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  'registry.example.com//shop/api:1.4.2@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  'docker.io/library/nginx:1.25@sha256:4c0fdaa8b6341bfdeca5f18f7837462c80cff90527ee35ef185571e1c327beac',
  'containerd://9b74c9897bac770ffc029102a200c5de11fa0a0f3e1f7c1c6c7f4a1d3e5b9f21',
  'cri-o://5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592',
  'uid 123e4567-e89b-12d3-a456-426614174000',
  'trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7',
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'request-id: 01HV6Z5Q8J7XKQ9D2M4T6W8Y0A',
  'etag: "33a64df551425fcc55e4d42a148795d9f25f89d4"',
  'md5 5d41402abc4b2a76b9719d911017c592 app.jar',
  '"integrity": "sha512-aGk+Zm9vYmFyYmF6cXV4aGVsbG93b3JsZGZvb2JhcmJhenF1eGhlbGxvd29ybGRmb29iYXJiYXpxdXhoZWxsb3dvcmxkAA=="',
  'goroutine 1 [running]: main.main() /src/main.go:42 +0x1d5',
  'pod-template-hash=7c9f8d5b6 controller-revision-hash=web-5d4f8c7b9d',
  'checksum/secret: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  'resourceVersion "184467440737095516"',
  'cache key=user:1234:profile:v2 missed',
  'object key-value-store-7c9f8d5b6 not found',
  // Names of Kubernetes
  'shop/token-service-7c9f8d5b6-x2x9q',
  'pod xapp-server-7c9f8d5b6-x2x9q-abcdef',
  'secret "db-credentials" not found',
  'MountVolume.SetUp failed for volume "token" : secret "ingest-token" not found',
  "couldn't find key password in Secret shop/db-credentials",
  "Error: couldn't find key api-token in Secret default/web-secrets-2",
  'secret=shop/db-credentials revision=3',
  'secretName: web-tls-2024a',
  'imagePullSecrets: [registry-pull-1]',
  'serviceaccounts "token-reviewer-2" is forbidden: User "system:serviceaccount:shop:api" cannot get resource "secrets" in API group ""',
  'kube-api-access-x7k2p',
  'PASSWORD_FILE=/run/secrets/db_password1',
  'tokenExpirationSeconds: 3607',
  'system:node:ip-10-0-12-34.eu-central-1.compute.internal',
  'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-a1B2c3',
  'vault: secret path database/creds/app read',
  // What programs say about secrets
  'SyntaxError: Unexpected token \'}\', ..."port": 80}}" is not valid JSON',
  'Unexpected token: name (foo1bar)',
  "syntax error near unexpected token `newline'",
  "KeyError: 'API_TOKEN'",
  'missing required environment variable STRIPE_SECRET_KEY',
  'config: JWT_SECRET must be at least 32 characters',
  'FATAL: password authentication failed for user "shop"',
  "Access denied for user 'shop'@'10.1.2.3' (using password: YES)",
  'NOAUTH Authentication required.',
  'WRONGPASS invalid username-password pair or user is disabled.',
  'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
  'token is expired by 2h30m0s',
  'invalid bearer token, token lookup failed',
  'error: unknown flag: --password',
  '--token string   the token used to authenticate',
  'password = os.environ["DB_PASSWORD"]',
  'const secret = process.env.JWT_SECRET1',
  '    token = get_token2(request)',
  'password_encryption: scram-sha-256',
  'max_tokens=4096 tokens: 128',
  'tests: pass=12 fail=3',
  'DB_PASSWORD=$DB_PASSWORD',
  'url: postgres://$(DB_USER):$(DB_PASSWORD)@db:5432/shop',
  'password: ${DB_PASSWORD}',
  'password=*** token=<redacted> secret=[FILTERED]',
  'session affinity: ClientIP',
  'authorization mode: Node,RBAC',
  // Addresses, paths, words
  'http://cache.shop.svc.cluster.local:8080/healthz?from=a@b.example',
  'GET http://10.96.4.7:6379/ mailto:ops@example.com:25',
  'postgres://shop@db.shop.svc:5432/shop',
  'git@github.com:shop/api.git',
  '/usr/local/lib/python3.12/site-packages/pip/_internal/cli/base_command.py',
  '/var/lib/kubelet/pods/123e4567-e89b-12d3-a456-426614174000/volumes/kubernetes.io~secret/token-abc12',
  'org.springframework.security.authentication.BadCredentialsException: Bad credentials',
  'com.fasterxml.jackson.core.JsonToken.START_OBJECT',
  'aGVsbG8gd29ybGQ= is hello world',
  'SkeletonKey SKU12345 EAAbcd hf_model r8_gpu s.connect sk-SK',
  '2026-11-22T02:45:21.123456789Z stderr F server started',
  '127.0.0.1 - - [22/Nov/2026:02:45:21 +0000] "GET /token/refresh HTTP/1.1" 200 12',
  'nginx: [emerg] cannot load certificate key "/etc/nginx/tls/tls.key": PEM_read_bio_PrivateKey() failed',
  '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
];

/**
 * Tokens that tell by their beginning what they are. The forms are public facts of their issuers; most are collected in the rules of
 * gitleaks 8 (config/gitleaks.toml, MIT) and secretlint 13 (MIT), which name the issuers' pages. Ours are wider than theirs on purpose:
 * a linter must not cry wolf, a token that is cut off or a character longer must not be shown.
 *
 * `body` is what a character class holds; at least `least` such characters follow one of the beginnings, and all of them are taken.
 */
export interface TokenFormat {
  what: string;
  starts: readonly string[];
  body: string;
  least: number;
}

const WORD = 'A-Za-z0-9_';
const DASH = 'A-Za-z0-9_-';
const DOTS = 'A-Za-z0-9_.=-';
const HEX = 'A-Fa-f0-9';
const BASE64 = 'A-Za-z0-9+/=_-';
const UPPER = 'A-Z0-9';

const format = (what: string, starts: string, body: string, least: number): TokenFormat => ({ what, starts: starts.split(' '), body, least });

export const TOKEN_FORMATS: readonly TokenFormat[] = [
  // Clouds
  format('AWS_ACCESS_KEY_ID', 'AKIA ASIA ABIA ACCA AGPA AIDA AIPA ANPA ANVA AROA A3T', UPPER, 16),
  format('AWS_BEDROCK_API_KEY', 'ABSK bedrock-api-key-', BASE64, 40),
  format('GOOGLE_API_KEY', 'AIza', DASH, 30),
  format('GOOGLE_TOKEN', 'ya29. 1//0', DASH, 20),
  format('GOOGLE_CLIENT_SECRET', 'GOCSPX-', DASH, 20),
  format('ALIBABA_ACCESS_KEY_ID', 'LTAI', 'A-Za-z0-9', 12),
  format('YANDEX_KEY', 'AQVN', DASH, 35),
  format('DIGITALOCEAN_TOKEN', 'dop_v1_ doo_v1_ dor_v1_', HEX, 32),
  format('HEROKU_API_KEY', 'HRKU-AA HRKU-', DASH, 36),
  format('FLY_TOKEN', 'fo1_ fm1r_ fm1a_ fm2_', BASE64, 40),
  format('CLOUDFLARE_ORIGIN_KEY', 'v1.0-', 'a-f0-9-', 100),
  format('SCALINGO_TOKEN', 'tk-us-', DASH, 40),
  format('OPENSHIFT_TOKEN', 'sha256~', DASH, 40),
  // PEM in base64: "-----BEGIN PRIVATE KEY", and the same for RSA, EC, ENCRYPTED and OPENSSH.
  format('PRIVATE_KEY', 'LS0tLS1CRUdJTiBQUklWQVRF LS0tLS1CRUdJTiBSU0EgUFJJ LS0tLS1CRUdJTiBFQyBQUklW LS0tLS1CRUdJTiBFTkNSWVBU LS0tLS1CRUdJTiBPUEVOU1NI', 'A-Za-z0-9+/=', 8),
  // Code, packages, builds
  format('GITHUB_TOKEN', 'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_', WORD, 20),
  format('GITLAB_TOKEN', 'glpat- gldt- glcbt- glptt- glft- glffct- glimt- glagent- glrt- glsoat- gloas- GR1348941', 'A-Za-z0-9_.-', 16),
  format('BITBUCKET_TOKEN', 'ATBB ATCTT3xFfG', BASE64, 28),
  format('ATLASSIAN_TOKEN', 'ATATT3', BASE64, 60),
  format('NPM_TOKEN', 'npm_', 'A-Za-z0-9', 30),
  format('PYPI_TOKEN', 'pypi-AgE', DASH, 30),
  format('RUBYGEMS_KEY', 'rubygems_', HEX, 32),
  format('NUGET_KEY', 'oy2', 'a-z0-9', 43),
  format('CLOJARS_TOKEN', 'CLOJARS_', 'A-Za-z0-9', 40),
  format('DOCKER_TOKEN', 'dckr_pat_ dckr_oat_', DASH, 20),
  format('ARTIFACTORY_KEY', 'AKCp cmVmd', 'A-Za-z0-9', 50),
  format('SONAR_TOKEN', 'squ_ sqp_ sqa_', HEX, 40),
  format('SOURCEGRAPH_TOKEN', 'sgp_ slk_', 'A-Za-z0-9_', 32),
  format('PULUMI_TOKEN', 'pul-', HEX, 40),
  format('INFRACOST_KEY', 'ico-', 'A-Za-z0-9', 32),
  format('OCTOPUS_KEY', 'API-', UPPER, 25),
  format('POSTMAN_KEY', 'PMAK-', 'A-Fa-f0-9-', 40),
  format('PREFECT_KEY', 'pnu_', 'A-Za-z0-9', 36),
  format('VERCEL_TOKEN', 'vcp_ vci_ vca_ vcr_ vck_', 'A-Za-z0-9', 20),
  // Talk and mail
  format('SLACK_TOKEN', 'xoxb- xoxp- xoxa- xoxo- xoxr- xoxs- xoxe- xoxe.xoxb- xoxe.xoxp- xwfp- xapp-1-A xapp-2-A xapp-3-A', 'A-Za-z0-9-', 10),
  format('SENDGRID_KEY', 'SG.', 'A-Za-z0-9_.-', 40),
  format('SENDINBLUE_KEY', 'xkeysib- xsmtpsib-', 'A-Za-z0-9-', 60),
  format('TWILIO_KEY', 'SK', 'a-f0-9', 32),
  format('TYPEFORM_TOKEN', 'tfp_', DOTS, 40),
  format('LINEAR_KEY', 'lin_api_ lin_oauth_', 'A-Za-z0-9_', 32),
  format('NOTION_TOKEN', 'ntn_', 'A-Za-z0-9', 40),
  format('FIGMA_TOKEN', 'figd_ figdr_', DASH, 36),
  format('README_KEY', 'rdme_', 'a-z0-9', 60),
  // Money and shops
  format('STRIPE_KEY', 'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_', 'A-Za-z0-9_', 10),
  format('STRIPE_WEBHOOK_SECRET', 'whsec_', BASE64, 24),
  format('SQUARE_TOKEN', 'sq0atp- sq0csp- EAAA', DASH, 22),
  format('SHOPIFY_TOKEN', 'shpat_ shpca_ shppa_ shpss_', 'A-Za-z0-9', 32),
  format('FLUTTERWAVE_KEY', 'FLWSECK_TEST- FLWSECK-', 'A-Za-z0-9-', 12),
  format('EASYPOST_KEY', 'EZAK EZTK', 'A-Za-z0-9', 50),
  format('SHIPPO_TOKEN', 'shippo_live_ shippo_test_', HEX, 32),
  format('DUFFEL_TOKEN', 'duffel_live_ duffel_test_', DOTS, 40),
  format('FACEBOOK_TOKEN', 'EAAM EAAC', 'A-Za-z0-9', 80),
  // Models
  format('ANTHROPIC_KEY', 'sk-ant-', DASH, 20),
  format('OPENAI_KEY', 'sk-proj- sk-svcacct- sk-admin- sk-or-v1-', DASH, 20),
  format('OPENAI_KEY', 'sk-', 'A-Za-z0-9', 32),
  format('HUGGINGFACE_TOKEN', 'hf_ api_org_', 'A-Za-z0-9', 30),
  format('GROQ_KEY', 'gsk_', 'A-Za-z0-9', 40),
  format('XAI_KEY', 'xai-', 'A-Za-z0-9', 60),
  format('PERPLEXITY_KEY', 'pplx-', 'A-Za-z0-9', 40),
  format('REPLICATE_TOKEN', 'r8_', 'A-Za-z0-9', 37),
  format('DATABRICKS_TOKEN', 'dapi', 'a-f0-9', 32),
  // Watching and running
  format('GRAFANA_TOKEN', 'glsa_ glc_', BASE64, 32),
  format('GRAFANA_KEY', 'eyJrIjoi', BASE64, 40),
  format('NEW_RELIC_KEY', 'NRAK- NRII- NRJS-', 'A-Za-z0-9-', 19),
  format('SENTRY_TOKEN', 'sntrys_ sntryu_', BASE64, 40),
  format('DYNATRACE_TOKEN', 'dt0c01. dt0s01. dt0s16.', DOTS, 24),
  format('VAULT_TOKEN', 'hvs. hvb. hvr.', DASH, 24),
  format('DOPPLER_TOKEN', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', 'A-Za-z0-9_.-', 40),
  format('PLANETSCALE_PASSWORD', 'pscale_tkn_ pscale_pw_ pscale_oauth_', DOTS, 32),
  format('TAILSCALE_KEY', 'tskey-', 'A-Za-z0-9-', 16),
  format('ONEPASSWORD_TOKEN', 'ops_eyJ', BASE64, 40),
  format('AGE_SECRET_KEY', 'AGE-SECRET-KEY-1', UPPER, 40),
  format('SETTLEMINT_TOKEN', 'sm_aat_ sm_pat_ sm_sat_', 'A-Za-z0-9', 16),
];

/** Those that have their mark in the middle, or more than one part. Every quantifier is bounded. */
export const TOKEN_PATTERNS: readonly { what: string; hint: string; pattern: RegExp }[] = [
  // RFC 7519: a header that begins with {" in base64url; also where the rest is cut off.
  { what: 'JWT', hint: 'eyJ', pattern: /(?<![A-Za-z\d-])eyJ[\w-]{8,4096}(?:\.[\w-]{4,8192}){1,4}(?:\.[\w-]{0,8192})?/g },
  { what: 'JWT', hint: 'eyJ', pattern: /(?<![A-Za-z\d-])eyJ[\w-]{8,4096}\.?(?=…|\.\.\.)/g },
  { what: 'AZURE_CLIENT_SECRET', hint: 'Q~', pattern: /(?<![A-Za-z\d~.-])[\w~.]{3}\dQ~[\w~.-]{20,40}/g },
  { what: 'AZURE_STORAGE_KEY', hint: '==', pattern: /(?<![A-Za-z\d+/]|sha512-)[A-Za-z0-9+/]{86}==/g },
  { what: 'TERRAFORM_TOKEN', hint: '.atlasv1.', pattern: /(?<![A-Za-z\d])[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{20,80}/g },
  { what: 'VAULT_TOKEN', hint: 's.', pattern: /(?<![\w.-])s\.(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}(?![\w.-])/g },
  { what: 'MAILGUN_KEY', hint: 'key-', pattern: /(?<![A-Za-z\d-])key-[a-f0-9]{32}(?!\w)/g },
  { what: 'SLACK_WEBHOOK', hint: 'hooks.slack', pattern: /(?<=hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9+/_-]{10,100}/g },
  { what: 'DISCORD_WEBHOOK', hint: '/api/webhooks/', pattern: /(?<=\/api\/webhooks\/\d{10,25}\/)[\w-]{20,100}/g },
  { what: 'TEAMS_WEBHOOK', hint: 'webhook.office.com', pattern: /(?<=\.webhook\.office\.com\/webhookb2\/)[\w@/-]{36,300}/g },
  { what: 'DISCORD_TOKEN', hint: '.', pattern: /(?<![A-Za-z\d.-])[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])/g },
  { what: 'TELEGRAM_TOKEN', hint: ':A', pattern: /(?<![A-Za-z\d])\d{8,10}:A[\w-]{34}(?![\w-])/g },
  { what: 'MAILCHIMP_KEY', hint: '-us', pattern: /(?<![A-Za-z\d])[a-f0-9]{32}-us\d{1,2}(?!\w)/g },
  { what: 'AIRTABLE_TOKEN', hint: 'pat', pattern: /(?<![A-Za-z\d])pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/g },
  { what: 'HARNESS_KEY', hint: 'at.', pattern: /(?<![A-Za-z\d])[ps]at\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/g },
  { what: 'ONEPASSWORD_SECRET_KEY', hint: 'A3-', pattern: /(?<![A-Za-z\d])A3-[A-Z0-9]{6}-[A-Z0-9]{6}-?[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/g },
  { what: 'MAXMIND_KEY', hint: '_mmk', pattern: /(?<![A-Za-z\d])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/g },
  { what: 'SENTRY_DSN_KEY', hint: '.sentry.io', pattern: /(?<=:\/\/)[a-f0-9]{32}(?::[a-f0-9]{32})?(?=@[\w.-]{1,100}\.sentry\.io)/g },
  // crypt(5) and bcrypt: what a password file holds.
  { what: 'PASSWORD_HASH', hint: '$', pattern: /(?<![A-Za-z\d$])\$(?:2[abxy]\$\d\d|[156y]|argon2(?:id|i|d))\$[\w./+=,$-]{20,200}/g },
];

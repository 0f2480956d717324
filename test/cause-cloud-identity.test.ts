/** cloud-identity: whose keys are refused, and keys under names that no library reads. Texts as botocore and the SDKs write them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const first = (log: string, container: Partial<Container> = {}, secrets: Record<string, string[]> = {}) =>
  findingsIn({ status: ended(1), log, container, secrets })[0];
const NONE = 'botocore.exceptions.NoCredentialsError: Unable to locate credentials';
const DENIED = (code: string) => `An error occurred (${code}) when calling the ListBuckets operation: no`;

test('keys under other names are given under those that are read, from the same place', () => {
  const found = first(
    NONE,
    {
      env: [
        { name: 'S3_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'store', key: 'id' } } },
        { name: 'S3_SECRET_KEY', valueFrom: { secretKeyRef: { name: 'store', key: 'key' } } },
      ],
    },
    { store: ['id', 'key'] },
  );
  assert.match(found?.summary ?? '', 'Secret store key id (env S3_ACCESS_KEY)');
  assert.match(
    found?.fixes[0]?.command ?? '',
    '{"name":"AWS_SECRET_ACCESS_KEY","valueFrom":{"secretKeyRef":{"name":"store","key":"key"}}}',
  );
  assert.is(first(NONE, { env: [{ name: 'S3_ENDPOINT', value: 'x' }] })?.object?.kind, 'ServiceAccount');
});

test('where it has a key of its own, that is refused, and not its service account', () => {
  const container = { envFrom: [{ secretRef: { name: 's3' } }] };
  const secrets = { s3: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] };
  const found = first(DENIED('InvalidAccessKeyId'), container, secrets);
  assert.equal(found?.object, { kind: 'Secret', namespace: 'shop', name: 's3', field: 'data[AWS_ACCESS_KEY_ID]' });
  assert.match(first(DENIED('AccessDenied'), container, secrets)?.fixes[0]?.text ?? '', 'give the user of that key the right');
  assert.is(first(DENIED('AccessDenied'))?.object?.kind, 'ServiceAccount');
  assert.is(first(DENIED('SignatureDoesNotMatch'))?.object?.kind, 'Pod');
});

test('that the instance has no role is an answer of the metadata service', () => {
  const words = (why: string) =>
    `operation error S3: ListBuckets, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, ${why}`;
  assert.is(first(words('http response error StatusCode: 404, request to EC2 IMDS failed'))?.cause, 'cloud-identity');
  assert.is(first(words('canceled, context deadline exceeded'))?.cause, 'cloud-metadata');
});

test('nobody knows the name of the metadata service outside of its cloud; curl tells the address', () => {
  for (const log of [
    'Get "http://metadata.google.internal/computeMetadata/v1/project/project-id": dial tcp: lookup metadata.google.internal on 10.96.0.10:53: no such host',
    'curl: (28) Failed to connect to 169.254.169.254 port 80 after 1000 ms: Connection timed out',
  ])
    assert.is(first(log)?.cause, 'cloud-metadata', log);
});

test('keys that stand in the spec are not repeated', () => {
  const env = [
    { name: 'S3_ACCESS_KEY', value: 'store-user' },
    { name: 'S3_SECRET_KEY', value: 'store-pass-word' },
  ];
  const command = first(NONE, { env })?.fixes[0]?.command ?? '';
  assert.match(
    command,
    '{"op":"add","path":"/spec/containers/0/env/-","value":{"name":"AWS_SECRET_ACCESS_KEY","value":"$(S3_SECRET_KEY)"}}',
  );
  assert.not.match(command, 'store-pass-word');
});

test.run();

/** cloud-metadata: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const line = (error: string) =>
  JSON.stringify({ level: 'error', ts: '2026-11-26T09:15:49Z', logger: 'setup', msg: 'unable to initialize AWS cloud', error });
const TIMEOUT = line(
  'failed to get VPC ID: error in fetching vpc id through ec2 metadata: get mac metadata: operation error ec2imds: GetMetadata, canceled, context deadline exceeded',
);
const REFUSED = line(
  'failed to introspect vpcID from EC2Metadata, specify --aws-vpc-id instead if EC2Metadata is unavailable: EC2MetadataError: failed to make EC2Metadata request\n\n\tstatus code: 401, request id: ',
);

test('no answer: the pod is one hop farther away than its node', () => {
  const [finding] = findingsIn({ status: ended(1), log: TIMEOUT });
  assert.is(finding?.cause, 'cloud-metadata');
  assert.match(finding?.summary ?? '', /one hop/);
});

test('401 of that service is no password; what the program takes instead is given', () => {
  const [finding] = findingsIn({ status: ended(1), log: REFUSED, container: { args: ['--cluster-name=prod'] } });
  assert.is(finding?.cause, 'cloud-metadata');
  assert.match(finding?.fixes[0]?.command ?? '', /args\/-","value":"--aws-vpc-id='"\$AWS_VPC_ID"'"/);
});

test("on the node's network the hops are no reason", () => {
  const [finding] = findingsIn({ status: ended(1), log: TIMEOUT, spec: { hostNetwork: true } });
  assert.is(finding?.cause, 'cloud-metadata');
  assert.not.match(finding?.summary ?? '', /one hop/);
});

test('the address alone says it, too; another one does not', () => {
  const dial = (host: string) => `Error: Get "http://${host}/computeMetadata/v1/project/project-id": dial tcp ${host}:80: i/o timeout`;
  assert.is(findingsIn({ status: ended(1), log: dial('169.254.169.254') })[0]?.cause, 'cloud-metadata');
  assert.is.not(findingsIn({ status: ended(1), log: dial('10.1.2.3') })[0]?.cause, 'cloud-metadata');
});

test('an identity without the right is another thing', () => {
  const log =
    'operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity';
  assert.is(findingsIn({ status: ended(1), log: `Error: ${log}` })[0]?.cause, 'cloud-identity');
});

test.run();

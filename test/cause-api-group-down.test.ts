/** api-group-down: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

/** discovery_client.go, ErrGroupDiscoveryFailed. */
const DOWN =
  'panic: unable to retrieve the complete list of server APIs: custom.metrics.k8s.io/v1beta1: the server could not find the requested resource';

test('a group that another server answers for', () => {
  const [finding] = findingsIn({ status: ended(2), log: DOWN });
  assert.is(finding?.cause, 'api-group-down');
  assert.match(finding?.summary ?? '', /APIService v1beta1\.custom\.metrics\.k8s\.io/);
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl get apiservice v1beta1\.custom\.metrics\.k8s\.io/);
});

test('a kind that is not served is another thing', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'Error: failed to list *v1.Widget: the server could not find the requested resource',
  });
  assert.is(finding?.cause, 'kind-not-served');
});

test('what is only warned of, and is followed by another end, is not it', () => {
  const log = [
    'W1126 10:01:02.910882       1 main.go:90] unable to retrieve the complete list of server APIs: custom.metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
    'F1126 10:01:03.910882       1 main.go:95] open /etc/policy/policy.yaml: no such file or directory',
  ].join('\n');
  const [finding] = findingsIn({ status: ended(255), log });
  assert.is.not(finding?.cause, 'api-group-down');
});

test.run();

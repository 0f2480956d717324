/** A liveness probe that cannot be tried, on a pod that is well; edited from calm-old-restarts, with the words that a kubelet 1.34 wrote. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reportOnEdited } from './edited-case.ts';

const notesWith = async (message: string) => {
  const { verdict, pods } = await reportOnEdited('calm-old-restarts', (cluster) => {
    const { metadata } = cluster.pod('web');
    const events = cluster.list('events');
    const started = events.find(({ reason, involvedObject }) => reason === 'Started' && involvedObject?.name === metadata.name);
    assert.ok(started);
    events.push({ ...started, metadata: { ...started.metadata, name: 'probe' }, type: 'Warning', reason: 'Unhealthy', message });
  });
  assert.is(verdict, null);
  return pods[0]?.notes.join('\n') ?? '';
};

test('it is told, as nobody would see that it does nothing', async () => {
  const notes = await notesWith('Liveness probe errored and resulted in unknown state: strconv.Atoi: parsing "http": invalid syntax');
  assert.match(notes, 'the liveness probe of container web cannot be tried, and so it restarts nothing: none of its ports is called http');
});

test('one that failed now and then works, and a readiness probe has its own words', async () => {
  for (const message of [
    'Liveness probe failed: HTTP probe failed with statuscode: 503',
    'Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing "http": invalid syntax',
  ])
    assert.not.match(await notesWith(message), 'cannot be tried');
});

test.run();

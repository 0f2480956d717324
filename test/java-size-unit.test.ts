/** A size of the JVM with the unit of Kubernetes, or of people: -Xmx256Mi, -Xmx1GB. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const LOG = 'Invalid maximum heap size: -Xmx256Mi\nError: Could not create the Java Virtual Machine.\n';

test('in a variable the letter of the unit stays, and the other options with it', () => {
  const env = [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms64m -Xmx256Mi -XX:+UseSerialGC' }];
  const [finding] = findingsIn({ log: LOG, status: ended(1), container: { env } });
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"-Xms64m -Xmx256M -XX:+UseSerialGC"');
});

test('in an argument, too; one whose unit is right is only taken out', () => {
  const first = (word: string) =>
    findingsIn({
      log: LOG.replace('-Xmx256Mi', word),
      status: ended(1),
      container: { command: ['java', word, '-jar', '/app.jar'] },
    })[0]?.fixes[0];
  assert.match(first('-Xmx1GB')?.command ?? '', '"value":"-Xmx1G"');
  assert.match(first('-Xmx256m')?.text ?? '', 'take -Xmx256m out');
  assert.match(first('-Xmx256')?.command ?? '', '"value":"-Xmx256m"');
});

test.run();

/** Lines that only follow from a fault: what a wrapper, a supervisor or a shutdown says after it. They never decide. */

export interface Consequence {
  pattern: RegExp;
  /** A real line, and where it is from; see phrase.ts. */
  sample: string;
  source: string;
}

export const CONSEQUENCES: readonly Consequence[] = [
  { pattern: /^(?:\[\d+\] )?(?:\[INFO\] )?Worker exiting \(pid: \d+\)/, sample: 'Worker exiting (pid: 7)', source: 'case:dep-selector' },
  { pattern: /^(?:\[\d+\] )?Shutting down: Master/, sample: 'Shutting down: Master', source: 'case:dep-selector' },
  { pattern: /Reason: (?:Worker|App) failed to (?:boot|load)/, sample: 'Reason: Worker failed to boot.', source: 'case:dep-selector' },
  { pattern: /^Exception in worker process$/, sample: 'Exception in worker process', source: 'case:dep-selector' },
  { pattern: /Fatal errors found in configuration\./, sample: '[ALERT]    (1) : config : Fatal errors found in configuration.', source: 'case:file-haproxy' },
  { pattern: /Error\(s\) found in configuration file/, sample: '[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg', source: 'case:file-haproxy' },
  { pattern: /Failed to initialize server\(s\) addr\./, sample: '[ALERT]    (1) : config : Failed to initialize server(s) addr.', source: 'case:dep-haproxy-resolve' },
  { pattern: /^Could not create the Java Virtual Machine\./, sample: 'Error: Could not create the Java Virtual Machine.', source: 'case:flag-java' },
  { pattern: /^A fatal exception has occurred\. Program will exit\./, sample: 'Error: A fatal exception has occurred. Program will exit.', source: 'case:flag-java' },
  { pattern: /^configuration file "[^"]{1,300}" contains errors/, sample: 'FATAL:  configuration file "/etc/postgresql/shop.conf" contains errors', source: 'case:file-postgres-conf' },
  { pattern: /^database files are incompatible with server$/, sample: 'FATAL:  database files are incompatible with server', source: 'case:vol-version' },
  { pattern: /^Aborting$/, sample: '[ERROR] Aborting', source: 'case:file-mariadb' },
  { pattern: /^npm (?:ERR!|error) /, sample: 'npm ERR! code ELIFECYCLE', source: 'npm/cli:lib/utils/error-message.js' },
  { pattern: /^Aborted(?: \(core dumped\))?$/, sample: 'Aborted', source: 'case:app-abort' },
];

export const isConsequence = (said: string): boolean => CONSEQUENCES.some(({ pattern }) => pattern.test(said));

/** Words that say that it failed and not why. */
const HOLLOW =
  /^(?:fatal(?: error)?|error|failed|exiting|aborting|shutting down|bailing out|giving up|(?:application|app|server|service|process|program|startup|start|boot|init|initiali[sz]ation|setup)s? (?:has )?(?:failed|crashed|aborted|exited|terminated|stopped|error)|(?:failed|unable|could not|cannot|can't) to (?:start|boot|initiali[sz]e|run|launch)(?: (?:the )?(?:application|app|server|service|process|program|worker|manager|system))?|(?:error|failure|problem) (?:during|while|on|at|in) (?:startup|start|boot|init|initiali[sz]ation|starting|booting|running)(?: (?:the )?(?:application|app|server|service|process|manager))?)[\s.!:,…]*(?:exiting|aborting|giving up|shutting down|see above|see logs?)?[\s.!…]*$/i;

export const isHollow = (message: string): boolean => message.trim() === '' || HOLLOW.test(message.trim());

/** Programs that only watch: that they are not reached stops nobody. */
const WATCHER = /open ?telemetry|\botel|\botlp\b|jaeger|zipkin|statsd|\bddtrace\b|datadog|\bdd-trace\b|sentry|newrelic|new relic|telemetry|pyroscope|bugsnag|\bexport(?:ing|er)? (?:batch|spans?|traces?|metrics?)/i;

export const isWatcher = (said: string): boolean => WATCHER.test(said);

/** Lines with words of faults that tell of none. */
const BENIGN = /\b(?:0|no|zero|without|any) (?:\w+ )?(?:errors?|failures?|failed)\b|\b(?:errors?|failures?|failed|failed_count|error_count)(?:"?\s?[:=]\s?| )0\b|error_log|error\.log|errors?\.(?:html?|ts|js|go|py)\b|\bretry(?:ing)?\b|unable to retrieve container logs|\bignor(?:ed|ing)\b/i;
const ERROR_LIKE =
  /\b(?:errors?|fatal|failed|failure|cannot|can ?not|can't|could not|couldn't|unable to|invalid|illegal|missing|not (?:set|found|defined|allowed|permitted|supported|valid|recogni[sz]ed)|denied|refused|rejected|unknown|unexpected|is required|must (?:be|not|have|contain)|does not exist|no such|expired|corrupt(?:ed)?|exceeded|abort(?:ed|ing)?)\b|\w(?:Error|Exception)\b/i;

/** An unlevelled line in words of a fault. */
export const isErrorLike = (said: string): boolean => ERROR_LIKE.test(said) && !BENIGN.test(said);
export const isBenign = (said: string): boolean => BENIGN.test(said);

/** A connection that came about, later than one that failed. */
const CONNECTED = /\b(?:re)?connect(?:ed|ion (?:established|restored|succeeded|successful|opened|ok|ready))\b|\bsuccessfully connected\b|\bis (?:now )?(?:up|reachable|available|ready)\b|\bready (?:to|for) (?:accept|handle|start|receive)/i;
const NOT_CONNECTED = /\b(?:not|dis|never|un|failed|fail|cannot|until|lost|wait\w*|no longer|isn't|aren't)\b|disconnected/i;

export const isSuccess = (said: string): boolean => CONNECTED.test(said) && !NOT_CONNECTED.test(said);

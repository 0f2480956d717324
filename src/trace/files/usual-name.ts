/** Names that files of many programs have: that another one is called so says little. */

/** What every Secret of a certificate or of an account calls its parts. */
const PARTS = /^(?:tls|ca|cert|key|server|client|root|password|username|token)(?:\.(?:crt|key|pem|cert))?$/;
const SETTINGS =
  /^(?:config|configuration|conf|settings?|application|app|main|index|default|values|params|env|nginx|logback|log4j2)(?:\.\w{2,10})?$/;

export const isCertificatePart = (file: string): boolean => PARTS.test(file);
export const isUsualName = (file: string): boolean => PARTS.test(file) || SETTINGS.test(file);

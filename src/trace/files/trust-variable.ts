/** How a runtime is told of an authority that it is to trust, by the words in which it refuses a certificate. */

/**
 * The variable by which a runtime is told of another authority: Go crypto/x509 root_unix.go, OpenSSL SSL_CTX_set_default_verify_paths
 * (Python's ssl, Ruby, curl), Node.js "NODE_EXTRA_CA_CERTS" in its cli.md, requests "REQUESTS_CA_BUNDLE", libpq "PGSSLROOTCERT".
 */
export function trustVariable(quote: string): string | undefined {
  if (/x509: /.test(quote)) return 'SSL_CERT_FILE';
  if (/connection to server (?:at|on)/.test(quote)) return 'PGSSLROOTCERT';
  if (/requests\.exceptions|HTTPSConnectionPool/.test(quote)) return 'REQUESTS_CA_BUNDLE';
  if (/CERTIFICATE_VERIFY_FAILED|certificate verify failed/.test(quote)) return 'SSL_CERT_FILE';
  if (
    /SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|self[- ]signed certificate|unable to (?:verify the first|get local issuer) certificate/.test(
      quote,
    )
  )
    return 'NODE_EXTRA_CA_CERTS';
  return undefined;
}

/** Then it is an authority itself. OpenSSL trusts no other certificate by itself, without the one that signed it (X509_V_FLAG_PARTIAL_CHAIN); Go does. */
export const isSelfSigned = (quote: string) => !/unable to (?:verify the first|get (?:local )?issuer) certificate|UNABLE_TO_/.test(quote);

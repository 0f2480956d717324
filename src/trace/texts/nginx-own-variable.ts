/** A variable of nginx's files that nobody sets, and the one that was meant. */
import { escaped } from '../../escaped.ts';
import { isSlip, nearestOther } from '../../nearest.ts';
import type { Corrected } from './config-text.ts';

/** Those that nginx sets itself and that have a whole name (nginx.org/en/docs/varindex.html, those of http in 1.22). */
const OWN: readonly string[] = `
    ancient_browser args binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time connections_active
    connections_reading connections_waiting connections_writing content_length content_type date_gmt date_local document_root document_uri
    fastcgi_path_info fastcgi_script_name gzip_ratio host hostname http2 https invalid_referer is_args limit_conn_status limit_rate
    limit_req_status memcached_key modern_browser msec msie nginx_version pid pipe protocol proxy_add_x_forwarded_for proxy_host
    proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port query_string
    realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user request request_body request_body_file
    request_completion request_filename request_id request_length request_method request_time request_uri scheme secure_link
    secure_link_expires server_addr server_name server_port server_protocol slice_range ssl_cipher ssl_ciphers ssl_client_cert
    ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_raw_cert ssl_client_s_dn ssl_client_serial ssl_client_v_end
    ssl_client_v_remain ssl_client_v_start ssl_client_verify ssl_curves ssl_early_data ssl_protocol ssl_server_name ssl_session_id
    ssl_session_reused status tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset
    uid_set upstream_addr upstream_bytes_received upstream_bytes_sent upstream_cache_status upstream_connect_time upstream_header_time
    upstream_response_length upstream_response_time upstream_status uri
  `
  .trim()
  .split(/\s+/);
/** Of these any name may follow, such as http_x_request_id. */
const ANY = /^(?:arg|cookie|http|sent_http|sent_trailer|trailer|upstream_http|upstream_cookie|upstream_trailer)_/;

/** Those that the file sets: set $x, map $a $x, geo $x, split_clients "..." $x, a group of a pattern, auth_request_set. */
const SETS =
  /^[ \t]*(?:set|auth_request_set|perl_set)[ \t]+\$(\w{1,80})|^[ \t]*(?:map|geo|split_clients)\s[^{\n]{0,200}\$(\w{1,80})\s*\{|\(\?P?<(\w{1,80})>/gm;

export function variableMeant(text: string, token: string | undefined, detail: string): Corrected | undefined {
  if (token === undefined || !/^unknown "[^"]+" variable/.test(detail) || ANY.test(token)) return undefined;
  const near = nearestOther(token, [...new Set([...OWN, ...[...text.matchAll(SETS)].flatMap((found) => found.slice(1).filter(Boolean))])]);
  if (near === undefined || !isSlip(token, near)) return undefined;
  const wrong = new RegExp(`\\$(\\{?)${escaped(token)}(?!\\w)`, 'g');
  const repaired = text.replace(wrong, (_, open: string) => `$${open}${near}`);
  return repaired === text ? undefined : { text: repaired, what: `write $${near} for $${token}`, word: { from: token, to: near } };
}

/** Addresses and the blocks that hold them: RFC 4632 for IPv4, RFC 4291 for IPv6. */
export function inBlock(address: string, { cidr, except = [] }: { cidr: string; except?: string[] }): boolean {
  return within(address, cidr) && !except.some((block) => within(address, block));
}

function within(address: string, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/');
  const [a, b] = [bitsOf(address), bitsOf(base)];
  const bits = Number(length || a?.length);
  return a !== undefined && b !== undefined && a.length === b.length && a.slice(0, bits) === b.slice(0, bits);
}

/** 32 or 128 characters; undefined for what is no address. */
function bitsOf(address: string): string | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  if (!/^[0-9a-f:]{2,39}$/i.test(address) || address.split('::').length > 2) return undefined;
  const [head = '', tail] = address.split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - parts(head).length - parts(tail ?? '').length;
  const all = tail === undefined ? parts(head) : [...parts(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...parts(tail)];
  return all.length === 8 ? all.map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0')).join('') : undefined;
}

/** A test that hangs has failed: uvu would wait for ever. */
export function within(seconds: number, test: () => Promise<void>): () => Promise<void> {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done within ${seconds} s`)), seconds * 1000);
    });
    try {
      await Promise.race([test(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

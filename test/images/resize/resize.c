/* Makes product pictures smaller. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef WEBP
int encoder_version(void);
#else
static int encoder_version(void) { return 1; }
#endif
int main(void) {
  setbuf(stdout, NULL);
  printf("resize: encoder %d\n", encoder_version());
  const char *share = getenv("QUALITY");
  printf("resize: %d steps\n", 100 / (share ? atoi(share) : 80));
  fclose(fopen("/tmp/alive", "w"));
  for (;;) { sleep(20); puts("resize: 0 pictures wait"); }
}

"""Suggests products; its table lies in shared memory, for all of its processes."""
import os
import time
from multiprocessing import shared_memory

megabytes = int(os.environ.get("TABLE_MB", "32"))
print(f"recommend 1.1.0: building the table, {megabytes} MB, 2 processes")
table = shared_memory.SharedMemory(create=True, size=megabytes << 20)
block = os.urandom(1 << 20)
for n in range(megabytes):
    table.buf[n << 20:(n + 1) << 20] = block
print("recommend: table is ready")
open("/tmp/alive", "w").close()
while True:
    time.sleep(30)
    print("recommend: 0 requests in the last 30 s")

"""Keeps a journal for each customer, all open at once."""
import os
import time

customers = int(os.environ.get("CUSTOMERS", "50"))
folder = os.environ.get("JOURNALS", "/tmp")
print(f"fleet 2.0.3: opening the journals of {customers} customers in {folder}")
journals = [open(f"{folder}/customer-{n:04}.log", "a") for n in range(1, customers + 1)]
print("fleet: all journals are open")
open("/tmp/alive", "w").close()
while True:
    for journal in journals:
        journal.flush()
    time.sleep(10)

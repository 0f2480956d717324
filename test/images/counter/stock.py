"""Counts what lies in the warehouse: a SQLite file that one process owns."""
import logging
import os
import sqlite3
import sys
import time

logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s stock: %(message)s")
path = os.environ.get("STOCK_DB", "/data/stock.db")
logging.info("stock 0.8.0 opening %s", path)
store = sqlite3.connect(path, timeout=3)
store.execute("pragma locking_mode = exclusive")
store.execute("create table if not exists stock (article text primary key, count integer)")
store.execute("insert or replace into stock values ('pen', 3)")
store.commit()
logging.info("stock is open, %d articles", store.execute("select count(*) from stock").fetchone()[0])
open("/tmp/alive", "w").close()
while True:
    time.sleep(20)

"""Takes files of new products into the shop's database."""
import argparse
import json
import logging
import os
import signal
import sys
import time
import tomllib

import psycopg2

logging.basicConfig(level="INFO", format="%(asctime)s [%(levelname)s] ingest: %(message)s")
parser = argparse.ArgumentParser(prog="ingest")
parser.add_argument("--source", default="/in", help="folder to watch")
parser.add_argument("--interval", type=int, default=10, help="seconds between two looks")
parser.add_argument("--config", help="TOML file")
parser.add_argument("--work-dir", default="/tmp/ingest")
options = parser.parse_args()
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

chunk = int(os.environ.get("CHUNK_ROWS", "500"))
rates = {"EUR": 1.0, "USD": 1.08}
if options.config:
    with open(options.config, "rb") as file:
        settings = tomllib.load(file)
    rates |= settings.get("rates", {})
    logging.info("settings of %s: %d rates", options.config, len(rates))
if "FEED" in os.environ:
    for item in json.loads(os.environ["FEED"]):
        price = item["price"] / rates[item["currency"]]
        logging.info("%s costs %.2f EUR", item["name"], price)

os.makedirs(options.work_dir, exist_ok=True)
with open(os.path.join(options.work_dir, "state.json"), "w") as file:
    json.dump({"started": time.time(), "chunk": chunk}, file)
database = None
if "PGHOST" in os.environ:
    database = psycopg2.connect(dbname=os.environ.get("PGDATABASE", "shop"), user=os.environ.get("PGUSER", "shop"),
                                password=os.environ.get("PGPASSWORD"), host=os.environ["PGHOST"], connect_timeout=5)
    logging.info("connected to %s", os.environ["PGHOST"])
buffers = [bytearray(1 << 20) for _ in range(int(os.environ.get("BUFFER_MB", "4")))]
logging.info("ingest 0.8.2: %d rows a time, looking at %s every %d s", chunk, options.source, options.interval)
while True:
    if database:
        with database, database.cursor() as cursor:
            cursor.execute("select count(*) from products")
            logging.info("%d products", cursor.fetchone()[0])
    open("/tmp/alive", "w").close()
    time.sleep(options.interval)

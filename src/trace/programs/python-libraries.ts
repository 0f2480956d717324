/** Of Python's own modules and of well-known packages, those after which a file of one's own is easily called. */
export const LIBRARIES = new Set(
  `abc argparse array ast asyncio base64 bisect calendar cmd code codecs collections concurrent configparser copy csv datetime decimal
  email enum glob gzip hashlib http inspect io json keyword locale logging math mimetypes multiprocessing numbers operator os parser
  pathlib pickle platform profile queue random re sched secrets select selectors shelve shutil signal site socket sqlite3 ssl stat
  statistics string struct subprocess symtable sys tempfile test threading time timeit token trace traceback types typing unittest urllib
  uuid warnings weakref xml zipfile zlib
  boto3 celery django elasticsearch fastapi flask grpc jinja2 jwt kafka kubernetes numpy pandas paramiko pika prometheus_client psycopg2
  pydantic pymongo pymysql pytz redis requests sqlalchemy yaml`.split(/\s+/),
);

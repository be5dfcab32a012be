"""Reads the texts of a Parquet, CSV or JSON-lines dataset with Spark, and writes the rules as Parquet.

spark-submit --master spark://HOST:7077 examples/spark_extract.py texts.parquet rules.parquet --id nct_id
"""

import argparse

from pyspark.sql import SparkSession
from trialrules.pipeline.spark import extract


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", help="a file or folder that ends in .parquet, .csv, .json or .jsonl")
    options.add_argument("rules", help="the folder to write; it must not be there yet")
    options.add_argument("--id", default="nct_id", help="the column that names a trial")
    options.add_argument("--text", default="criteria", help="the column with its eligibility text")
    options.add_argument("--table", default="trials", help="trials: one row a trial; leaves: one row a leaf")
    options.add_argument("--partitions", type=int, default=64, help="how many parts the work is cut into")
    given = options.parse_args()
    spark = SparkSession.builder.appName("trialrules").getOrCreate()
    form = given.texts.rstrip("/").rpartition(".")[2]
    if form == "csv":
        texts = spark.read.csv(given.texts, header=True, multiLine=True, escape='"')
    else:
        texts = spark.read.format("json" if form == "jsonl" else form).load(given.texts)
    rules = extract(texts.repartition(given.partitions), id=given.id, text=given.text, table=given.table)
    rules.write.parquet(given.rules)
    spark.stop()


if __name__ == "__main__":
    main()

"""Väestön seulonta: the law's loops and criteria over Parquet files of a whole population. Imported only by `nivel law screen`."""

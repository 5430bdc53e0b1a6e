/**
 * Parquet files with a column of encoded pictures and a column of labels, such as the data sets of Hugging Face.
 *
 * <p>Tasks look at the end of every file, where its columns and groups of rows stand, and at the labels alone; then each
 * group of rows is read by one task. A row cannot be found again cheaply, so pictures travel with their bytes, through
 * Spark's disks. Memory holds one compressed column of one group of rows, and what Spark keeps of its shuffle; how large
 * groups are is the choice of whoever wrote the file. Parquet's own library is used, without Spark SQL, so that what is
 * wrong with a file is said by file and row. The files' names say which split they belong to, by the rule in {@code
 * SplitFiles}. This is the only package that knows Parquet.
 *
 * <p>Start reading at {@code ParquetSource.check}.
 */
package org.sparkresnet.prepare.source.parquet;

/**
 * How fast this machine does what a run consists of, measured without Spark, and on synthetic data unless other is named.
 *
 * <p>{@link org.sparkresnet.benchmark.ComputeBenchmark} measures whole training steps and evaluations of one replica,
 * and where their time goes; {@link org.sparkresnet.benchmark.ComputeReport} is what a person and a program read of it.
 * {@link org.sparkresnet.benchmark.DataBenchmark} measures the way from stored pictures to batches, of shards, of files or of
 * pictures that it makes, and {@link org.sparkresnet.benchmark.DataReport} is what is read of that.
 * Replicas are driven through their port, as workers drive them; only the names of the calls inside come from {@code
 * compute}. The package knows neither DL4J nor other workers.
 */
package org.sparkresnet.benchmark;

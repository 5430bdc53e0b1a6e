/**
 * How fast this machine does what a run consists of, measured on synthetic data: no shards, no Spark.
 *
 * <p>{@link org.sparkresnet.benchmark.ComputeBenchmark} measures whole training steps and evaluations of one replica,
 * and where their time goes; {@link org.sparkresnet.benchmark.ComputeReport} is what a person and a program read of it.
 * Replicas are driven through their port, as workers drive them; only the names of the calls inside come from {@code
 * compute}. The package knows neither DL4J nor other workers.
 */
package org.sparkresnet.benchmark;

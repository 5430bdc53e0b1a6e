/**
 * One class that DL4J 1.0.0-M2.1 looks for and ND4J no longer has.
 *
 * <p>DL4J's oneDNN helpers ask {@link org.nd4j.nativeblas.Nd4jCpu.Environment} whether oneDNN may be used. ND4J moved
 * that class to another package, so the question fails without a word and every convolution runs five to seven times
 * slower. This package gives the class back; {@code org.sparkresnet.compute} turns the helpers on and checks them. It
 * serves the engine that falls back on DL4J's layers.
 */
package org.nd4j.nativeblas;

/**
 * One training run: what it is, where it stops, and the loop.
 *
 * <p>A {@link org.sparkresnet.train.Recipe} is what the settings say; an {@link org.sparkresnet.train.Experiment} is the
 * recipe together with the data that it names, so that everything that can be wrong has been found; the {@link
 * org.sparkresnet.train.Trainer} goes from one stop of the {@link org.sparkresnet.train.RunPlan} to the next, evaluates
 * and saves. The package asks {@code parallel} for segments and does not know how they are computed: no strategy, no
 * DL4J, no file format.
 */
package org.sparkresnet.train;

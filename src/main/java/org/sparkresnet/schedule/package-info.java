/**
 * How long a run lasts and which learning rate each of its steps has.
 *
 * <p>A {@link org.sparkresnet.schedule.Length} is what a person writes ({@code 90ep}, {@code 500ba}); a {@link
 * org.sparkresnet.schedule.LearningRateSchedule} is a pure function of the step, so that a resumed run goes on along the
 * same curve and a worker needs no message to know the rate. This package knows the JDK and the settings, nothing else:
 * no optimizer, no epoch plan, no worker.
 *
 * <p>Start reading at {@link org.sparkresnet.schedule.LearningRateSchedule}.
 */
package org.sparkresnet.schedule;

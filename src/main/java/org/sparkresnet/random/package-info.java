/**
 * Chance as a function of names.
 *
 * <p>Whatever is random in a run is drawn from a {@link org.sparkresnet.random.NamedRandom} that is made from the run's
 * seed and the names of the thing drawn for: the order of the blocks of (seed, epoch, lane), the crop of (seed, epoch,
 * record). Nothing depends on threads, on the number of workers or on the order of arrival, so a run can be entered at
 * any step and meets the same numbers. This package knows nothing else of the program.
 */
package org.sparkresnet.random;

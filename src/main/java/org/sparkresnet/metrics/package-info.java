/**
 * What a run tells about itself while it goes on and when it ends.
 *
 * <p>The loop hands a {@link org.sparkresnet.metrics.StepReport} or {@link org.sparkresnet.metrics.ValidationReport} to a
 * {@link org.sparkresnet.metrics.RunListener}; the members write JSON lines, TensorBoard event files and one line on the
 * console. Resuming drops what lies behind the resumed step, so that every step is told once. At the end {@link
 * org.sparkresnet.metrics.SummaryFile} and {@link org.sparkresnet.metrics.SummaryTable} say the same to programs and to
 * people. This package only formats and stores numbers: it knows no network, no schedule and no worker, and runs on the
 * driver alone.
 *
 * <p>Start reading at {@link org.sparkresnet.metrics.MetricsLog}.
 */
package org.sparkresnet.metrics;

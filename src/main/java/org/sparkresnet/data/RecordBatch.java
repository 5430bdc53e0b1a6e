package org.sparkresnet.data;

import java.util.List;

/**
 * The records of one micro-batch, not yet decoded.
 *
 * @param step of the run in training; number of the batch in evaluation
 * @param epoch that the step belongs to; 0 in evaluation
 * @param lane in [0, lanes); 0 in evaluation
 */
public record RecordBatch(long step, long epoch, int lane, List<NumberedRecord> records) {}

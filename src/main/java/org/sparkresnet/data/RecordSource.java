package org.sparkresnet.data;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Micro-batches of records in the order in which a worker needs them; close it to close the shards.
 *
 * <p>{@link #next} throws {@link org.sparkresnet.config.InvalidInputException} where a shard is damaged and {@link
 * java.io.UncheckedIOException} where the file system fails; after either the source can only be closed.
 */
public interface RecordSource extends Iterator<RecordBatch>, Closeable {}

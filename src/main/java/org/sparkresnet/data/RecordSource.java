package org.sparkresnet.data;

import java.io.Closeable;
import java.util.Iterator;

/** Micro-batches of records in the order in which a worker needs them; close it to close the shards. */
public interface RecordSource extends Iterator<RecordBatch>, Closeable {}

package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.ShardSet;

/** A data set as a worker reads it: where its records lie and how they become floats. */
public record Pictures(ShardSet shards, BatchAssembler assembler) implements Serializable {}

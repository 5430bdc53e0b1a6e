package org.sparkresnet.prepare.source;

import java.io.IOException;
import org.sparkresnet.shard.ShardRecord;

/**
 * A record with another label than its source gives it.
 *
 * @param record of the source
 * @param label index of the class among those that are wanted, counted from 0
 */
record RelabeledRecord(SourceRecord record, int label) implements SourceRecord {

    @Override
    public String name() {
        return record.name();
    }

    @Override
    public ShardRecord read(SourceFiles files) throws IOException {
        return new ShardRecord(name(), label, record.read(files).content());
    }

    @Override
    public void addTo(PixelSums sums) {
        record.addTo(sums);
    }
}

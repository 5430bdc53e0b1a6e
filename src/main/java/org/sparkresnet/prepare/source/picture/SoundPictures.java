package org.sparkresnet.prepare.source.picture;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.sparkresnet.prepare.source.SourceRecord;

/** The pictures of a task beside what came of decoding each, from which those that can be decoded become records. */
final class SoundPictures implements Iterator<SourceRecord> {
    private final Iterator<EncodedPicture> pictures;
    private final Iterator<Inspection> findings;
    private SourceRecord next;

    /** @param findings as many as there are pictures, in their order */
    SoundPictures(Iterator<EncodedPicture> pictures, Iterator<Inspection> findings) {
        this.pictures = pictures;
        this.findings = findings;
    }

    @Override
    public boolean hasNext() {
        while (next == null && findings.hasNext()) {
            EncodedPicture picture = pictures.next();
            if (findings.next() instanceof Inspection.Good good) {
                if (!good.name().equals(picture.name())) {
                    throw new IllegalStateException(good.name() + " was decoded where " + picture.name() + " is");
                }
                next = new PictureRecord(picture, good.pixels(), good.checksum());
            }
        }
        return next != null;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more sound pictures");
        }
        SourceRecord record = next;
        next = null;
        return record;
    }
}

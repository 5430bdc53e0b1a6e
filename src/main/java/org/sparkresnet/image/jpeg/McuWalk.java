package org.sparkresnet.image.jpeg;

/**
 * Where a scan stands: counts units of blocks (MCUs) and goes from stretch to stretch of its data, each of which must end
 * where its units end.
 */
final class McuWalk {
    private final ScanData data = new ScanData();
    private final BitReader reader = new BitReader();

    private ScanHeader header;
    private int restartInterval;
    private int interval;

    /** Units that are left before the next restart. */
    private int left;

    /** What the reader's bits belong to. */
    BitReader reader() {
        return reader;
    }

    /** Begins the scan of {@code newHeader}, whose data follows the segment that {@code segments} has entered. */
    void open(Segments segments, ScanHeader newHeader) throws DamagedJpegException {
        segments.goOn(data.load(segments.file(), segments.contentEnd()));
        header = newHeader;
        restartInterval = segments.restartInterval();
        interval = 0;
        openInterval();
    }

    /**
     * To be called before each unit.
     *
     * @return whether a stretch of data begins with it
     * @throws DamagedJpegException if a stretch has ended too early or too late
     */
    boolean next() throws DamagedJpegException {
        boolean begins = left == 0;
        if (begins) {
            requireEnd();
            interval++;
            openInterval();
        }
        left--;
        return begins;
    }

    /** To be called behind the last unit. */
    void finish() throws DamagedJpegException {
        requireEnd();
        if (interval != data.intervals() - 1) {
            throw new DamagedJpegException("damaged JPEG: more restart markers than the picture has");
        }
    }

    private void openInterval() throws DamagedJpegException {
        if (interval >= data.intervals()) {
            throw new DamagedJpegException("damaged JPEG: a restart marker is missing");
        }
        data.open(interval, reader);
        left = restartInterval == 0 ? Integer.MAX_VALUE : restartInterval;
        for (Component component : header.components()) {
            component.prediction = 0;
        }
    }

    private void requireEnd() throws DamagedJpegException {
        if (reader.isBeyondEnd() || !reader.isAtEnd()) {
            throw new DamagedJpegException("damaged JPEG: its blocks do not end where its data ends");
        }
    }
}

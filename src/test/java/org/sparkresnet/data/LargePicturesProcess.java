package org.sparkresnet.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.FlatFiles;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.Decoding;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.metrics.ProcessMemory;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * Loads the largest pictures that are allowed, of each kind, by several threads at once, and prints in megabytes: the
 * heap that is taken while the loader is still open, and the peak of the process.
 */
final class LargePicturesProcess {
    static final int THREADS = 3;
    static final int MEGAPIXELS = 24;
    static final Augmentation AUGMENTATION =
            new Augmentation(new Decoding(Decoding.Size.FULL, MEGAPIXELS), List.of(new Resize(20), new CenterCrop(16)));

    private static final int ROUNDS = 3;

    private LargePicturesProcess() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> files = List.of(
                FlatFiles.progressiveJpeg(4800, 5000, 4),
                FlatFiles.progressiveJpeg(5000, 4800, 4),
                FlatFiles.png(4900, 4800),
                FlatFiles.png(4800, 4900),
                FlatFiles.jpeg(366, 65_535, 3),
                FlatFiles.jpeg(30, 30, 3));
        PictureShape shape = new PictureShape(3, 16, 16);
        NetworkInput input = new NetworkInput(
                shape, List.of("a"), new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
        BatchAssembler assembler = new BatchAssembler(AUGMENTATION, input, 1, false);
        int loaded = 0;
        Loading loading = new Loading(2, THREADS, 1 << 20);
        try (BatchLoader loader = new BatchLoader(new Rounds(files), assembler, files.size(), loading)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Batch batch = loader.next().batch()) {
                    loaded += batch.size();
                }
            }
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            OptionalDouble peak = ProcessMemory.peakMegabytes();
            System.out.println("loaded=" + loaded);
            System.out.println("used=" + (used >> 20));
            System.out.println("peak=" + Math.round(peak.orElseThrow()));
        }
    }

    /** The same files in each batch. */
    private static final class Rounds implements RecordSource {
        private final Iterator<RecordBatch> batches;

        Rounds(List<byte[]> files) {
            List<NumberedRecord> records = new ArrayList<>();
            for (byte[] file : files) {
                int number = records.size();
                records.add(
                        new NumberedRecord(number, new ShardRecord("file-" + number, 0, new Content.Encoded(file))));
            }
            List<RecordBatch> all = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                all.add(new RecordBatch(round, 0, 0, records));
            }
            batches = all.iterator();
        }

        @Override
        public boolean hasNext() {
            return batches.hasNext();
        }

        @Override
        public RecordBatch next() {
            return batches.next();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

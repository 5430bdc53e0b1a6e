package org.sparkresnet.prepare.source.cifar;

import java.util.List;

/**
 * The binary archives of CIFAR, and which label of a record counts. A record is its label bytes, then 3,072 bytes: the
 * red, green and blue plane of 32 x 32 pixels, rows from the top. Source: https://www.cs.toronto.edu/~kriz/cifar.html
 */
public enum CifarVersion {
    /** One label. */
    CIFAR_10(
            "cifar-10",
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            "batches.meta.txt",
            1,
            0),
    /** The second of two labels. */
    CIFAR_100_FINE("cifar-100", List.of("train.bin"), "test.bin", "fine_label_names.txt", 2, 1),
    /** The first of two labels. */
    CIFAR_100_COARSE("cifar-100", List.of("train.bin"), "test.bin", "coarse_label_names.txt", 2, 0);

    /** Rows and columns of every picture. */
    static final int SIDE = 32;

    /** Red, green and blue. */
    static final int CHANNELS = 3;

    /** As in {@code prepare.format}. */
    final String format;
    /** Files of the training set within the archive. */
    final List<String> trainingFiles;
    /** File of the test set within the archive. */
    final String testFile;
    /** File of class names within the archive: line 1 names label 0. */
    final String namesFile;
    /** Labels before the pixels of a record. */
    final int labelBytes;
    /** Which of them counts, from 0. */
    final int labelPlace;

    CifarVersion(
            String format,
            List<String> trainingFiles,
            String testFile,
            String namesFile,
            int labelBytes,
            int labelPlace) {
        this.format = format;
        this.trainingFiles = trainingFiles;
        this.testFile = testFile;
        this.namesFile = namesFile;
        this.labelBytes = labelBytes;
        this.labelPlace = labelPlace;
    }

    /** CIFAR-100 with the labels that are asked for. */
    static CifarVersion hundred(CifarLabels labels) {
        return switch (labels) {
            case FINE -> CIFAR_100_FINE;
            case COARSE -> CIFAR_100_COARSE;
        };
    }

    /** Name of the archive as it is downloaded. */
    String archive() {
        return format + "-binary.tar.gz";
    }

    /** Bytes of one record. */
    int recordBytes() {
        return labelBytes + CHANNELS * SIDE * SIDE;
    }

    /** Whether a file of the archive holds records. */
    boolean holdsRecords(String file) {
        return trainingFiles.contains(file) || testFile.equals(file);
    }
}

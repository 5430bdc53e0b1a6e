package org.sparkresnet.prepare.source.imagenet;

/** The archives of ILSVRC2012, as downloaded from https://image-net.org/challenges/LSVRC/2012/2012-downloads.php */
public enum ImageNetArchive {
    /** A tar archive of each class, in a tar archive: 147,897,477,120 bytes, 1,281,167 pictures in 1,000 classes. */
    TRAIN("ILSVRC2012_img_train.tar", "train"),
    /** Pictures whose names say nothing of their classes: 6,744,924,160 bytes, 50,000 pictures, 50 of each class. */
    VALIDATION("ILSVRC2012_img_val.tar", "validation"),
    /** What the classes are, and those of the validation pictures. */
    DEVKIT("ILSVRC2012_devkit_t12.tar.gz", "devkit");

    private final String fileName;
    private final String key;

    ImageNetArchive(String fileName, String key) {
        this.fileName = fileName;
        this.key = key;
    }

    /** Its name as downloaded. */
    public String fileName() {
        return fileName;
    }

    /** What settings call it. */
    String key() {
        return key;
    }
}

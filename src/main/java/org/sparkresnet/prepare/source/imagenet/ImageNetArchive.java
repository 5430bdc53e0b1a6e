package org.sparkresnet.prepare.source.imagenet;

/**
 * The archives of ILSVRC2012, as downloaded. Source of the sums: torchvision's {@code datasets/imagenet.py}, which has them
 * from https://image-net.org/challenges/LSVRC/2012/2012-downloads.php
 */
public enum ImageNetArchive {
    /** A tar archive of each class, in a tar archive: 147,897,477,120 bytes, 1,281,167 pictures in 1,000 classes. */
    TRAIN("ILSVRC2012_img_train.tar", "1d675b47d978889d74fa0da5fadfb00e"),
    /** Pictures whose names say nothing of their classes: 6,744,924,160 bytes, 50,000 pictures, 50 of each class. */
    VALIDATION("ILSVRC2012_img_val.tar", "29b22e2961454d5413ddabcf34fc5622"),
    /** What the classes are, and those of the validation pictures. */
    DEVKIT("ILSVRC2012_devkit_t12.tar.gz", "fa75699e90414af021442c21a62c3abf");

    private final String fileName;
    private final String md5;

    ImageNetArchive(String fileName, String md5) {
        this.fileName = fileName;
        this.md5 = md5;
    }

    /** Its name as downloaded. */
    public String fileName() {
        return fileName;
    }

    /** MD5 of the whole file, 32 hexadecimal digits in small letters. */
    public String md5() {
        return md5;
    }
}

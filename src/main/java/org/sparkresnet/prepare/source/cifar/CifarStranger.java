package org.sparkresnet.prepare.source.cifar;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Archives of CIFAR that people take for one another, told by the folder within. */
enum CifarStranger {
    /** What {@code prepare.format = cifar-10} takes. */
    BINARY_10("cifar-10", "cifar-10-batches-bin/", "the binary version of CIFAR-10"),
    /** What {@code prepare.format = cifar-100} takes. */
    BINARY_100("cifar-100", "cifar-100-binary/", "the binary version of CIFAR-100"),
    /** Pickled arrays. */
    PYTHON_10("", "cifar-10-batches-py/", "the Python version of CIFAR-10"),
    /** Pickled arrays. */
    PYTHON_100("", "cifar-100-python/", "the Python version of CIFAR-100"),
    /** MAT files. */
    MATLAB_10("", "cifar-10-batches-mat/", "the Matlab version of CIFAR-10"),
    /** MAT files. */
    MATLAB_100("", "cifar-100-matlab/", "the Matlab version of CIFAR-100");

    /** That reads it; empty if none does. */
    private final String format;

    private final String folder;
    private final String words;

    CifarStranger(String format, String folder, String words) {
        this.format = format;
        this.folder = folder;
        this.words = words;
    }

    /** @param names paths within an archive */
    static Optional<CifarStranger> recognize(Collection<String> names) {
        return Arrays.stream(values())
                .filter(known -> names.stream().anyMatch(name -> name.contains(known.folder)))
                .findFirst();
    }

    boolean isWanted(CifarVersion version) {
        return format.equals(version.format);
    }

    /** What the archive is, and the remedy. */
    String refusal(CifarVersion version) {
        return "holds " + words + ", prepare.format = " + version.format + " reads " + version.archive() + "; "
                + (format.isEmpty() ? "fetch that" : "give that or prepare.format = " + format);
    }
}

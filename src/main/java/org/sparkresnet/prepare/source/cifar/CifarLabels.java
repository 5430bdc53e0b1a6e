package org.sparkresnet.prepare.source.cifar;

/** The two labels that each picture of CIFAR-100 has. */
enum CifarLabels {
    /** 100 classes. */
    FINE,
    /** 20 superclasses of five classes each. */
    COARSE
}

package org.sparkresnet.prepare;

/** Layouts of source data that can be prepared. */
public enum SourceFormat {
    /** MNIST and Fashion-MNIST: an images and a labels file per split. Source: http://yann.lecun.com/exdb/mnist */
    IDX
}

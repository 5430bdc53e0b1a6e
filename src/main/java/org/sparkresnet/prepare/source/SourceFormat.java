package org.sparkresnet.prepare.source;

/** Layouts of source data that can be prepared. */
public enum SourceFormat {
    /** MNIST and Fashion-MNIST: an images and a labels file per split. Source: http://yann.lecun.com/exdb/mnist */
    IDX,
    /** The archive of CIFAR-10's binary version. Source: https://www.cs.toronto.edu/~kriz/cifar.html */
    CIFAR_10,
    /** The archive of CIFAR-100's binary version. Source: https://www.cs.toronto.edu/~kriz/cifar.html */
    CIFAR_100,
    /** A folder per class with JPEG and PNG files, as torchvision's ImageFolder reads it. */
    IMAGE_FOLDER
}

package org.sparkresnet.prepare;

import java.util.Locale;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.cifar.CifarLayout;
import org.sparkresnet.prepare.source.folder.FolderLayout;
import org.sparkresnet.prepare.source.idx.IdxLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;
import org.sparkresnet.prepare.source.tfrecord.TfRecordLayout;

/** Layouts of source data that can be prepared, as {@code prepare.format} names them. */
public enum SourceFormat {
    /** MNIST and Fashion-MNIST: an images and a labels file per split. Source: http://yann.lecun.com/exdb/mnist */
    IDX,
    /** The archive of CIFAR-10's binary version. Source: https://www.cs.toronto.edu/~kriz/cifar.html */
    CIFAR_10,
    /** The archive of CIFAR-100's binary version. Source: https://www.cs.toronto.edu/~kriz/cifar.html */
    CIFAR_100,
    /** A folder per class with JPEG and PNG files, as torchvision's ImageFolder reads it. */
    IMAGE_FOLDER,
    /** TFRecord files of tf.train.Example made by others. Source: https://www.tensorflow.org/tutorials/load_data/tfrecord */
    TFRECORD;

    /**
     * The layout with its settings. The settings of all layouts are read, so that every mistake is reported.
     *
     * @param prepare the block of that name; problems are recorded there
     */
    SourceLayout layout(Settings prepare) {
        PictureLimits limits = PictureLimits.from(prepare);
        SourceLayout hundred = CifarLayout.hundred(prepare);
        SourceLayout folder = FolderLayout.from(prepare, limits);
        SourceLayout tfRecord = TfRecordLayout.from(prepare, limits);
        return switch (this) {
            case IDX -> new IdxLayout();
            case CIFAR_10 -> CifarLayout.ten();
            case CIFAR_100 -> hundred;
            case IMAGE_FOLDER -> folder;
            case TFRECORD -> tfRecord;
        };
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

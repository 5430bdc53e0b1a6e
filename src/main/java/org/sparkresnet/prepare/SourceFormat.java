package org.sparkresnet.prepare;

import java.util.Locale;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.cifar.CifarLayout;
import org.sparkresnet.prepare.source.folder.FolderLayout;
import org.sparkresnet.prepare.source.idx.IdxLayout;
import org.sparkresnet.prepare.source.imagenet.ImageNetLayout;
import org.sparkresnet.prepare.source.kaggle.KaggleLayout;
import org.sparkresnet.prepare.source.parquet.ParquetLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;
import org.sparkresnet.prepare.source.tfrecord.TfRecordLayout;
import org.sparkresnet.prepare.source.webdataset.WebDatasetLayout;

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
    TFRECORD,
    /** Parquet files with a row for each picture. Source: https://huggingface.co/docs/datasets/image_dataset */
    PARQUET,
    /** The archives of ILSVRC2012 as downloaded. Source: https://image-net.org/download-images.php */
    IMAGENET,
    /** The same unpacked from Kaggle. Source: https://www.kaggle.com/c/imagenet-object-localization-challenge/data */
    KAGGLE_IMAGENET,
    /** Tar archives with KEY.jpg beside KEY.cls. Source: https://github.com/webdataset/webdataset */
    WEBDATASET;

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
        SourceLayout parquet = ParquetLayout.from(prepare, limits);
        SourceLayout imagenet = ImageNetLayout.from(prepare, limits);
        SourceLayout kaggle = KaggleLayout.from(prepare, limits);
        SourceLayout web = WebDatasetLayout.from(prepare, limits);
        return switch (this) {
            case IDX -> new IdxLayout();
            case CIFAR_10 -> CifarLayout.ten();
            case CIFAR_100 -> hundred;
            case IMAGE_FOLDER -> folder;
            case TFRECORD -> tfRecord;
            case PARQUET -> parquet;
            case IMAGENET -> imagenet;
            case KAGGLE_IMAGENET -> kaggle;
            case WEBDATASET -> web;
        };
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
